"""Progress of a batch in nbgrader's log."""

from __future__ import annotations

from typing import Any

LINES = 20
"""About so many lines, however large the cohort is."""


class Logged:
    """A watcher."""

    def __init__(self, log: Any) -> None:
        self._log = log
        self._total = self._done = 0

    def begin(self, total: int) -> None:
        """Say how many have to run."""
        self._total, self._done = total, 0
        if total:
            self._log.info("autograder: judging %d submissions", total)

    def graded(self, submission: str) -> None:
        """Say so every now and then."""
        self._done += 1
        if self._done == self._total or self._done % max(1, self._total // LINES) == 0:
            self._log.info("autograder: judged %d of %d (%s)", self._done, self._total, submission)
