"""``autograder diff``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli.common import report_file, say
from autograder.grading.difference import Difference, ExerciseChange, difference
from autograder.model.report import number
from autograder.reports import report_json
from autograder.reports.safe import plain

LISTED = 20
"""Names of a list that are shown."""


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="report.json of a run, or its folder.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The same of a later run.")],
) -> None:
    """Show whose score changed between two reports, and why."""
    found = difference(report_json.read(report_file(old)), report_json.read(report_file(new)))
    console = Console()
    for line in _lines(found):
        say(console, plain(line))


def _lines(found: Difference) -> Iterator[str]:
    """What may explain the rest comes first."""
    yield from found.conditions
    for entry in found.changed:
        yield f"{entry.id}: {entry.before} -> {entry.after}"
        for exercise in entry.exercises:
            yield from _exercise(exercise)
    yield from _listing("only in the old report", found.only_old)
    yield from _listing("only in the new report", found.only_new)
    yield f"{len(found.changed)} scores changed, {found.same_score} are the same"
    yield from _listing("other outcomes, same score", found.other_outcomes)


def _exercise(exercise: ExerciseChange) -> Iterator[str]:
    yield f"  {exercise.id}: {number(exercise.before)} -> {number(exercise.after)}"
    for test in exercise.tests:
        yield f"    {test.name}: {test.before} -> {test.after}"
    yield from (f"    note: {reason.partition(': ')[2]}" for reason in exercise.reasons)


def _listing(title: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"{title} ({len(names)}):"
    yield from (f"  {name}" for name in names[:LISTED])
    if len(names) > LISTED:
        yield f"  ... and {len(names) - LISTED} more"
