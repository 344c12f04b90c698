"""Moodle's offline grading worksheet, filled in, and a zip of feedback files.

The worksheet is the one Moodle gave for download: its headings are in the language of the site, so they are taken as
they are, and the columns are found by where they stand. Only students with a score have a row; every other cell of it
stays, because Moodle compares the time of the last change.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from autograder.errors import ReportError, UsageError
from autograder.manifest import Row, Sheet, Student, read_sheet, suggestion
from autograder.model import Report, SubmissionResult
from autograder.model.report import number
from autograder.reports.feedback_html import page
from autograder.reports.format import Exported, File, Material, without_score
from autograder.reports.gradebook import Directory, Entry, decimal, entries, remarks
from autograder.reports.safe import csv_cell, plain, plain_lines

PARTICIPANT = re.compile(r".*?(\d+)\s*", re.DOTALL)
"""``Participant 4711`` in any language."""
AFTER_MAXIMUM = 4
"""From the maximum to the comments: may be changed, two times, comments."""
EPOCH = (1980, 1, 1, 0, 0, 0)
NAME_CHARS = 60
TIP = "In Moodle: the assignment, View all submissions, Download grading worksheet; name that file with --sheet."


@dataclass(frozen=True, slots=True)
class Moodle:
    """``autograder export REPORT --to moodle --sheet FILE``."""

    name: str = "moodle"
    settings: Mapping[str, str] = field(
        default_factory=lambda: {
            "grade": "heading of the column for grades, where it is not found",
            "comments": "heading of the column for feedback comments, where it is not found",
        }
    )

    def export(self, report: Report, material: Material) -> Exported:
        """``moodle.csv`` and ``feedback.zip``."""
        if material.sheet is None:
            raise UsageError("moodle needs the grading worksheet of the assignment", tip=TIP)
        sheet = read_sheet(material.sheet, ReportError, TIP)
        columns = _Columns.of(sheet, material.settings)
        students = material.students(report)
        names = {result.id: _names(result, students.get(result.id)) for result in report.submissions}
        found, missing = entries(report, sheet, columns.directory(sheet), names)
        table = _csv(sheet.rows[0].cells, [columns.filled(entry) for entry in found], sheet.delimiter)
        return Exported(
            (
                File("moodle.csv", table),
                File("feedback.zip", _feedback(found, columns, material)),
            ),
            left_out=(*missing, *without_score(report)),
            notes=remarks(report, {columns.maximum_of(row) for row in sheet.rows[1:]}),
        )


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand in a worksheet."""

    width: int
    grade: int
    comments: int
    """-1 if the assignment takes no comments."""

    @classmethod
    def of(cls, sheet: Sheet, settings: Mapping[str, str]) -> _Columns:
        """``ReportError`` if it is no worksheet or the columns cannot be told apart."""
        header = [name.strip() for name in sheet.rows[0].cells]
        if (
            len(header) < 4
            or len(sheet.rows) < 2
            or not all(PARTICIPANT.fullmatch(row.cells[0]) for row in sheet.rows[1:])
        ):
            shown = plain(", ".join(header), 120)
            raise ReportError(f"is no grading worksheet: its columns are {shown}", where=str(sheet.path), tip=TIP)
        grade = _named(sheet, header, settings, "grade")
        if grade < 0:
            grade = header.index("Grade") if "Grade" in header else _before_maximum(sheet)
        comments = _named(sheet, header, settings, "comments")
        if comments < 0:
            usual = grade + 1 + AFTER_MAXIMUM
            english = header.index("Feedback comments") if "Feedback comments" in header else -1
            comments = english if english >= 0 else usual if usual < len(header) else -1
        return cls(len(header), grade, comments)

    def directory(self, sheet: Sheet) -> Directory:
        """Every row by the participant's number and by what stands before the grade: names, addresses, numbers."""
        found = Directory()
        for row in sheet.rows[1:]:
            found.add(row, [f"participant={participant(row)}", *row.cells[: self.grade]])
        return found

    def filled(self, entry: Entry) -> list[str]:
        """The row with grade and comment: Moodle would take an empty one of them for a change."""
        cells = [*entry.row.cells, *[""] * (self.width - len(entry.row.cells))][: self.width]
        score = str(number(entry.result.score))
        cells[self.grade] = score.replace(".", ",") if "," in self.maximum_of(entry.row) else score
        if self.comments >= 0 and not cells[self.comments].strip():
            cells[self.comments] = _comment(entry.result)
        return cells

    def maximum_of(self, row: Row) -> str:
        """The points there are, as the worksheet says."""
        return row.cells[self.grade + 1] if self.grade + 1 < len(row.cells) else ""


