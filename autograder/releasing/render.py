"""A verdict for a person: a line for each exercise, what deserves a look, what must be mended."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from autograder.model.report import number
from autograder.releasing.summary import Row
from autograder.releasing.validate import Verdict
from autograder.reports.safe import plain_lines

LEGEND = "accepted: alternatives; caught: wrong solutions, each by so many tests; refused: trivial answers"


def render(verdict: Verdict, console: Console) -> None:
    """Print it; the table fits 80 columns, every other line is left to the terminal to fold."""
    if verdict.rows:
        console.print(_table(verdict.rows))
        console.print(LEGEND, style="dim", highlight=False, soft_wrap=True)
    if verdict.remarks:
        console.print("Worth a look:", style="bold")
    for remark in verdict.remarks:
        _say(console, f"  {remark}")
    if verdict.problems:
        console.print("To be mended:", style="bold red")
    for problem in verdict.problems:
        _say(console, f"  {problem.where}: {problem.what}" if problem.where else f"  {problem.what}")
        if problem.tip:
            _say(console, f"      {problem.tip}")


def _say(console: Console, text: str) -> None:
    console.print(plain_lines(text), markup=False, highlight=False, soft_wrap=True)


def _table(rows: tuple[Row, ...]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column("exercise", overflow="ellipsis", no_wrap=True)
    for header in ("tests", "points", "accepted", "caught", "by tests", "refused", "seconds"):
        table.add_column(header, justify="right", no_wrap=True)
    for row in rows:
        fewest, most = row.caught_by
        by = str(most) if fewest == most else f"{fewest}-{most}"
        points, seconds = str(number(row.points)), f"{row.seconds:.2f}"
        good = all(share.good == share.all for share in (row.alternatives, row.wrong, row.trivial))
        cells = (str(row.tests), points, str(row.alternatives), str(row.wrong), by, str(row.trivial), seconds)
        table.add_row(row.exercise, *cells, style="green" if good else "red")
    return table
