"""One ordinary ``pytest`` process per submission, the notebook's code imported in process."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree as ET

from autograder.manifest import Project
from benchmarks.cohort import ASSIGNMENT, PROJECT
from benchmarks.expected import check_scores
from benchmarks.figures import Figures
from benchmarks.places import Cohort
from benchmarks.watching import Watched, watch

TESTS_FAILED = 1


def grade_one(course: Project, notebook: Path, *, memory: bool = False) -> tuple[Watched, dict[str, float]]:
    """Grade a notebook; an exercise earns all or nothing."""
    junit = course.root / "junit.xml"
    options = ["-q", "-p", "benchmarks.plain_fixtures", "-p", "no:cacheprovider", "--junitxml", str(junit)]
    watched = watch(
        [sys.executable, "-m", "pytest", *options, str(course.tests_folder(ASSIGNMENT))],
        course.root,
        environment={
            "PYTHONPATH": str(PROJECT.root),
            "BENCHMARK_NOTEBOOK": str(notebook),
            "BENCHMARK_COURSE": str(course.root),
            "MPLBACKEND": "agg",
        },
        accepted=(0, TESTS_FAILED),
        memory=memory,
    )
    return watched, _earned(junit)


def grade_all(course: Project, cohort: Cohort) -> Figures:
    """Grade every notebook, one after the other.

    Raises:
        UnexpectedScores: the scores are not what they must be.

    """
    runs = {file.stem: grade_one(course, file) for file in cohort.files}
    check_scores("plain pytest", {name: earned for name, (_, earned) in runs.items()}, cohort.plan)
    total = sum(watched.seconds for watched, _ in runs.values())
    return Figures(total, start_up=0.0, steady=total / len(runs), each=total / len(runs))


def _earned(junit: Path) -> dict[str, float]:
    passed: dict[str, list[bool]] = defaultdict(list)
    for case in ET.parse(junit).iter("testcase"):  # our own pytest wrote it
        module = case.get("classname", "").rpartition(".")[2]
        passed[module.removeprefix("test_")].append(not len(case))
    return {exercise: float(all(tests)) for exercise, tests in passed.items()}
