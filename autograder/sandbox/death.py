"""Whose fault a worker's death is: the cause a report names, from what the kernel and the judge's clock say.

Nothing the worker said about itself counts here; it shares its process with the submission.
"""

from __future__ import annotations

import signal
from dataclasses import dataclass
from enum import StrEnum

from autograder.model import Outcome


class Cause(StrEnum):
    """Why a worker is gone."""

    TIMEOUT = "timeout"
    """The judge's clock ran out and the judge killed it."""
    MEMORY = "memory"
    """The kernel killed it, for memory."""
    CPU = "cpu"
    """It used up the processor time of its submission."""
    CRASHED = "crashed"
    """A signal, or it left on its own."""
    PROTOCOL = "protocol"
    """It sent what is no frame, and the judge killed it."""


@dataclass(frozen=True, slots=True)
class Death:
    """How a worker ended."""

    cause: Cause
    detail: str = ""
    """For the instructor: ``signal SIGSEGV``, ``exit code 0``; never text chosen by a student."""

    @property
    def outcome(self) -> Outcome:
        """The outcome of the case that met it."""
        return _OUTCOMES[self.cause]

    def __str__(self) -> str:
        return f"{self.cause}: {self.detail}" if self.detail else str(self.cause)


class WorkerDied(Exception):
    """The worker is gone; the next test of its submission needs a new one."""

    def __init__(self, death: Death) -> None:
        super().__init__(str(death))
        self.death = death


@dataclass(frozen=True, slots=True)
class End:
    """How a process ended, as its parent saw it."""

    exit_code: int | None
    signal: int | None
    cpu_seconds: float

    def death(self, cpu_limit: int) -> Death:
        """Name the cause; ``cpu_limit`` is the limit of the worker in seconds."""
        if self.signal == signal.SIGXCPU or (self.signal == signal.SIGKILL and self.cpu_seconds >= cpu_limit):
            return Death(Cause.CPU, f"more than {cpu_limit} s of processor time")
        if self.signal == signal.SIGKILL:  # not ours: the judge asks only about workers that ended by themselves
            return Death(Cause.MEMORY, "signal SIGKILL: the kernel ran out of memory")
        if self.signal is not None:
            return Death(Cause.CRASHED, f"signal {_signal_name(self.signal)}")
        if self.exit_code is not None:
            return Death(Cause.CRASHED, f"exit code {self.exit_code}")
        return Death(Cause.CRASHED)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


_OUTCOMES = {
    Cause.TIMEOUT: Outcome.TIMEOUT,
    Cause.MEMORY: Outcome.MEMORY,
    Cause.CPU: Outcome.TIMEOUT,
    Cause.CRASHED: Outcome.CRASHED,
    Cause.PROTOCOL: Outcome.CRASHED,
}
