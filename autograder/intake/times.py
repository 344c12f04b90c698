"""When work was handed in, where only the platform knows: a CSV file with the columns ``id`` and ``submitted_at``."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from autograder.errors import UsageError
from autograder.intake.cohort import Cohort
from autograder.intake.quoting import quoted
from autograder.manifest import Row, moment_of, read_sheet
from autograder.model import Submission

TIP = "Its first line is id,submitted_at; a moment is written 2026-12-01T23:59+09:00."


def read_times(path: Path) -> dict[str, str]:
    """Moments in ISO 8601 by the submission's id; a row without a moment says nothing.

    Raises:
        UsageError: the file, a column, an id or a moment cannot be used; says the line.

    """
    sheet = read_sheet(path, UsageError, TIP)
    header = [name.strip().lower() for name in sheet.rows[0].cells]
    if "id" not in header or "submitted_at" not in header:
        raise UsageError(f"has the columns {quoted(', '.join(header))}", where=str(path), tip=TIP)
    times: dict[str, str] = {}
    for row in sheet.rows[1:]:
        cells = dict(zip(header, row.cells, strict=False))
        student = unicodedata.normalize("NFC", cells.get("id", "").strip())
        if student in times:
            raise UsageError(f"line {row.line} names {quoted(student)} again", where=str(path), tip=TIP)
        if moment := cells.get("submitted_at", "").strip():
            times[student] = _moment(moment, row, path)
    return times


def with_times(cohort: Cohort, times: Mapping[str, str]) -> Cohort:
    """The cohort with what is known from elsewhere; attempts keep the times that tell them apart."""
    attempts = {submission.id for submission in cohort.earlier}

    def timed(submission: Submission) -> Submission:
        known = times.get(submission.id, "") if submission.id not in attempts else ""
        return replace(submission, submitted_at=known or submission.submitted_at)

    return replace(cohort, submissions=tuple(map(timed, cohort.submissions)))


def _moment(text: str, row: Row, path: Path) -> str:
    try:
        return moment_of(text).isoformat()
    except ValueError as error:
        raise UsageError(f"line {row.line}: {quoted(text)} is no moment", where=str(path), tip=TIP) from error
