"""``submissions.json``: the code that was graded, kept beside the report.

A contested score is explained from the text that got it, whatever became of the student's file since (SEMANTICS 28).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from autograder.errors import ReportError
from autograder.manifest import suggestion
from autograder.model import Cell, Module, Submission
from autograder.reports.files import unusable, write_file
from autograder.reports.safe import plain

SCHEMA = "autograder/submissions/v1"
NAME = "submissions.json"


def write_submissions(submissions: Iterable[Submission], path: Path) -> None:
    """Write the code of a cohort, one submission per line.

    Raises:
        ReportError: the file cannot be written.

    """
    lines = ",\n".join(json.dumps(_to_data(submission)) for submission in submissions)
    write_file(path, f'{{"schema": "{SCHEMA}", "submissions": [\n{lines}\n]}}\n'.encode())


def read_submission(path: Path, wanted: str) -> Submission:
    """The submission of that id as it was graded.

    Raises:
        ReportError: the file is missing, damaged or of another schema, or does not hold this submission.

    """
    known = _entries(path)
    if wanted in known:
        return _read(path, known[wanted])
    raise ReportError(
        f"holds no submission '{plain(wanted, 80)}'{suggestion(wanted, known)}",
        where=str(path),
        tip="name the student's file with --path",
    )


def read_submissions(path: Path) -> tuple[Submission, ...]:
    """All of them; ``ReportError`` as for one."""
    return tuple(_read(path, entry) for entry in _entries(path).values())


def _entries(path: Path) -> dict[str, Any]:
    """What the file holds, by id."""
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise ReportError(
            "the code that was graded is not there",
            where=str(path),
            tip="it lies beside the report of the run; or name the student's file with --path",
        ) from error
    except OSError as error:
        raise unusable("read", path, error) from error
    except (ValueError, RecursionError) as error:
        raise _damaged(path, str(error)) from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise _damaged(path, f"its schema is not {SCHEMA!r}")
    try:
        return {entry["id"]: entry for entry in data["submissions"]}
    except (KeyError, TypeError) as error:
        raise _damaged(path, f"{type(error).__name__}: {error}") from error


def _read(path: Path, entry: Any) -> Submission:
    try:
        return _from_data(entry)
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path, f"{type(error).__name__}: {error}") from error


def _to_data(submission: Submission) -> dict[str, Any]:
    return {
        "id": submission.id,
        "file": submission.file,
        "cells": [[cell.label, cell.source] for cell in submission.cells],
        "modules": [[module.name, module.source] for module in submission.modules],
        "notes": submission.notes,
        "submitted_at": submission.submitted_at,
    }


def _from_data(data: dict[str, Any]) -> Submission:
    return Submission(
        id=data["id"],
        cells=tuple(Cell(label, source) for label, source in data["cells"]),
        modules=tuple(Module(name, source) for name, source in data["modules"]),
        notes=tuple(data["notes"]),
        file=data["file"],
        submitted_at=data.get("submitted_at", ""),
    )


def _damaged(path: Path, why: str) -> ReportError:
    return ReportError(
        f"is not a complete list of submissions: {plain(why, 200)}",
        where=str(path),
        tip="run the same grade command again, or name the student's file with --path",
    )
