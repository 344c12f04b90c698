"""What the coordinator and the nursery say to each other; ``channel`` has what a judge says about its item."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.errors import AutograderError


@dataclass(frozen=True, slots=True)
class Ready:
    """Nursery: the task has warmed up and asks for items; judges can be forked."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Nursery or judge: the task raised, and the process ends."""

    text: str
    """The error, formatted."""
    error: AutograderError | None
    """The error itself where it is one a user can mend."""


@dataclass(frozen=True, slots=True)
class Fork:
    """Coordinator: fork this judge; its socket comes with the message."""

    judge: int
    cores: tuple[int, ...]
    """Where it runs with all it starts; anywhere if empty."""


@dataclass(frozen=True, slots=True)
class Kill:
    """Coordinator: kill this judge."""

    judge: int


@dataclass(frozen=True, slots=True)
class Ended:
    """Nursery: this judge is gone and reaped."""

    judge: int
    status: int
    """Exit code, or minus the signal."""