def participant(row: Row) -> str:
    """The number in the first cell."""
    match = PARTICIPANT.fullmatch(row.cells[0])
    return match[1] if match else ""


def _named(sheet: Sheet, header: Sequence[str], settings: Mapping[str, str], key: str) -> int:
    """Where the column is that the user named; -1 if none was."""
    if not (name := settings.get(key, "")):
        return -1
    if name not in header:
        raise ReportError(f"has no column {name!a}{suggestion(name, header)}", where=str(sheet.path))
    return header.index(name)


def _before_maximum(sheet: Sheet) -> int:
    """The grade stands before the maximum, the last column of one and the same number for everybody."""
    rows = [row.cells for row in sheet.rows[1:]]
    width = min(map(len, rows))
    same = [
        place for place in range(2, width) if len({cells[place] for cells in rows}) == 1 and decimal(rows[0][place])
    ]
    if not same or same != list(range(same[0], same[-1] + 1)):
        raise ReportError(
            "has no column that could only be the maximum grade",
            where=str(sheet.path),
            tip=f"Say which holds grades: --set grade=HEADING; it has {plain(', '.join(sheet.rows[0].cells), 200)}.",
        )
    return same[-1] - 1


def _names(result: SubmissionResult, student: Student | None) -> list[str]:
    """The participant's number first: that is what a submission from Moodle's download is called."""
    numbers = [student.columns["moodle_id"]] if student and "moodle_id" in student.columns else []
    marks = [f"participant={text}" for text in (*numbers, result.id)]
    if student is None:
        return [*marks, result.id]
    others = [student.columns.get(key, "") for key in ("sis_id", "login")]
    return [*marks, student.email, result.id, student.id, *others, student.name]


def _comment(result: SubmissionResult) -> str:
    """Nothing a student wrote: Moodle reads the comment as HTML."""
    points = f"{number(result.score)} / {number(result.max_score)}"
    return f"{points} (late: {number(result.raw_score)} - {number(result.penalty)})" if result.penalty else points


def _feedback(found: Sequence[Entry], columns: _Columns, material: Material) -> bytes:
    """One page for each student, named so that Moodle knows whose it is; equal content gives equal bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in found:
            name = f"{_file_name(entry, columns)}_{participant(entry.row)}_assignsubmission_file_feedback.html"
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, page(material.feedback[entry.result.id]))
    return file.getvalue()


def _file_name(entry: Entry, columns: _Columns) -> str:
    """The full name without what would end it, open another folder or hide the file: Moodle splits at ``_``."""
    name = entry.row.cells[1] if columns.grade > 1 else ""
    kept = "".join(char if char.isalnum() or char in " -'" else " " for char in name)
    return " ".join(kept.split())[:NAME_CHARS].strip(" -") or "Participant"


def _csv(header: Sequence[str], lines: Sequence[Sequence[str]], delimiter: str) -> bytes:
    table = io.StringIO()
    writer = csv.writer(table, delimiter=delimiter)
    writer.writerow(header)
    writer.writerows([_kept(cell) for cell in line] for line in lines)
    return table.getvalue().encode()


def _kept(cell: str) -> str:
    """Lines of a teacher's comment stay lines; ``-`` is Moodle's word for never, and no formula."""
    formula = csv_cell(cell.lstrip()[:1]) != cell.lstrip()[:1] and cell.strip() != "-"
    return "'" * formula + plain_lines(cell, max(len(cell), 1))
