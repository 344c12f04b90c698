"""A bound on the CPU time that one statement of a submission may use while it is loaded.

It keeps a forgotten training loop from costing a student everything else in the notebook. It is no defence: code that
swallows the exception goes on until the judge's own clock ends the worker.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from types import FrameType

from autograder.worker.loading.places import runs_submission

STATEMENTS_AT_FULL_LENGTH = 3
"""How many statements may use up their time; afterwards each gets a tenth, so that loading ends before its limit."""
_AGAIN = 0.05
"""Seconds of CPU time after which code that swallowed the exception gets the next."""


class OutOfTime(BaseException):
    """A statement used up its CPU time; not an ``Exception``, so that ``except Exception`` does not swallow it."""


class Budget:
    """CPU time for the statements of one submission."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._left = seconds * STATEMENTS_AT_FULL_LENGTH
        self._works = False

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Take SIGPROF while a submission is loaded, and give it back."""
        if threading.current_thread() is not threading.main_thread():
            yield  # only the main thread can take a signal; the judge's clock still runs
            return
        previous = signal.signal(signal.SIGPROF, _expire)
        self._works = True
        try:
            yield
        finally:
            self._works = False
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, previous)

    def statement(self) -> AbstractContextManager[None]:
        """Raise :class:`OutOfTime` inside the submission's code when this block has used its time. Blocks may nest."""
        return _Statement(self) if self._works else nullcontext()

    def grant(self) -> float:
        """Seconds for the next statement."""
        return min(self.seconds, max(self._left, self.seconds / 10))

    def spend(self, seconds: float) -> None:
        """Count what a statement used."""
        self._left -= seconds


class _Statement:
    """One statement's time; a class, because a generator would take longer than most statements."""

    __slots__ = ("_begun", "_budget", "_outer")

    def __init__(self, budget: Budget) -> None:
        self._budget = budget

    def __enter__(self) -> None:
        self._outer = signal.setitimer(signal.ITIMER_PROF, self._budget.grant(), _AGAIN)
        self._begun = time.process_time()

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, *self._outer)
        self._budget.spend(time.process_time() - self._begun)


def _expire(_signal: int, frame: FrameType | None) -> None:
    """Only the submission's own code is interrupted; a signal that comes too late, in ours, is dropped."""
    if runs_submission(frame):
        raise OutOfTime
