"""What a course's ``nbgrader_config.py`` calls: our steps in their places among nbgrader's.

    autograde, pass 1   Repair, then ClearOutput, DeduplicateIds, OverwriteKernelspec, OverwriteCells, ...
    autograde, pass 2   Grade in the place of Execute, ..., LimitOutput, SaveAutoGrades, Settle, SaveNotes, ...
    generate_assignment Skeletons in the place of ClearSolutions
    generate_feedback   HideTests first

Nothing here imports nbgrader: a step is named, and nbgrader imports it when it is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

OURS = "autograder.integrations.nbgrader"
STOCK = "nbgrader.preprocessors"

GRADE = f"{OURS}.grade.Grade"
SETTLE = f"{OURS}.settle.Settle"
SKELETONS = f"{OURS}.skeletons.Skeletons"
HIDE_TESTS = f"{OURS}.hide_tests.HideTests"
REPAIR = f"{OURS}.repair.Repair"
CHECK = f"{OURS}.check_metadata.CheckCellMetadata"
REPAIRING_EXPORTER = f"{OURS}.repair_reading.RepairingExporter"
SAVE_NOTES = f"{OURS}.repair_notes.SaveNotes"
HARMLESS = {name: f"{OURS}.harmless.{name}" for name in ("markdown2html", "clean_html")}

SANITIZE = ("ClearOutput", "DeduplicateIds", "OverwriteKernelspec", "OverwriteCells", "CheckCellMetadata")
AUTOGRADE = ("Execute", "IgnorePattern", "LimitOutput", "SaveAutoGrades", "AssignLatePenalties", "CheckCellMetadata")
CLEAR_METADATA = "nbconvert.preprocessors.ClearMetadataPreprocessor"
GENERATE = (
    *("IncludeHeaderFooter", "InstantiateTests", "LockCells", "ClearSolutions", "ClearOutput", "CheckCellMetadata"),
    *("ComputeChecksums", "SaveCells", "ClearHiddenTests", "ClearMarkScheme", "ComputeChecksums", "CheckCellMetadata"),
)
FEEDBACK = ("GetGrades",)
CSS = "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor"


def configure(c: Any, *, project: Path | str) -> None:
    """Have nbgrader grade with our judge; call it last in ``nbgrader_config.py``.

    Whole lists are assigned, because nbgrader loads a course's configuration twice and would add everything twice.
    Steps of the instructor's own in these lists stay where they are.

    Args:
        c: what ``get_config()`` gives.
        project: the folder that holds ``assignments/``.

    """
    c.AutograderStep.project = str(Path(project).resolve())
    sanitize = _without_ours(_steps(c.Autograde, "sanitize_preprocessors", _stock(SANITIZE)))
    c.Autograde.sanitize_preprocessors = [REPAIR, *_checked(sanitize)]
    c.Autograde.exporter_class = REPAIRING_EXPORTER
    autograde = _without_ours(_steps(c.Autograde, "autograde_preprocessors", _autograde()))
    graded = _instead(autograde, "Execute", GRADE)
    c.Autograde.autograde_preprocessors = _checked(_behind(graded, "SaveAutoGrades", SETTLE, SAVE_NOTES))
    generate = _without_ours(_steps(c.GenerateAssignment, "preprocessors", _stock(GENERATE)))
    c.GenerateAssignment.preprocessors = _instead(generate, "ClearSolutions", SKELETONS)
    feedback = _without_ours(_steps(c.GenerateFeedback, "preprocessors", [*_stock(FEEDBACK), CSS]))
    c.GenerateFeedback.preprocessors = [HIDE_TESTS, *feedback]
    c.HTMLExporter.filters = {**c.HTMLExporter.get("filters", {}), **HARMLESS}


def _stock(names: Sequence[str]) -> list[str]:
    return [f"{STOCK}.{name}" for name in names]


def _autograde() -> list[str]:
    first, second, *rest = _stock(AUTOGRADE)
    return [first, second, CLEAR_METADATA, *rest]


def _steps(section: Any, key: str, stock: list[str]) -> list[Any]:
    """The list as it would be without us: nbgrader's, the instructor's, or nbgrader's with the instructor's changes."""
    if key not in section:
        return stock
    value = section[key]
    return list(value.get_value(stock) if hasattr(value, "get_value") else value)


def _name(step: Any) -> str:
    """A step is named by a string, or is a class or a function."""
    return str(step if isinstance(step, str) else getattr(step, "__name__", "")).rpartition(".")[2]


def _without_ours(steps: Sequence[Any]) -> list[Any]:
    """Without those that :func:`configure` adds; the one that stands for nbgrader's keeps its place."""
    return [step for step in steps if step == CHECK or not (isinstance(step, str) and step.startswith(f"{OURS}."))]


def _checked(steps: Sequence[Any]) -> list[Any]:
    return [CHECK if step == f"{STOCK}.CheckCellMetadata" else step for step in steps]


def _instead(steps: Sequence[Any], stock: str, ours: str) -> list[Any]:
    """Ours in the place of a stock step; first where that is missing."""
    if stock not in map(_name, steps):
        return [ours, *steps]
    return [ours if _name(step) == stock else step for step in steps]


def _behind(steps: Sequence[Any], stock: str, *ours: str) -> list[Any]:
    """Ours behind a stock step; last where that is missing."""
    names = list(map(_name, steps))
    place = names.index(stock) + 1 if stock in names else len(steps)
    return [*steps[:place], *ours, *steps[place:]]
