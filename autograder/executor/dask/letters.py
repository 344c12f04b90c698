"""What reaches the coordinator: from the Dask workers, from the scheduler, and about the Dask tasks it has sent.

All of them run our code and the author's, so pickles are safe here; nothing of a student's process ever comes this way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograder.executor.protocol import JudgeLost, TaskFailed


@dataclass(frozen=True, slots=True)
class Place:
    """Which item of which batch."""

    batch: int
    index: int


@dataclass(frozen=True, slots=True)
class Told:
    """Worker: a judge has streamed an event."""

    place: Place
    event: Any


@dataclass(frozen=True, slots=True)
class Answered:
    """Worker: a judge has answered."""

    place: Place
    result: Any


@dataclass(frozen=True, slots=True)
class Lost:
    """Worker: the item has cost a judge."""

    place: Place
    error: JudgeLost


@dataclass(frozen=True, slots=True)
class Broke:
    """Worker: its judges cannot go on, and the batch ends here."""

    batch: int
    start: int
    """Counts the nurseries of that worker in this run, from 1."""
    error: TaskFailed


Letter = Told | Answered | Lost | Broke


@dataclass(frozen=True, slots=True)
class Came:
    """Scheduler: a worker has joined."""

    address: str


@dataclass(frozen=True, slots=True)
class Gone:
    """Scheduler: a worker has left or died; its tasks are lost."""

    address: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A Dask task is over; all letters of its batch have come before."""

    batch: int
    failure: str
    """What our own code raised in it, formatted; empty if it did not."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A Dask task is no longer known: we have cancelled it, or the scheduler is gone."""

    batch: int


News = Came | Gone | Ended | Dropped


@dataclass(frozen=True, slots=True)
class Facts:
    """What a worker is."""

    machine: str
    cores: tuple[int, ...]
    """Those its process may use; empty where the system does not say."""
    threads: int
    """Batches it works on at the same time, and so its judges."""
    resources: Mapping[str, float]
    """As given with ``dask worker --resources``."""
    versions: Mapping[str, str]
    """By package."""
