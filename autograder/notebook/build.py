"""Assemble the notebook students get, and fill one with answers.

A notebook is plain data here, nbformat 4.5 with sources as strings: ``nbformat.from_dict`` makes a node of it.
"""

from __future__ import annotations

import copy
import hashlib
import itertools
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from autograder.errors import AuthoringError
from autograder.notebook.authored import AuthoredCell, CellKind
from autograder.notebook.metadata import checks_cell, prose_cell, solution_cell

Notebook: TypeAlias = dict[str, Any]

MAY_RAISE = "raises-exception"
"""Jupyter goes on after a cell with this tag raised; nbgrader still sees the error and gives no points."""


def build_notebook(
    cells: Sequence[AuthoredCell], sources: Mapping[str, str], points: Mapping[str, Decimal]
) -> Notebook:
    """The notebook of an assignment: the same arguments give the same notebook, cell ids included.

    Prose becomes read-only, each exercise a solution cell, each check a tests cell that carries the exercise's points.
    Other code stays free to edit: students try things in it and it earns nothing. The notebook runs from top to bottom
    although nothing is solved yet: below the first exercise, code that needs an answer may raise without stopping it.

    Args:
        cells: the authored notebook.
        sources: per exercise, what stands in its cell: the skeleton.
        points: per exercise, what its tests cell is worth.

    """
    built = list(_built(cells, sources, points))
    return {
        "cells": [{"id": name, **cell} for name, cell in zip(_names(built), built, strict=True)],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def fill(notebook: Notebook, answers: Mapping[str, str]) -> Notebook:
    """A new notebook with ``answers`` (exercise id to source) in their cells; the others stay as they are.

    Raises:
        AuthoringError: the notebook has no cell for one of the exercises.

    """
    filled = copy.deepcopy(notebook)
    places = {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in filled["cells"] if _is_solution(cell)}
    for exercise, source in answers.items():
        if exercise not in places:
            raise AuthoringError(
                f"the notebook has no cell for exercise {exercise!r}", tip=f"it has cells for {', '.join(places)}"
            )
        places[exercise]["source"] = source.strip("\n")
    return filled


def notebook_bytes(notebook: Notebook) -> bytes:
    """The notebook as a file, in the layout in which Jupyter saves it, so that its diffs show what a person changed."""
    cells = [{**cell, "source": cell["source"].splitlines(keepends=True)} for cell in notebook["cells"]]
    text = json.dumps({**notebook, "cells": cells}, ensure_ascii=False, indent=1, sort_keys=True)
    return (text + "\n").encode()


def _built(
    cells: Sequence[AuthoredCell], sources: Mapping[str, str], points: Mapping[str, Decimal]
) -> Iterator[dict[str, Any]]:
    prose = itertools.count(1)
    below_an_exercise = False
    for cell in cells:
        match cell.kind:
            case CellKind.MARKDOWN:
                yield _markdown(cell.source, prose_cell(next(prose)).metadata(cell.source))
            case CellKind.CODE:
                yield _code(cell.source, {"tags": [MAY_RAISE]} if below_an_exercise else {})
            case CellKind.EXERCISE:
                below_an_exercise = True
                source = sources[cell.exercise]
                yield _code(source, solution_cell(cell.exercise).metadata(source))
            case CellKind.CHECK:
                metadata = checks_cell(cell.exercise, points[cell.exercise]).metadata(cell.source)
                yield _code(cell.source, {**metadata, "tags": [MAY_RAISE]})


def _markdown(source: str, metadata: dict[str, Any]) -> dict[str, Any]:
    return {"cell_type": "markdown", "source": source, "metadata": metadata}


def _code(source: str, metadata: dict[str, Any]) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "metadata": metadata, "execution_count": None, "outputs": []}


def _names(cells: Sequence[dict[str, Any]]) -> Iterator[str]:
    """An id for each cell that follows from what the cell is, so that it stays when others come and go."""
    seen: Counter[str] = Counter()
    for cell in cells:
        identity = cell["metadata"]["nbgrader"]["grade_id"] if "nbgrader" in cell["metadata"] else cell["source"]
        seen[identity] += 1
        yield hashlib.sha256(f"{seen[identity]} {identity}".encode()).hexdigest()[:16]


def _is_solution(cell: dict[str, Any]) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("solution", False))
