"""``make bench``: how fast notebooks are graded, by us and by others, in one run on one machine.

    python -m benchmarks [--count N] [--rivals N] [--nbgrader N] [--large N] [--repeat N]

``docs/benchmarks.md`` says what each row is.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console

from autograder.model import Device
from benchmarks import machine
from benchmarks.expected import UnexpectedScores
from benchmarks.figures import Part, Row
from benchmarks.measuring import Measuring
from benchmarks.nbgrader_course import NBGRADER, OURS
from benchmarks.places import Cohort, Places
from benchmarks.table import Finding, Growth, Overhead, Ratio, Scaling, show
from benchmarks.watching import CommandFailed

SMALL = 50
"""Notebooks of the small run that shows how cost grows."""
BOTH = (Device.CPU, Device.EMULATED)


def main() -> int:
    """Measure, print; 1 if something was graded wrongly or did not run."""
    options = read_options()
    console = Console(highlight=False)
    for fact in machine.facts():
        console.print(fact, soft_wrap=True)
    try:
        with tempfile.TemporaryDirectory(prefix="autograder-benchmark-") as folder:
            rows, ratios = Bench(Path(folder), options, console).run()
    except (UnexpectedScores, CommandFailed) as error:
        console.print(f"the benchmark is void: {error}", style="bold red", markup=False)
        return 1
    show(rows, ratios, console)
    return 0


def read_options() -> argparse.Namespace:
    """From the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Grade a generated cohort in every way.")
    parser.add_argument("--count", type=_positive, default=200, help="notebooks for us (default: 200)")
    parser.add_argument("--rivals", type=_positive, default=10, help="of them, for nbgrader and pytest (default: 10)")
    parser.add_argument(
        "--nbgrader", type=int, default=100, help="for nbgrader with our judge, 0 for none (default: 100)"
    )
    parser.add_argument("--large", type=int, default=1000, help="of a large run, 0 for none (default: 1000)")
    parser.add_argument("--repeat", type=_positive, default=1, help="runs of each, of which the median counts")
    parser.add_argument("--seed", default="benchmark", help="of the cohort")
    return parser.parse_args()


class Bench:
    """One run."""

    def __init__(self, folder: Path, options: argparse.Namespace, console: Console) -> None:
        self._options, self._console = options, console
        self._places = Places(folder, options.seed)

    def run(self) -> tuple[list[Row], list[Finding]]:
        """Everything, one after the other.

        Raises:
            CommandFailed: a program ended in an unexpected way.
            UnexpectedScores: a right answer did not earn full marks, or another one did.

        """
        measuring = Measuring(self._places, self._options.repeat)
        cohort = self._places.cohort(self._options.count)
        few = self._places.beginning(cohort, self._options.rivals)
        core = {min(os.sched_getaffinity(0))}
        self._step("warm-up", measuring.grade, self._places.beginning(cohort, 2), jobs=2, memory=False)
        on_one = self._step("autograder, 1 job, 1 core", measuring.grade, cohort, jobs=1, cores=core, memory=False)
        one = self._step("autograder, 1 job", measuring.grade, cohort, jobs=1)
        two = self._step("autograder, 2 jobs", measuring.grade, cohort, jobs=2)
        rows = [on_one, one, two, self._step("the same, nothing changed", measuring.grade_again, cohort, jobs=2)]
        sizes = [self._step("autograder, 2 jobs", measuring.grade, self._beginning(cohort), jobs=2, memory=False), two]
        if self._options.large:
            large = self._places.cohort(self._options.large)
            sizes.append(self._step("autograder, 2 jobs", measuring.grade, large, jobs=2, memory=False))
        emulated = self._step("2 jobs, cpu and emulated", measuring.grade, cohort, jobs=2, devices=BOTH)
        dask = self._step("2 workers of a Dask cluster", measuring.grade_on_dask, cohort)
        rows += [*(row for row in sizes if row is not two), emulated, dask]
        nbgrader = self._step("nbgrader autograde", measuring.nbgrader, few)
        pytest = self._step("a pytest process each", measuring.plain_pytest, few)
        tests = self._step("one process, all tests", measuring.in_process, cohort, Part.TESTS)
        calls = self._step("one process, only calls", measuring.in_process, cohort, Part.CALLS)
        ratios: list[Finding] = [Ratio(two, nbgrader), Ratio(two, pytest)]
        judged = self._judged(measuring)
        ratios += [Ratio(row, nbgrader) for row in judged]
        ratios += [Ratio(row, limit) for row in (two, on_one) for limit in (tests, calls)]
        ratios += [Scaling(on_one, two), Overhead(two, dask), Overhead(two, emulated), Growth(sizes)]
        return [*rows, nbgrader, *judged, pytest, tests, calls], ratios

    def _beginning(self, cohort: Cohort) -> Cohort:
        return self._places.beginning(cohort, SMALL)

    def _judged(self, measuring: Measuring) -> list[Row]:
        """Courses of nbgrader that our judge grades; the cohort begins with the notebooks of the other rows."""
        if not self._options.nbgrader:
            return []
        cohort = self._places.cohort(self._options.nbgrader)
        plain = self._step("nbgrader with our judge", measuring.nbgrader_judged, cohort, NBGRADER)
        ours = self._step("autograder nbgrader, 2 jobs", measuring.nbgrader_judged, cohort, OURS, "--jobs", "2")
        return [plain, ours]

    def _step(self, name: str, measure: Callable[..., Row], *args: Any, **options: Any) -> Row:
        begun = time.perf_counter()
        row = measure(name, *args, **options)
        self._console.print(f"{name} ({row.count}): took {time.perf_counter() - begun:.0f} s", style="dim")
        return row


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"at least 1, not {value}")
    return value


if __name__ == "__main__":
    sys.exit(main())
