"""What the gradebook says about a notebook, read into plain values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme

from autograder.errors import SubmissionRefused
from autograder.integrations.nbgrader.repairing import KnownCell, KnownNotebook, Normal, Role, read_notebook
from autograder.integrations.nbgrader.step import AutograderStep, Place


def known_notebook(gradebook: Gradebook, place: Place, step: AutograderStep) -> KnownNotebook:
    """The notebook as the gradebook knows it, in the order in which it was released.

    Args:
        gradebook: an open one.
        place: which notebook.
        step: whose configuration says how hidden tests are marked and where the course lies.

    Raises:
        nbgrader.api.MissingEntry: the gradebook does not know the notebook.

    """
    notebook = gradebook.find_notebook(place.notebook, place.assignment)
    points = {cell.name: float(cell.max_score) for cell in (*notebook.grade_cells, *notebook.task_cells)}
    roles = _roles(notebook)
    sources = {cell.name: cell for cell in notebook.source_cells}
    released = _released(sources.values(), roles, step)
    model = _model(place, step)
    return KnownNotebook(
        tuple(
            KnownCell(
                name=name,
                role=roles.get(name, Role.READ_ONLY),
                cell_type=sources[name].cell_type,
                source=sources[name].source or "",
                released=released[name],
                locked=bool(sources[name].locked),
                points=points.get(name, 0.0),
                checksum=sources[name].checksum or "",
            )
            for name in _ordered(sources, model)
        ),
        frozenset(cell["source"].strip() for cell in model.cells if _grade_id(cell) not in sources)
        if model
        else frozenset(),
        _kernelspec(notebook.kernelspec),
    )


def _roles(notebook: Any) -> dict[str, Role]:
    graded = {cell.name for cell in notebook.grade_cells}
    written = {cell.name for cell in notebook.solution_cells}
    return {
        **dict.fromkeys((cell.name for cell in notebook.task_cells), Role.TASK),
        **dict.fromkeys(graded - written, Role.TESTS),
        **dict.fromkeys(written - graded, Role.SOLUTION),
        **dict.fromkeys(written & graded, Role.ANSWER),
    }


def _released(cells: Iterable[Any], roles: Mapping[str, Role], step: AutograderStep) -> dict[str, str]:
    """Texts as students got them: nbgrader's own steps take out hidden tests and marking schemes."""
    clear_tests, clear_scheme = ClearHiddenTests(parent=step), ClearMarkScheme(parent=step)
    found = {}
    for cell in cells:
        role = roles.get(cell.name, Role.READ_ONLY)
        metadata = {"nbgrader": {"grade_id": cell.name, **role.flags}}
        node = new_markdown_cell(cell.source or "", metadata=metadata)  # type: ignore[no-untyped-call]
        try:
            clear_tests.preprocess_cell(node, {}, 0)
            clear_scheme.preprocess_cell(node, {}, 0)
        except RuntimeError:  # markers that do not fit together; the whole text will do to recognise it
            node.source = cell.source or ""
        found[cell.name] = str(node.source)
    return found


def _model(place: Place, step: AutograderStep) -> Normal | None:
    """The released notebook, else its source. The gradebook keeps neither order nor cells without an id."""
    directory = step.converter.coursedir
    for kind in (directory.release_directory, directory.source_directory):
        file = Path(directory.format_path(kind, ".", place.assignment)) / f"{place.notebook}.ipynb"
        try:
            return read_notebook(file.read_bytes())
        except (OSError, SubmissionRefused):
            continue
    return None


def _ordered(sources: Mapping[str, Any], model: Normal | None) -> list[str]:
    """As in the model; what is not in it comes last, in the gradebook's order."""
    names = [_grade_id(cell) for cell in model.cells] if model else []
    return list(dict.fromkeys([name for name in names if name in sources] + list(sources)))


def _grade_id(cell: Mapping[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def _kernelspec(text: str | None) -> dict[str, str]:
    """Empty unless it has what nbformat demands."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict) or not all(isinstance(found.get(key), str) for key in ("name", "display_name")):
        return {}
    return {key: value for key, value in found.items() if isinstance(value, str)}
