"""What an instructor asks of one grading run."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import Enum, StrEnum
from pathlib import Path

from autograder.model import Device


class ExecutorName(StrEnum):
    """Where judges run."""

    LOCAL = "local"
    """Processes of this machine."""
    INLINE = "inline"
    """This very process, for debugging."""


class SeedChoice(Enum):
    """Where the run's seed comes from (SEMANTICS 22)."""

    KEPT = "kept"
    """The one drawn when this assignment was first graded with this results store."""
    NEW = "new"
    """Another one is drawn, and kept."""


def default_jobs() -> int:
    """One judge per processor this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class GradeOptions:
    """``autograder grade``."""

    root: Path
    """Of the project."""
    assignment: str
    paths: tuple[Path, ...]
    """Where the submissions are."""
    out: Path
    """Where reports and feedback go."""
    devices: tuple[Device, ...] = (Device.CPU,)
    jobs: int = 1
    seed: str | SeedChoice = SeedChoice.KEPT
    fresh: bool = False
    """Use no result of an earlier run."""
    one: bool = False
    """A folder is one submission instead of a cohort."""
    executor: ExecutorName = ExecutorName.LOCAL
    allow_process_only: bool = False
    """Accept tier D: a separate process and nothing else."""
