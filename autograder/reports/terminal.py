"""The table a person reads after grading, never wider than the terminal.

Where the names of the exercises do not fit, numbers stand for them and a legend explains; where not even those fit, the
columns are left out and a sentence says so. In a log the same table has no colours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from statistics import mean, median

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from autograder.model import ExerciseResult, Outcome, Report, SubmissionResult
from autograder.model.report import number
from autograder.reports.faults import Fault, absent, faults
from autograder.reports.safe import plain

ID_WIDTH = 8
"""Cells an id keeps at least, or its length if it is shorter."""
NOTES_WIDTH = 6
LIMIT = 300
"""Characters of one text about a submission."""
LISTED = 20
"""Entries of a list below the table; a fault of ours may hit everybody."""
FAULTY, PROVISIONAL = "!", "*"
"""Marks behind a score."""


@dataclass(frozen=True, slots=True)
class _Column:
    header: str
    cells: tuple[str, ...]
    flexible: bool = False
    """Text that may be cut; everything else is a number that may not."""

    @property
    def width(self) -> int:
        return max(map(cell_len, (self.header, *self.cells)))


def render(report: Report, console: Console) -> None:
    """Print the scores, what they add up to, and what a person must look at."""
    if report.submissions:
        _print_table(report, console)
    for line in _lines(report):
        console.print(line)


def _print_table(report: Report, console: Console) -> None:
    exercises = _exercises(report)
    named = _columns(report, tuple(exercises))
    numbered = _columns(report, tuple(str(place) for place in range(1, len(exercises) + 1)))
    short = [column for place, column in enumerate(named) if not 0 < place <= len(exercises)]
    layouts = ((named, 2), (numbered, 2), (numbered, 1), (short, 1))
    fitting = (layout for layout in layouts if _room(*layout, console.width) >= _least_room(layout[0]))
    columns, gap = next(fitting, layouts[-1])
    console.print(_table(report, columns, gap, _room(columns, gap, console.width)))
    if columns is numbered:
        legend = (f"{place} {name} ({points})" for place, (name, points) in enumerate(exercises.items(), 1))
        console.print(Line(", ".join(legend), style="dim"))
    elif columns is short:
        console.print(Line("The columns of the exercises need a wider terminal; scores.csv has them.", style="dim"))


def _exercises(report: Report) -> dict[str, str]:
    """Points by exercise, in the order of the assignment."""
    return {
        exercise.id: str(number(exercise.max_score)) for entry in report.submissions for exercise in entry.exercises
    }


def _columns(report: Report, headers: tuple[str, ...]) -> list[_Column]:
    entries = report.submissions
    scores = [
        _Column(header, tuple(_score(entry, exercise) for entry in entries))
        for header, exercise in zip(headers, _exercises(report), strict=True)
    ]
    ids = _Column("id", tuple(plain(entry.id, LIMIT) for entry in entries), flexible=True)
    total = _Column("total", tuple(map(_total, entries)))
    notes = _Column("notes", tuple(plain("; ".join(entry.notes), LIMIT) for entry in entries), flexible=True)
    return [ids, *scores, total, notes]


def _score(entry: SubmissionResult, exercise_id: str) -> str:
    exercise = next((exercise for exercise in entry.exercises if exercise.id == exercise_id), None)
    return "" if exercise is None else f"{number(exercise.score)}{FAULTY if _is_faulty(exercise) else ''}"


def _is_faulty(exercise: ExerciseResult) -> bool:
    return any(case.outcome is Outcome.GRADER_ERROR for test in exercise.tests for case in test.cases)


def _total(entry: SubmissionResult) -> str:
    return f"{number(entry.score)}/{number(entry.max_score)}{PROVISIONAL if entry.provisional else ''}"


def _room(columns: list[_Column], gap: int, width: int) -> int:
    """Cells that the numbers leave for the texts."""
    return width - gap * (len(columns) - 1) - sum(column.width for column in columns if not column.flexible)


def _least_room(columns: list[_Column]) -> int:
    """Cells the texts need to say anything."""
    ids, notes = (column for column in columns if column.flexible)
    return min(ids.width, ID_WIDTH) + min(notes.width, NOTES_WIDTH)


def _table(report: Report, columns: list[_Column], gap: int, room: int) -> Table:
    ids, notes = (column for column in columns if column.flexible)
    widths = {ids.header: max(1, min(ids.width, max(ID_WIDTH, room - min(notes.width, room // 2))))}
    widths[notes.header] = max(1, room - widths[ids.header])
    table = Table(box=None, padding=(0, gap, 0, 0), pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(
            Line(column.header),
            width=widths[column.header] if column.flexible else column.width,
            justify="left" if column.flexible else "right",
            no_wrap=True,
            overflow="ellipsis",
        )
    for place, entry in enumerate(report.submissions):
        table.add_row(*(Line(column.cells[place]) for column in columns), style=_style(entry))
    return table


def _style(entry: SubmissionResult) -> str:
    if entry.score >= entry.max_score:
        return "green"
    return "red" if entry.score <= 0 else ""


def _lines(report: Report) -> Iterator[Line]:
    """What stands below the table."""
    yield _totals(report)
    if any(entry.provisional for entry in report.submissions):
        yield Line(f"{PROVISIONAL} provisional: a device has not run every test that can still earn points")
    for device, case in absent(report).items():
        told = f"{device} was asked for and has not run everything ({plain(case.detail, LIMIT)})"
        yield Line(f"{told}: grade where it can, with the same seed, then autograder merge", style="bold red")
    unreadable = [f"{plain(entry.id, LIMIT)}: {plain(entry.reason, LIMIT)}" for entry in report.unreadable]
    yield from _listing("Unreadable, not graded", unreadable)
    yield from _listing(f"{FAULTY} Grader faults, neither zero nor full marks", list(map(_fault, faults(report))))


def _listing(title: str, entries: list[str]) -> Iterator[Line]:
    if entries:
        yield Line(f"{title} ({len(entries)}):", style="bold red")
    yield from (Line(f"  {entry}") for entry in entries[:LISTED])
    if len(entries) > LISTED:
        yield Line(f"  ... and {len(entries) - LISTED} more in report.json")


def _fault(fault: Fault) -> str:
    case = fault.case
    where = f"{plain(fault.submission, LIMIT)}, {fault.exercise}, {fault.test} on {case.device}"
    return f"{where}: {plain(case.detail, LIMIT)}"


def _totals(report: Report) -> Line:
    scores = [entry.score for entry in report.submissions]
    count = f"{len(scores)} graded"
    if scores:
        most = max(entry.max_score for entry in report.submissions)
        count += f", mean {_rounded(mean(scores))}, median {_rounded(median(scores))} of {number(most)}"
    return Line(f"{count}; isolation tier {plain(report.isolation, LIMIT) or 'unknown'}")


def _rounded(points: Decimal) -> int | float:
    return number(points.quantize(Decimal("0.01")))
