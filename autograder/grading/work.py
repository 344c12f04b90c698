"""What travels between coordinator and judges; both are trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.model import CaseResult, Device, Submission


@dataclass(frozen=True, slots=True)
class Settings:
    """What a judge process is started with."""

    root: Path
    """Of the project."""
    assignment: str
    seed: str
    allow_process_only: bool = False
    """Accept tier D."""
    devices: tuple[Device, ...] = (Device.CPU,)
    """What workers have to be prepared for."""


@dataclass(frozen=True, slots=True)
class Work:
    """Some hidden tests of one submission."""

    submission: Submission
    tests: frozenset[str]
    """Ids as in ``HiddenTest.id``."""
    devices: tuple[Device, ...] = (Device.CPU,)


@dataclass(frozen=True, slots=True)
class Step:
    """A case begins, and the one before has its outcome: one event per case, because each costs a system call.

    If the judge falls silent now, the case that begins gets the blame (SEMANTICS 3).
    """

    test: str
    device: Device
    parameters: str
    before: tuple[str, CaseResult] | None
    """Test id and outcome of the case before, in the same work item."""


@dataclass(frozen=True, slots=True)
class Alive:
    """Something happened inside a long case."""


@dataclass(frozen=True, slots=True)
class Helpless:
    """The judge can start no worker any more and ends; the case that runs is not to blame."""


Event = Step | Alive | Helpless


@dataclass(frozen=True, slots=True)
class Done:
    """All tests of a work item."""

    results: Mapping[tuple[str, Device], tuple[CaseResult, ...]]
    notes: tuple[str, ...]
    tier: str
    """Isolation the submission ran in, for reports."""
