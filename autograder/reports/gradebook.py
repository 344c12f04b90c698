"""What the gradebooks of platforms share: whose row is whose, and the numbers in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from autograder.errors import ReportError
from autograder.manifest import Row, Sheet
from autograder.model import Report, SubmissionResult
from autograder.model.report import number
from autograder.reports.safe import plain

NAME = 80
"""Characters of a name in a message."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A student's result and the row of the sheet that is theirs."""

    result: SubmissionResult
    row: Row


class Directory:
    """Finds rows by the names that only one of them has; capitals do not count."""

    def __init__(self) -> None:
        self._rows: dict[str, set[int]] = defaultdict(set)

    def add(self, row: Row, names: Iterable[str]) -> None:
        """Whatever may be asked for."""
        for name in names:
            if name.strip():
                self._rows[_key(name)].add(row.line)

    def line(self, names: Iterable[str]) -> int:
        """The line of the first name that is one row's alone; 0 if there is none."""
        for name in names:
            lines = self._rows.get(_key(name), set()) if name.strip() else set()
            if len(lines) == 1:
                return next(iter(lines))
        return 0


def entries(
    report: Report, sheet: Sheet, directory: Directory, names: Mapping[str, Sequence[str]]
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The results with their rows, and a line for each that has none or shares one.

    Args:
        report: the results.
        sheet: of the platform.
        directory: of its rows.
        names: by submission id, what the student may be called in the sheet, the surest first.

    Raises:
        ReportError: nobody of the report is in the sheet.

    """
    rows = {row.line: row for row in sheet.rows}
    places = {result.id: directory.line(names[result.id]) for result in report.submissions}
    if report.submissions and not any(places.values()):
        raise ReportError(
            f"none of the {len(places)} students of the report is in it",
            where=str(sheet.path),
            tip="is it the sheet of another course? If not, give the roster a column with the platform's ids",
        )
    claimed = [line for line in places.values() if line]
    found, left_out = list[Entry](), list[str]()
    for result in report.submissions:
        line = places[result.id]
        if not line:
            left_out.append(f"{plain(result.id, NAME)}: is not in {plain(sheet.path.name, NAME)}, or not only once")
        elif claimed.count(line) > 1:
            left_out.append(f"{plain(result.id, NAME)}: line {line} of the sheet is somebody else's as well")
        else:
            found.append(Entry(result, rows[line]))
    return tuple(found), tuple(left_out)


def remarks(report: Report, most: Iterable[str]) -> tuple[str, ...]:
    """What to know before the file is uploaded.

    Args:
        report: the results.
        most: the points there are, as the platform says; a cell that is no number says nothing.

    """
    waiting = sum(result.provisional for result in report.submissions)
    found = [f"{waiting} scores are provisional: they wait for a device"] if waiting else []
    ours = {result.max_score for result in report.submissions}
    theirs = {value for value in map(decimal, most) if value is not None}
    if theirs and ours and theirs != ours:
        shown = ", ".join(str(number(value)) for value in sorted(theirs))
        found.append(f"the platform has {shown} points for it, the report {', '.join(map(str, sorted(ours)))}")
    return tuple(found)


def decimal(cell: str) -> Decimal | None:
    """The number in a cell, with a point or a comma; ``None`` if there is none."""
    try:
        value = Decimal(cell.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
