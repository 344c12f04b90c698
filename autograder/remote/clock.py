"""The worker's time in one exchange."""

from __future__ import annotations

import time


class Clock:
    """The worker's time in one exchange; it stands still while the judge's own functions run."""

    def __init__(self, seconds: float) -> None:
        self._started = time.monotonic()
        self._stopped = self._paused = 0.0
        self.deadline = self._started + seconds

    def stop(self) -> None:
        """The judge's own functions begin."""
        self._stopped = time.monotonic()

    def go_on(self) -> None:
        """They have ended."""
        pause = time.monotonic() - self._stopped
        self.deadline += pause
        self._paused += pause

    def spent(self) -> float:
        """Seconds of the worker so far."""
        return time.monotonic() - self._started - self._paused
