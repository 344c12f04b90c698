"""One judge in this very process, under the profiler from its first test to its last.

    python -m benchmarks.profile_judge COURSE COHORT

Prints one line of JSON: each part's share of the processor time in percent.
"""

from __future__ import annotations

import cProfile
import functools
import json
import pstats
import sys
import time
from collections import Counter
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeAlias

from autograder.executor import InlineExecutor
from autograder.grading.batch import grade_batch
from autograder.grading.suite import read_suite
from autograder.grading.work import Settings, Work
from autograder.intake import read_cohort
from autograder.manifest import Project, load_assignment
from benchmarks.cohort import ASSIGNMENT

Function: TypeAlias = tuple[str, int, str]
"""File, line, name, as ``pstats`` has it; the file of a built-in function is ``~``."""

PARTS = {
    "/_pytest/": "pytest",
    "/pluggy/": "pytest",
    "/autograder/worker/": "codec",
    "/autograder/remote/": "remote calls",
    "/autograder/compare/": "comparison",
    "/autograder/testing/": "agree, given, make",
    "/autograder/plugin/": "judge",
    "/autograder/grading/": "judge",
    "/autograder/sandbox/": "handles on workers",
    "/autograder/executor/": "executor",
    "/grading_tests/": "hidden tests",
    "/torch/": "torch",
    "/numpy/": "numpy",
}
RECEIVING = ("recv", "poll", "select")
"""Built-in functions that receive from a worker."""


def main(course: str, cohort: str) -> None:
    """Grade the cohort once and print the shares."""
    profiler = profiled(Project(Path(course)), Path(cohort))
    spent = parts(pstats.Stats(profiler).stats)  # type: ignore[attr-defined]
    shares = {name: 100 * seconds / spent.total() for name, seconds in spent.most_common()}
    sys.stdout.write(json.dumps(shares) + "\n")


def profiled(course: Project, cohort: Path) -> cProfile.Profile:
    """Grade; the profiler runs from the second submission on, because the first computes what all others replay."""
    assignment = load_assignment(course, ASSIGNMENT)
    tests = frozenset(test.id for test in read_suite(course, assignment).tests)
    work = [Work(submission, tests) for submission in read_cohort([cohort], assignment).submissions]
    profiler = cProfile.Profile(time.thread_time)  # waiting for a worker costs nothing

    def first_is_done(_: Future[Any]) -> None:
        profiler.enable()

    task = functools.partial(grade_batch, Settings(course.root, ASSIGNMENT, "benchmark"))
    with InlineExecutor(task, lambda *_: None) as executor:
        futures = [executor.submit(item) for item in work]
        futures[0].add_done_callback(first_is_done)
        futures[-1].add_done_callback(lambda _: profiler.disable())
        executor.run()
        for future in futures:
            future.result()
    return profiler


def parts(stats: dict[Function, tuple[Any, ...]]) -> Counter[str]:
    """Seconds by part; a built-in function counts for whoever calls it."""
    spent: Counter[str] = Counter()
    for function, (_, _, own, _, callers) in stats.items():
        if function[0] != "~":
            spent[part(function)] += own
        elif any(f"'{word}" in function[2] for word in RECEIVING):
            spent["receiving from a worker"] += own
        else:
            for caller, (_, _, share, _) in callers.items():
                spent[part(caller)] += share
    return spent


def part(function: Function) -> str:
    """The part a function belongs to."""
    return next((name for folder, name in PARTS.items() if folder in function[0]), "the standard library")


if __name__ == "__main__":
    main(*sys.argv[1:])
