"""The wall time of one cell: what runs longer is interrupted, so that the notebook can go on.

A courtesy, no defence: code that swallows the exception, or waits inside a C function, goes on until the judge's own
clock ends the process.
"""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType

AGAIN = 0.1
"""Seconds after which code that swallowed the exception gets the next."""


class OutOfTime(BaseException):
    """A cell ran too long; not an ``Exception``, so that ``except Exception`` does not swallow it."""


def run_for(seconds: float, action: Callable[[], object]) -> None:
    """Call ``action``; raise :class:`OutOfTime` inside it once the time is over."""
    # every time: a notebook may have taken the signal for a clock of its own
    signal.signal(signal.SIGALRM, _expire)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
        _interruptible(action)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _interruptible(action: Callable[[], object]) -> None:
    action()


def _expire(_signal: int, frame: FrameType | None) -> None:
    """A signal that comes too late, when our own code is at work again, is dropped."""
    while frame is not None:
        if frame.f_code is _interruptible.__code__:
            raise OutOfTime("the time of the cell is over")
        frame = frame.f_back
