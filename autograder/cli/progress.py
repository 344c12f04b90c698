"""Progress of a run: a bar on a terminal, plain lines in a log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from autograder.grading.judging import Watcher
from autograder.reports.safe import plain

LINES = 20
"""A log gets about this many lines, however large the cohort is."""


class Bar:
    """For a terminal."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("starting judges", total=None)

    def begin(self, total: int) -> None:
        """Show how many there are."""
        self._progress.update(self._task, total=total, completed=0)

    def graded(self, submission: str) -> None:
        """Show the latest one."""
        self._progress.update(self._task, advance=1, description=plain(submission, 30))


class Lines:
    """For a log."""

    def __init__(self, console: Console, doing: str, done: str) -> None:
        self._console, self._doing, self._did = console, doing, done
        self._total = self._done = 0

    def begin(self, total: int) -> None:
        """Say how many there are."""
        self._total, self._done = total, 0
        self._say(f"{self._doing} {total} submissions")

    def graded(self, submission: str) -> None:
        """Say so every now and then."""
        self._done += 1
        if self._done == self._total or self._done % max(1, self._total // LINES) == 0:
            self._say(f"{self._did} {self._done} of {self._total} ({plain(submission, 40)})")

    def _say(self, text: str) -> None:
        self._console.print(text, highlight=False, markup=False, soft_wrap=True)


@contextmanager
def watcher_for(console: Console, doing: str = "grading", done: str = "graded") -> Iterator[Watcher]:
    """The watcher that fits this console.

    Args:
        console: where it is shown.
        doing: what happens to the submissions, as in ``grading 42 submissions``.
        done: what has happened to one.

    """
    if not console.is_terminal:
        yield Lines(console, doing, done)
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield Bar(progress)
