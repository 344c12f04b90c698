"""How long the next call may take: per call, per submission, and little after a first timeout."""

from __future__ import annotations

from autograder.model import Limits

AFTER_TIMEOUT_SECONDS = 2.0
"""What the rest of an exercise shares after its first timeout.

Without it a hang costs the limit once per test: four hanging exercises of seven tests took 28 s at a limit of 1 s.
"""
LEAST_SECONDS = 0.05
"""A call always gets this much, so that one that answers at once is not blamed for those before it."""


class Budget:
    """Wall time of one submission on one device, by the judge's clock."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._total = limits.total_seconds
        self._exercise = float("inf")

    def begin_exercise(self) -> None:
        """A new exercise starts with the full limit per call."""
        self._exercise = float("inf")

    def call_seconds(self) -> float:
        """The limit of the next call, in seconds."""
        return max(LEAST_SECONDS, min(self._limits.call_seconds, self._total, self._exercise))

    def load_seconds(self) -> float:
        """The limit of loading the submission, in seconds."""
        return max(LEAST_SECONDS, min(self._limits.load_seconds, self._total))

    def spend(self, seconds: float) -> None:
        """Account for a call."""
        self._total -= seconds
        self._exercise -= seconds

    def timed_out(self) -> None:
        """A call hit its limit: the rest of the exercise shares a small budget."""
        self._exercise = min(self._exercise, AFTER_TIMEOUT_SECONDS)
