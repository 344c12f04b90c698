"""Canvas's gradebook as CSV: the sheet Canvas gives for download, with one column of scores, to be imported again.

The heading of that column is taken over with its number, for Canvas makes a new assignment of a heading it does not
know. Only students with a score have a row; whoever is excused (``EX``) keeps that.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from autograder.errors import ReportError, UsageError
from autograder.manifest import Sheet, Student, read_sheet, suggestion
from autograder.model import Report, SubmissionResult
from autograder.model.report import number
from autograder.reports.format import Exported, File, Material, without_score
from autograder.reports.gradebook import Directory, entries, remarks
from autograder.reports.safe import csv_cell, plain

COLUMN = re.compile(r"(?P<title>.*) \((?P<number>\d+)\)", re.DOTALL)
"""A heading that is an assignment."""
EXCUSED = "EX"
TIP = "In Canvas: Grades, Export, Export Entire Gradebook; name that file with --sheet."
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Canvas:
    """``autograder export REPORT --to canvas --sheet FILE``."""

    name: str = "canvas"
    settings: Mapping[str, str] = field(
        default_factory=lambda: {"assignment": "title or number of the column, where it is not called as ours"}
    )

    def export(self, report: Report, material: Material) -> Exported:
        """``canvas.csv``."""
        if material.sheet is None:
            raise UsageError("canvas needs the gradebook of Canvas", tip=TIP)
        sheet = read_sheet(material.sheet, ReportError, TIP)
        columns = _Columns.of(sheet)
        place = columns.assignment(material)
        students = material.students(report)
        names = {result.id: _names(result, students.get(result.id)) for result in report.submissions}
        found, missing = entries(report, sheet, columns.directory(sheet), names)
        excused = [entry for entry in found if _cell(entry.row.cells, place).strip().upper() == EXCUSED]
        kept = [entry for entry in found if entry not in excused]
        possible = [row.cells for row in sheet.rows[1:3] if "points possible" in row.cells[0].lower()]
        lines = [
            _line(columns, sheet.rows[0].cells, sheet.rows[0].cells[place]),
            *(_line(columns, cells, _cell(cells, place)) for cells in possible[:1]),
            *(_line(columns, entry.row.cells, str(number(entry.result.score))) for entry in kept),
        ]
        return Exported(
            (File("canvas.csv", _csv(lines, sheet.delimiter)),),
            left_out=(*missing, *without_score(report)),
            notes=(
                *(f"{plain(entry.result.id, 80)}: is excused in Canvas and stays so" for entry in excused),
                *remarks(report, (_cell(cells, place) for cells in possible)),
            ),
        )


@dataclass(frozen=True, slots=True)
class _Columns:
    """The headings of a gradebook."""

    sheet: Sheet
    info: int
    """How many columns say who a student is; the section is the last of them."""

    @classmethod
    def of(cls, sheet: Sheet) -> _Columns:
        """``ReportError`` if Canvas would not take the sheet for a gradebook."""
        header = sheet.rows[0].cells
        sections = [place for place, name in enumerate(header) if "section" in name.lower() and not _is_ours(name)]
        first = (header[0] if header else "").lower().replace(" ", "")
        if len(header) <= 3 or not ("student" in first or "lastname" in first) or not sections or "ID" not in header:
            shown = plain(", ".join(header), 120)
            raise ReportError(f"is no gradebook of Canvas: its columns are {shown}", where=str(sheet.path), tip=TIP)
        return cls(sheet, sections[0] + 1)

    def assignment(self, material: Material) -> int:
        """Where the column of the assignment is; ``ReportError`` if it has none or several."""
        titles = {
            place: match
            for place, name in enumerate(self.sheet.rows[0].cells)
            if place >= self.info and (match := COLUMN.fullmatch(name.strip()))
        }
        title, wish = material.assignment.title, material.settings.get("assignment", "")
        wanted = [wish] if wish else [title.en, title.ko, material.assignment.name]
        ways = [
            [place for place, match in titles.items() if _same(name, match)]
            for name in (name for name in wanted if name)
        ]
        found = next((places for places in ways if places), [])
        if len(found) == 1:
            return found[0]
        known = [match["title"] for match in titles.values()]
        what = "has several columns" if found else "has no column"
        shown = ", ".join(plain(match[0], 60) for match in list(titles.values())[:SHOWN])
        raise ReportError(
            f"{what} for the assignment {plain(wanted[0], 80)!r}{suggestion(wanted[0], known)}",
            where=str(self.sheet.path),
            tip=f"Name it by its number, --set assignment=NUMBER; it has {shown or 'no assignments'}. "
            "Or is it the gradebook of another course?",
        )

    def directory(self, sheet: Sheet) -> Directory:
        """Every student's row, by the columns that say who they are and by the key Canvas makes for file names."""
        found = Directory()
        header = [name.strip() for name in sheet.rows[0].cells[: self.info - 1]]  # without the section
        for row in sheet.rows[1:]:
            cells = dict(zip(header, row.cells, strict=False))
            identity = cells.get("ID", "").strip()
            if not identity:  # points possible, and what else is no student
                continue
            name = cells.get("Student") or f"{cells.get('LastName', '')}, {cells.get('FirstName', '')}"
            key = "".join(filter(str.isalnum, name.lower()))
            last, comma, first = name.partition(",")
            turned = f"{first} {last}" if comma else name
            marks = [f"{column}={cell}" for column, cell in cells.items()]
            found.add(row, [*marks, name, turned, key, f"{key}-{identity}"])
        return found


def _is_ours(name: str) -> bool:
    return COLUMN.fullmatch(name.strip()) is not None


def _same(wanted: str, match: re.Match[str]) -> bool:
    return wanted.strip() in (match["number"], match["title"].strip(), match[0])


def _names(result: SubmissionResult, student: Student | None) -> list[str]:
    """As Canvas finds its users: number, SIS id, login, and the name at last."""
    known = student.columns if student else {}
    marked = [("ID", "canvas_id"), ("SIS User ID", "sis_id"), ("SIS Login ID", "login"), ("SIS Login ID", "email")]
    marks = [f"{column}={known[key]}" for column, key in marked if key in known]
    called = [result.id, *([student.id, student.email] if student else [])]
    # Before the names, which people choose: another's login as a name must not make a row of it.
    marks += [f"{column}={name}" for name in called if name for column in ("ID", "SIS User ID", "SIS Login ID")]
    return [*marks, result.id, *([student.name] if student else [])]


def _line(columns: _Columns, cells: Sequence[str], score: str) -> list[str]:
    """Who it is, and the one cell."""
    return [*(_cell(cells, place) for place in range(columns.info)), score]


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _csv(lines: Sequence[Sequence[str]], delimiter: str) -> bytes:
    table = io.StringIO()
    writer = csv.writer(table, delimiter=delimiter)
    writer.writerow(lines[0])  # as Canvas wrote it: a heading that differs would be a new assignment
    writer.writerows([csv_cell(cell) for cell in line] for line in lines[1:])
    return table.getvalue().encode()
