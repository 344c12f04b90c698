"""A notebook as a student handed it in, and the notebook that nbgrader can grade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import nbformat

from autograder.integrations.nbgrader.repairing.evidence import expected, submitted
from autograder.integrations.nbgrader.repairing.findings import kernel_notes, loose_notes, match_notes, tag_notes
from autograder.integrations.nbgrader.repairing.known import KnownNotebook
from autograder.integrations.nbgrader.repairing.matching import match
from autograder.integrations.nbgrader.repairing.normal import normal_form, notebook_node
from autograder.integrations.nbgrader.repairing.notes import Kept, Note
from autograder.integrations.nbgrader.repairing.parts import join_parts
from autograder.integrations.nbgrader.repairing.remarks import remarks
from autograder.integrations.nbgrader.repairing.restoring import restore


@dataclass(frozen=True, slots=True)
class Repaired:
    """What :func:`repair` made of a notebook."""

    notebook: nbformat.NotebookNode
    """nbformat 4.5, without outputs. Its metadata keeps the notes."""
    notes: tuple[Note, ...]


def repair(notebook: Mapping[str, Any], known: KnownNotebook, read: Iterable[Note] = ()) -> Repaired:
    """Give each cell of the assignment its id, type, flags, points and, where students cannot write, its text.

    Each cell of the assignment is there exactly once afterwards; what else the student has written stays visible, in
    its order, in cells without metadata. Whatever a notebook holds, this does not raise.

    Args:
        notebook: as nbformat reads it, or any document with cells.
        known: what the gradebook says.
        read: what was repaired already when the file was read.

    """
    normal = normal_form(notebook)
    cells = submitted(normal.cells)
    found = match(expected(known.cells), cells, known.free)
    parts = join_parts(found, cells, known.free)
    restored, restoring_notes = restore(known.cells, parts.matches, normal.cells)
    notes = (
        *read,
        *normal.notes,
        *kernel_notes(normal.metadata, known.kernelspec),
        *tag_notes(normal.cells),
        *match_notes(found.values()),
        *parts.notes,
        *loose_notes(cells, found.values()),
        *restoring_notes,
    )
    return Repaired(_notebook(restored, known, notes), notes)


def rebuild(known: KnownNotebook, reason: Note) -> Repaired:
    """The notebook as it was handed out, below a cell that says why, for a submission that cannot be repaired."""
    cells, _ = restore(known.cells, {}, [])
    explanation = {"id": "why", "cell_type": "markdown", "metadata": {}, "source": f"**{reason.sentence}**"}
    return Repaired(_notebook([explanation, *cells], known, (reason,)), (reason,))


def _notebook(cells: Iterable[dict[str, Any]], known: KnownNotebook, notes: tuple[Note, ...]) -> nbformat.NotebookNode:
    metadata = {"kernelspec": dict(known.kernelspec)} if known.kernelspec else {}
    node = notebook_node(cells, metadata)
    Kept(notes, remarks(known.cells, notes)).write(node)
    return node
