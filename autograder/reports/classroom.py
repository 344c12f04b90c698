"""The result of a grader step of GitHub Classroom: JSON in base64, which its reporter reads and adds up.

The reporter's table shows passes by number, but the points it sends are the sum of ``score`` over ``tests``, added as
JavaScript adds: in order, in binary floating point. So there is one entry for each exercise, one with a negative score
for the penalty of being late, and a single entry where that addition would miss the total. Student and public may read
all of it: it names exercises and no hidden test, and says of each what the student's feedback says first.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from autograder.model import ExerciseResult, Report, SubmissionResult, Unreadable
from autograder.model.report import number
from autograder.reports.feedback_files import folder_names
from autograder.reports.format import Exported, File, Material
from autograder.reports.safe import plain

MESSAGE = 300
"""Characters of a message; it is a cell of a table."""
Result = dict[str, Any]
"""One grader step's result, before it is encoded."""


class Status(StrEnum):
    """Of a test, and of all of them together."""

    PASS = "pass"  # noqa: S105 - no password
    FAIL = "fail"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Classroom:
    """For each student the result in plain (``classroom.json``) and as the step's output (``classroom.txt``)."""

    name: str = "classroom"
    settings: Mapping[str, str] = field(default_factory=dict)

    def export(self, report: Report, material: Material) -> Exported:
        """The files; who could not be read has none, because a zero would be a score."""
        folders = folder_names(entry.id for entry in report.submissions)
        files = []
        for entry in report.submissions:
            data = result(entry, material.feedback.get(entry.id, {}))
            files.append(File(f"{folders[entry.id]}/classroom.json", _json(data, indent=2).encode()))
            files.append(File(f"{folders[entry.id]}/classroom.txt", f"{encoded(data)}\n".encode()))
        left_out = (f"{plain(entry.id, 80)}: not graded: {plain(entry.reason, MESSAGE)}" for entry in report.unreadable)
        return Exported(tuple(files), tuple(left_out))


def result(submission: SubmissionResult, feedback: Mapping[str, Any]) -> Result:
    """The result of one student.

    Args:
        submission: the scores.
        feedback: what this student may read, as ``feedback.json`` holds it; may be empty.

    """
    return {
        "version": 1,
        "status": _status(submission.score, submission.max_score),
        "max_score": number(submission.max_score),
        "tests": _entries(submission, feedback),
    }


def unreadable_result(entry: Unreadable, max_score: Decimal) -> Result:
    """The result of a submission that could not be read: an error, and no points yet."""
    return {
        "version": 1,
        "status": Status.ERROR,
        "max_score": number(max_score),
        "tests": [_entry("the submission can be read", Status.ERROR, Decimal(0), plain(entry.reason, MESSAGE))],
    }


def encoded(data: Result) -> str:
    """What a step sets as its output ``result``: one line, whatever the texts hold."""
    return base64.b64encode(_json(data).encode()).decode()


def _entries(submission: SubmissionResult, feedback: Mapping[str, Any]) -> list[Result]:
    said = {entry["id"]: entry for entry in feedback.get("exercises", ())}
    entries = [_exercise(entry, said.get(entry.id, {})) for entry in submission.exercises]
    if submission.penalty:
        taken = f"{number(submission.penalty)} points taken"
        entries.append(_entry("handed in late", Status.FAIL, -submission.penalty, taken))
    if _javascript_sum(entries) == number(submission.score):
        return entries
    score, most = submission.score, submission.max_score
    lines = (f"{entry['name']} {entry['score']}" for entry in entries)
    return [_entry("all exercises", _status(score, most), score, plain(", ".join(lines), MESSAGE))]


def _javascript_sum(entries: Iterable[Result]) -> float:
    """As the reporter adds; Python's own ``sum`` is more exact than that since 3.12."""
    total = 0.0
    for entry in entries:
        total += entry["score"]
    return total


def _exercise(exercise: ExerciseResult, said: Mapping[str, Any]) -> Result:
    first = next(iter(said.get("first", {}).get("text", {}).values()), "")
    points = f"{number(exercise.score)} of {number(exercise.max_score)} points"
    seconds = sum(case.seconds for test in exercise.tests for case in test.cases)
    status = _status(exercise.score, exercise.max_score)
    message = plain(f"{points}. {first}" if first else points, MESSAGE)
    return _entry(plain(exercise.id), status, exercise.score, message, seconds)


def _entry(name: str, status: Status, score: Decimal, message: str, seconds: float = 0.0) -> Result:
    return {
        "name": name,
        "status": status,
        "score": number(score),
        "message": message,
        "test_code": "",
        "filename": "",
        "line_no": 0,
        "duration": round(1000 * seconds),
    }


def _status(score: Decimal, max_score: Decimal) -> Status:
    return Status.PASS if score >= max_score else Status.FAIL


def _json(data: Result, indent: int | None = None) -> str:
    return json.dumps(data, ensure_ascii=True, allow_nan=False, indent=indent)
