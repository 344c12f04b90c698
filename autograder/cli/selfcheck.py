"""``autograder selfcheck``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from autograder.cli.common import HERE, AssignmentName, Root, project_at, say
from autograder.model import Outcome
from autograder.reports.safe import plain

if TYPE_CHECKING:
    from autograder.grading.public_checks import CheckResult

WORDS = {
    Outcome.PASSED: "OK",
    Outcome.FAILED: "not yet",
    Outcome.UNFINISHED: "not yet: still the skeleton",
    Outcome.MISSING: "not yet: not defined",
    Outcome.TIMEOUT: "stopped: took too long",
    Outcome.MEMORY: "stopped: needed too much memory",
    Outcome.CRASHED: "error: ended the Python process",
}
"""What a student reads; everything else is an error."""


def selfcheck(
    assignment: AssignmentName,
    path: Annotated[Path, typer.Argument(metavar="PATH", help="What you would hand in.")],
    root: Root = HERE,
) -> None:
    """Check your own work with the public examples; needs no hidden tests and gives no points."""
    from autograder.grading.public_checks import self_check  # noqa: PLC0415 - imports torch

    project = project_at(root)
    found = self_check(project, project.existing(assignment), path)
    console = Console()
    for result in found.results:
        _show(console, result)
    for note in found.notes:
        say(console, f"note: {plain(note)}")
    passed = sum(result.outcome is Outcome.PASSED for result in found.results)
    say(console, f"{passed} of {len(found.results)} public checks hold; hidden tests decide the points")


def _show(console: Console, result: CheckResult) -> None:
    say(console, f"{result.exercise}: {WORDS.get(result.outcome, 'error')}")
    if result.outcome in (Outcome.FAILED, Outcome.ERROR) and result.said:
        say(console, f"  {result.said}")
    if result.line and result.outcome is not Outcome.UNFINISHED:
        say(console, f"  {result.line}")
