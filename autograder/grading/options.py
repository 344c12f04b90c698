"""What an instructor asks of one grading run."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from pathlib import Path

from autograder.errors import UsageError
from autograder.model import Device


class ExecutorName(StrEnum):
    """Where judges run."""

    LOCAL = "local"
    """Processes of this machine."""
    INLINE = "inline"
    """This very process, for debugging."""


@dataclass(frozen=True, slots=True)
class DaskCluster:
    """Judges run on the machines of a Dask cluster."""

    address: str
    """``host:port`` of its scheduler."""


Where = ExecutorName | DaskCluster


def read_executor(text: str) -> Where:
    """What ``--executor`` says: ``local``, ``inline`` or ``dask://HOST:PORT``.

    Raises:
        UsageError: anything else.

    """
    if text in set(ExecutorName):
        return ExecutorName(text)
    address = re.fullmatch(r"dask://((?:\[[0-9a-fA-F:.]+\]|[\w.-]+):([0-9]{1,5}))", text)
    if address is None or not 0 < int(address[2]) < 1 << 16:
        raise UsageError(
            f"--executor must be local, inline or dask://HOST:PORT, got {text!a}",
            tip="for example dask://scheduler.example.edu:8786, as dask scheduler prints it after tcp://",
        )
    return DaskCluster(address[1])


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
    devices: tuple[Device, ...] = ()
    """Those that were asked for; none means the usual ones of the assignment."""
    jobs: int = 1
    seed: str | SeedChoice = SeedChoice.KEPT
    fresh: bool = False
    """Use no result of an earlier run."""
    one: bool = False
    """A folder is one submission instead of a cohort."""
    student: str = ""
    """Id of the submission where there is one only, in place of what its file is called."""
    executor: Where = ExecutorName.LOCAL
    allow_process_only: bool = False
    """Accept tier D: a separate process and nothing else."""
    submitted_at: Mapping[str, str] = field(default_factory=dict)
    """By submission id, ISO 8601: when work was handed in, where the files do not say so."""
