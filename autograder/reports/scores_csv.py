"""``scores.csv``: one row per graded submission, for spreadsheets.

UTF-8 with a byte order mark, because Excel reads a CSV file without one in the system's code page and spoils Korean
names; read it in Python with ``encoding="utf-8-sig"`` (pandas does so by itself). Scores are plain numbers, text is
never a formula. Unreadable submissions have no row: they have no score, and a zero would be one.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from autograder.model import Report, SubmissionResult
from autograder.model.report import number
from autograder.reports.files import write_file
from autograder.reports.safe import csv_cell

COLUMNS = ("id", "score", "max_score", "provisional")
"""The first columns; then one per exercise, in the order of the assignment."""


def write(report: Report, path: Path) -> None:
    """Write the scores.

    Raises:
        ReportError: the file cannot be written.

    """
    exercises = list(dict.fromkeys(entry.id for result in report.submissions for entry in result.exercises))
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow([*COLUMNS, *map(csv_cell, exercises)])
    writer.writerows(_row(result, exercises) for result in report.submissions)
    write_file(path, table.getvalue().encode("utf-8-sig"))


def _row(result: SubmissionResult, exercises: list[str]) -> list[str]:
    scores = {entry.id: str(number(entry.score)) for entry in result.exercises}
    total = [str(number(result.score)), str(number(result.max_score)), "yes" if result.provisional else "no"]
    return [csv_cell(result.id), *total, *(scores.get(exercise, "") for exercise in exercises)]
