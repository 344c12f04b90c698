"""``autograder grade``, from outside: the command that an instructor types."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.manifest import Project
from autograder.model import Device
from benchmarks.cohort import ASSIGNMENT
from benchmarks.expected import check_scores
from benchmarks.figures import Figures
from benchmarks.places import Cohort
from benchmarks.watching import CommandFailed, Process, Watched, watch

COMMAND = str(Path(sys.executable).with_name("autograder"))
NURSERY = "autograder.executor.nursery"
"""The process that warms up once; its forks are the judges and look like it."""


@dataclass(frozen=True, slots=True)
class Grading:
    """A course in which a cohort is graded, once or again."""

    course: Project
    cohort: Cohort

    @property
    def report(self) -> Path:
        """What ``grade`` writes."""
        return self.course.root / "reports" / "report.json"

    def run(
        self,
        jobs: int,
        *,
        memory: bool = False,
        cores: Collection[int] = (),
        devices: Sequence[Device] = (Device.CPU,),
        where: Sequence[str] = (),
    ) -> Watched:
        """Type the command; ``UnexpectedScores`` unless every notebook earned what it must."""
        command = [COMMAND, "grade", ASSIGNMENT, str(self.cohort.folder), "--out", str(self.report.parent)]
        command += [part for device in devices for part in ("--device", device.value)]
        watched = watch(
            [*command, "--jobs", str(jobs), *where],
            self.course.root,
            memory=memory,
            enough=lambda processes: bool(judges(processes)),
            cores=cores,
        )
        submissions = json.loads(self.report.read_text("utf-8"))["submissions"]
        check_scores("autograder grade", {entry["id"]: _shares(entry) for entry in submissions}, self.cohort.plan)
        return watched


def first_run(watched: Watched, count: int) -> Figures:
    """What a run took that graded ``count`` submissions.

    It is ready when the first judge is forked, and done when it says that the last submission is graded.
    """
    ready = min((judge.born for judge in judges(watched.processes)), default=None)
    done = next((line.at for line in watched.lines if line.text.startswith(f"graded {count} of {count} ")), None)
    if ready is None or done is None:
        raise CommandFailed(f"no judge was seen, or no end of the {count} submissions:\n{watched.text}")
    return Figures(watched.seconds, ready, (done - ready) / count, watched.seconds / count)


def run_elsewhere(watched: Watched, count: int) -> Figures:
    """What a run took whose judges are not below the command: steady from the first submission that is graded."""
    graded = [line.at for line in watched.lines if line.text.startswith("graded ") and f" of {count} " in line.text]
    if len(graded) != count:
        raise CommandFailed(f"{len(graded)} of {count} submissions were graded:\n{watched.text}")
    steady = (graded[-1] - graded[0]) / (count - 1)
    return Figures(watched.seconds, graded[0], steady, watched.seconds / count)


def judges(processes: Sequence[Process]) -> list[Process]:
    """The forks of the nursery."""
    alike = [process for process in processes if NURSERY in process.command]
    pids = {process.pid for process in alike}
    return [process for process in alike if process.parent in pids]


def has_run_something(watched: Watched) -> bool:
    """Whether any submission was handed to a judge."""
    return any(line.text.startswith("grading ") for line in watched.lines)


def _shares(entry: Mapping[str, Any]) -> dict[str, float]:
    return {exercise["id"]: exercise["score"] / exercise["max_score"] for exercise in entry["exercises"]}
