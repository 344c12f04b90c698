"""``autograder validate``."""

from __future__ import annotations

import time
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from autograder.cli.common import HERE, AssignmentName, Root, project_at
from autograder.cli.progress import watcher_for
from autograder.errors import AuthoringError
from autograder.grading.options import default_jobs
from autograder.model.report import number
from autograder.releasing.summary import Row
from autograder.releasing.validate import Verdict, seeds_of
from autograder.releasing.validate import validate as validate_assignment
from autograder.reports.safe import plain_lines


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
        raise _complaint(verdict)
    tried = f"{verdict.variants} variants, {len(verdict.seeds)} seed{'s' if len(verdict.seeds) > 1 else ''}"
    console.print(f"{assignment} is fit to publish ({tried}, {time.monotonic() - started:.0f} s)", highlight=False)


def _render(verdict: Verdict, console: Console) -> None:
    if verdict.rows:
        console.print(_table(verdict.rows))
    if verdict.remarks:
        console.print("Worth a look:", style="bold")
    for remark in verdict.remarks:
        console.print(Line(f"  {plain_lines(remark)}"))


def _table(rows: tuple[Row, ...]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column("exercise", overflow="ellipsis")
    for header in ("tests", "points", "alternatives", "wrong caught", "by tests", "trivial", "seconds"):
        table.add_column(header, justify="right", no_wrap=False)
    for row in rows:
        fewest, most = row.caught_by
        by = str(most) if fewest == most else f"{fewest}-{most}"
        points, seconds = str(number(row.points)), f"{row.seconds:.2f}"
        good = all(share.good == share.all for share in (row.alternatives, row.wrong, row.trivial))
        cells = (str(row.tests), points, str(row.alternatives), str(row.wrong), by, str(row.trivial), seconds)
        table.add_row(row.exercise, *cells, style="green" if good else "red")
    return table


def _complaint(verdict: Verdict) -> AuthoringError:
    """The one problem, or all of them, each with its next step."""
    if len(verdict.problems) == 1:
        (only,) = verdict.problems
        return AuthoringError(only.what, where=only.where, tip=only.tip)
    lines = [f"{len(verdict.problems)} problems in {verdict.assignment!r}:"]
    for problem in verdict.problems:
        lines.append(f"  {problem.where}: {problem.what}")
        lines += [f"      {problem.tip}"] if problem.tip else []
    return AuthoringError("\n".join(lines))
