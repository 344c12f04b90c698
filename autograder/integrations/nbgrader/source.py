"""The source notebook of an nbgrader course: what students get, with the references in their places.

What the project's authored notebook says is written anew each time. Cells that a person added in Jupyter, such as an
answer that is graded by hand, stay where they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder.errors import UsageError
from autograder.manifest import Project
from autograder.model import Assignment
from autograder.notebook import Notebook, fill, notebook_bytes
from autograder.releasing import Sources, student_notebook
from autograder.releasing.sources import read_text

KEY = "autograder"
"""Our entry in the metadata of a source notebook: the assignment, and the ids of the cells we wrote. Students do not
get it."""
RESAVE = "open it in Jupyter and save it, or move it away"


def source_notebook(project: Project, assignment: Assignment, sources: Sources, existing: Path) -> bytes:
    """The notebook to write.

    Args:
        project: where the references are.
        assignment: the assignment.
        sources: its public parts.
        existing: the source notebook as it is now; need not exist.

    Raises:
        UsageError: what is there is no notebook, or none of ours.
        AuthoringError: a reference cannot be read.

    """
    notebook = fill(student_notebook(assignment, sources), _references(project, assignment))
    cells = notebook["cells"]
    ours = {cell["id"] for cell in cells}
    if existing.exists():
        cells = list(_joined(cells, _read(existing, assignment)))
    metadata = {**notebook["metadata"], KEY: {"assignment": assignment.name, "cells": sorted(ours)}}
    return notebook_bytes({**notebook, "cells": cells, "metadata": metadata})


def added_cells(file: Path) -> frozenset[str] | None:
    """Ids, to nbgrader, of the cells that a person added to a source notebook.

    ``None`` for a notebook that is none of ours, or that cannot be read.
    """
    try:
        notebook = json.loads(file.read_bytes())
        written = frozenset(notebook["metadata"][KEY]["cells"])
        cells = [(cell.get("id"), cell["metadata"].get("nbgrader", {})) for cell in notebook["cells"]]
        return frozenset(about["grade_id"] for name, about in cells if name not in written and "grade_id" in about)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _references(project: Project, assignment: Assignment) -> dict[str, str]:
    return {
        exercise.id: read_text(project, project.reference_file(assignment.name, exercise.id))
        for exercise in assignment.exercises
    }


def _joined(cells: list[Mapping[str, Any]], existing: Notebook) -> Iterator[Mapping[str, Any]]:
    """Our cells, each followed by the added ones that stood below it; those above all of ours come first."""
    written = {*existing["metadata"][KEY].get("cells", ()), *(cell["id"] for cell in cells)}
    current = {cell["id"] for cell in cells}
    added: dict[str, list[Mapping[str, Any]]] = {}
    above = ""
    for cell in existing["cells"]:
        if cell.get("id") in current:
            above = cell["id"]
        elif cell.get("id") not in written:
            added.setdefault(above, []).append({**cell, "source": _text(cell)})
    yield from added.get("", ())
    for cell in cells:
        yield cell
        yield from added.get(cell["id"], ())


def _text(cell: Mapping[str, Any]) -> str:
    """A source is a text or a list of lines."""
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def _read(file: Path, assignment: Assignment) -> Notebook:
    try:
        notebook = json.loads(file.read_bytes())
        ours = notebook["metadata"].get(KEY)
        cells = notebook["cells"]
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=str(file), tip="look at its permissions") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError("is not a notebook", where=str(file), tip=RESAVE) from error
    if not isinstance(ours, dict) or not isinstance(cells, list):
        raise UsageError(
            f"is a notebook of your own, and assignment {assignment.name!r} would take its place",
            where=str(file),
            tip="move it away, or turn it into an assignment of the autograder: autograder nbgrader adopt",
        )
    return dict(notebook)
