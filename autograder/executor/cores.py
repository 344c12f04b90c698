"""Which processor core a judge and its workers share.

They take turns, a hundred times per submission. On one core a turn costs 40 us; between two it costs up to 300 us where
the other one was asleep, as in a virtual machine.
"""

from __future__ import annotations

import contextlib
import os
import random
from collections.abc import Sequence

ANYWHERE: tuple[int, ...] = ()


class Cores:
    """Gives each judge a core of its own, if there are enough.

    Args:
        jobs: how many judges there are at once.
        allowed: the cores this process may use; found out if left out.

    """

    def __init__(self, jobs: int, allowed: Sequence[int] | None = None) -> None:
        cores = list(_allowed() if allowed is None else allowed)
        random.shuffle(cores)  # a second run on this machine is to take others, where there are others
        self._free = cores if jobs <= len(cores) else []
        self._given: dict[int, int] = {}

    def give(self, judge: int) -> tuple[int, ...]:
        """The core of this judge; ``ANYWHERE`` if there are more judges than cores."""
        if not self._free:
            return ANYWHERE
        self._given[judge] = self._free.pop()
        return (self._given[judge],)

    def take_back(self, judge: int) -> None:
        """Give the core of a judge that is gone to the next."""
        if judge in self._given:
            self._free.append(self._given.pop(judge))


def stay_on(cores: Sequence[int]) -> None:
    """Keep this process and all it starts from here on these cores, where the system can do that."""
    if cores and hasattr(os, "sched_setaffinity"):
        with contextlib.suppress(OSError):  # a core that was taken from us meanwhile
            os.sched_setaffinity(0, cores)


def _allowed() -> Sequence[int]:
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else ()
