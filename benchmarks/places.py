"""Folders of a benchmark: copies of the course, cohorts."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from autograder.manifest import Project
from benchmarks.cohort import PROJECT, write_cohort
from benchmarks.expected import Plan


@dataclass(frozen=True, slots=True)
class Cohort:
    """Notebooks in a folder."""

    folder: Path
    plan: Plan

    @property
    def files(self) -> tuple[Path, ...]:
        """The notebooks, in the order of the plan."""
        return tuple(self.folder / f"{name}.ipynb" for name in self.plan)

    def __len__(self) -> int:
        return len(self.plan)


class Places:
    """Everything lies in one temporary folder.

    Args:
        root: that folder.
        seed: of the cohorts.

    """

    def __init__(self, root: Path, seed: str) -> None:
        self.root, self._seed = root, seed

    def cohort(self, count: int) -> Cohort:
        """A new cohort of that size; a larger one begins with the same notebooks."""
        folder = self.root / f"cohort-{count}"
        return Cohort(folder, write_cohort(folder, count, self._seed))

    def beginning(self, cohort: Cohort, count: int) -> Cohort:
        """The first ``count`` notebooks, or all if there are fewer, in a folder of their own."""
        folder = self.fresh("beginning")
        plan = dict(list(cohort.plan.items())[:count])
        for file in cohort.files[: len(plan)]:
            (folder / file.name).hardlink_to(file)
        return Cohort(folder, plan)

    def course(self) -> Project:
        """A fresh copy of the course; its results store is empty."""
        folder = self.fresh("course")
        for part in ("assignments", "solutions", "grading_tests"):
            shutil.copytree(PROJECT.root / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        return Project(folder)

    def fresh(self, kind: str) -> Path:
        """A new empty folder."""
        return Path(tempfile.mkdtemp(prefix=f"{kind}-", dir=self.root))
