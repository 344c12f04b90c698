"""``nbgrader.csv``: the columns of ``nbgrader export``, for tools that read those.

nbgrader quotes no field, so a comma in a name shifts its columns; here fields are quoted where they must be, and text
is never a formula. Students without a submission have no row: nbgrader would give them a zero, and nobody graded them.
Names and addresses are those of the roster; times are in UTC without an offset, as nbgrader stores them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from autograder.manifest import Student
from autograder.model import Report, SubmissionResult
from autograder.reports.format import Exported, File, Material, without_score
from autograder.reports.safe import csv_cell

COLUMNS = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
)


@dataclass(frozen=True, slots=True)
class NbgraderCsv:
    """``autograder export REPORT --to nbgrader``."""

    name: str = "nbgrader"
    settings: Mapping[str, str] = field(default_factory=dict)

    def export(self, report: Report, material: Material) -> Exported:
        """``nbgrader.csv``."""
        table = io.StringIO()
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(COLUMNS)
        students = material.students(report)
        for result in report.submissions:
            due = material.course.due(report.assignment, result.id)
            student = students.get(result.id, Student(result.id))
            writer.writerow([*map(csv_cell, _about(report.assignment, due, result, student)), *_points(result)])
        return Exported((File("nbgrader.csv", table.getvalue().encode()),), left_out=without_score(report))


def _about(assignment: str, due: datetime | None, result: SubmissionResult, student: Student) -> list[str]:
    handed_in = datetime.fromisoformat(result.submitted_at) if result.submitted_at else None
    return [assignment, _utc(due), _utc(handed_in), student.id, *_names(student), student.email]


def _names(student: Student) -> tuple[str, str]:
    """Last and first; a name in one piece is taken apart only where a comma does so."""
    if "last_name" in student.columns:
        return student.columns["last_name"], student.columns.get("first_name", "")
    last, _, first = student.name.partition(",")
    return last.strip(), first.strip()


def _points(result: SubmissionResult) -> list[str]:
    return [str(float(points)) for points in (result.raw_score, result.penalty, result.score, result.max_score)]


def _utc(moment: datetime | None) -> str:
    return "" if moment is None else str(moment.astimezone(UTC).replace(tzinfo=None))
