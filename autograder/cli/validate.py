"""``autograder validate``."""

from __future__ import annotations

import time
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from autograder.cli.common import HERE, AssignmentName, Root, project_at, say
from autograder.cli.progress import watcher_for
from autograder.errors import AuthoringError
from autograder.grading.options import default_jobs
from autograder.model.report import number
from autograder.releasing.summary import Row
from autograder.releasing.validate import Verdict, seeds_of
from autograder.releasing.validate import validate as validate_assignment
from autograder.reports.safe import plain_lines

LEGEND = "accepted: alternatives; caught: wrong solutions, each by so many tests; refused: trivial answers"


def validate(
    assignment: AssignmentName,
    seeds: Annotated[int, typer.Option("--seeds", min=1, help="Try everything with so many seeds.")] = 1,
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Judges at a time; 0 means one per core.")] = 0,
    root: Root = HERE,
) -> None:
    """Say whether an assignment is fit to publish, and what is not right."""
    project = project_at(root)
    console = Console()
    started = time.monotonic()
    with watcher_for(console) as watcher:
        verdict = validate_assignment(
            project, project.existing(assignment), seeds=seeds_of(seeds), jobs=jobs or default_jobs(), watcher=watcher
        )
    _render(verdict, console)
    if verdict.problems:
        count = len(verdict.problems)
        raise AuthoringError(
            f"not fit to publish: {count} problem{'s' if count > 1 else ''}",
            where=assignment,
            tip="mend what is listed above and validate again",
        )
    seconds = time.monotonic() - started
    tried = f"{_count(verdict.variants, 'variant')}, {_count(len(verdict.seeds), 'seed')}"
    say(console, f"{assignment} is fit to publish ({tried}, {seconds:.0f} s)")


def _count(number_of: int, noun: str) -> str:
    return f"{number_of} {noun}{'s' if number_of != 1 else ''}"


def _render(verdict: Verdict, console: Console) -> None:
    if verdict.rows:
        console.print(_table(verdict.rows))
        console.print(LEGEND, style="dim", highlight=False)
    if verdict.remarks:
        console.print("Worth a look:", style="bold")
    for remark in verdict.remarks:
        say(console, f"  {plain_lines(remark)}")
    if verdict.problems:
        console.print("To be mended:", style="bold red")
    for problem in verdict.problems:
        say(console, plain_lines(f"  {problem.where}: {problem.what}" if problem.where else f"  {problem.what}"))
        if problem.tip:
            say(console, f"      {plain_lines(problem.tip)}")


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
