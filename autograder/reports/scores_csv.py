"""``scores.csv``: one row per graded submission, for spreadsheets; also the export ``csv``.

UTF-8 with a byte order mark, because Excel reads a CSV file without one in the system's code page and spoils Korean
names; read it in Python with ``encoding="utf-8-sig"`` (pandas does so by itself). Scores are plain numbers, text is
never a formula. Unreadable submissions have no row: they have no score, and a zero would be one.

``score`` is final: ``raw_score``, what the exercises earned, less ``penalty``, what being late cost.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.model import Report, SubmissionResult
from autograder.model.report import number
from autograder.reports.files import write_file
from autograder.reports.format import Exported, File, Material, without_score
from autograder.reports.safe import csv_cell

COLUMNS = ("id", "score", "max_score", "provisional", "raw_score", "penalty", "submitted_at")
"""The first columns; then one per exercise, in the order of the assignment."""


@dataclass(frozen=True, slots=True)
class ScoresCsv:
    """``autograder export REPORT --to csv``."""

    name: str = "csv"
    settings: Mapping[str, str] = field(default_factory=dict)

    def export(self, report: Report, material: Material) -> Exported:  # noqa: ARG002 - the report says it all
        """``scores.csv``."""
        return Exported((File("scores.csv", content(report)),), left_out=without_score(report))


def write(report: Report, path: Path) -> None:
    """Write the scores.

    Raises:
        ReportError: the file cannot be written.

    """
    write_file(path, content(report))


def content(report: Report) -> bytes:
    """The file's bytes."""
    exercises = list(dict.fromkeys(entry.id for result in report.submissions for entry in result.exercises))
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow([*COLUMNS, *map(csv_cell, exercises)])
    writer.writerows(_row(result, exercises) for result in report.submissions)
    return table.getvalue().encode("utf-8-sig")


def _row(result: SubmissionResult, exercises: list[str]) -> list[str]:
    scores = {entry.id: str(number(entry.score)) for entry in result.exercises}
    total = [str(number(result.score)), str(number(result.max_score)), "yes" if result.provisional else "no"]
    lateness = [str(number(result.raw_score)), str(number(result.penalty)), csv_cell(result.submitted_at)]
    return [csv_cell(result.id), *total, *lateness, *(scores.get(exercise, "") for exercise in exercises)]
