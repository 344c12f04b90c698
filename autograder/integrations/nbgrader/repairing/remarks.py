"""Where notes are shown: the gradebook keeps comments for cells that students write and for tasks, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from autograder.integrations.nbgrader.repairing.notes import Note


def remarks(notebook: Mapping[str, Any], notes: Iterable[Note]) -> dict[str, tuple[str, ...]]:
    """The sentences of each cell that has a comment, by its id.

    A note is shown at the cells it is about; one about tests or prose at the last answer above them, one about the
    whole notebook at the first of all.

    Args:
        notebook: a repaired one.
        notes: what was repaired.

    """
    shown_at = dict(_shown_at(notebook))
    first = next(filter(None, shown_at.values()), "")
    found: dict[str, list[str]] = {}
    for note in notes:
        for name in {shown_at.get(cell) or first: None for cell in note.cells or ("",)}:
            if name:
                found.setdefault(name, []).append(note.sentence)
    return {name: tuple(sentences) for name, sentences in found.items()}


def _shown_at(notebook: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each cell of the assignment, and the id of the one that speaks for it; empty above the first."""
    speaker = ""
    for cell in notebook["cells"]:
        nbgrader = cell["metadata"].get("nbgrader")
        if nbgrader:
            speaker = nbgrader["grade_id"] if nbgrader["solution"] or nbgrader["task"] else speaker
            yield nbgrader["grade_id"], speaker
