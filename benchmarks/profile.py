"""Where the time of ``autograder grade`` goes: phases of the start, imports, processes, parts of the judge.

python -m benchmarks.profile [--count N]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from benchmarks import machine, ours
from benchmarks.places import Cohort, Places
from benchmarks.watching import Process, watch

ZYGOTE = "autograder.worker"
ENTRIES = {"coordinator": "autograder.cli.app, autograder.grading.pipeline", "judge": "autograder.grading.session"}
"""What a process imports before it can work."""
SHOWN = 8


def main() -> None:
    """Measure one thing after the other and print each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.profile")
    parser.add_argument("--count", type=int, default=100, help="notebooks (default: 100)")
    count = parser.parse_args().count
    console = Console(highlight=False, soft_wrap=True)
    for fact in machine.facts():
        console.print(fact)
    with tempfile.TemporaryDirectory(prefix="autograder-profile-") as folder:
        places = Places(Path(folder), "benchmark")
        cohort = places.cohort(count)
        ours.Grading(places.course(), places.beginning(cohort, 2)).run(jobs=1)  # warms the disk up
        for name, modules in ENTRIES.items():
            show(f"imports of the {name}, ms", imports(modules), console)
        usage = Usage()
        phases, steady = graded(places, cohort, usage)
        show("phases of the start, ms", phases, console)
        show("processor time of each process, ms per submission", usage.per_submission(steady), console)
        show("parts of the judge, % of its processor time, with the profiler's own", judge(places, cohort), console)


def imports(modules: str) -> Mapping[str, float]:
    """Milliseconds of importing, by top-level package, without what it imports from others."""
    command = [sys.executable, "-X", "importtime", "-c", f"import {modules}"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    spent: Counter[str] = Counter()
    for line in told.splitlines():
        own, _, name = line.removeprefix("import time:").split("|")
        if own.strip().isdigit():
            spent[name.strip().partition(".")[0]] += int(own)
    return {"all": spent.total() / 1000, **{name: spent[name] / 1000 for name, _ in spent.most_common(SHOWN)}}


def graded(places: Places, cohort: Cohort, usage: Usage) -> tuple[Mapping[str, float], float]:
    """The phases of one run with one judge, and its seconds per submission."""
    course = places.course()
    command = [ours.COMMAND, "grade", ours.ASSIGNMENT, str(cohort.folder), "--out", "reports", "--jobs", "1"]
    watched = watch(command, course.root, enough=usage.look)
    figures = ours.first_run(watched, len(cohort))
    nursery = min(process.born for process in watched.processes if ours.NURSERY in process.command)
    zygote = min(process.born for process in watched.processes if ZYGOTE in process.command)
    end = max(line.at for line in watched.lines if line.text.startswith("graded "))
    phases = {
        "coordinator, until it starts the nursery": nursery,
        "nursery, until it starts the zygote": zygote - nursery,
        "nursery and zygote, until a judge is forked": figures.start_up - zygote,
        "reports, after the last submission": figures.total - end,
    }
    return {name: 1000 * seconds for name, seconds in phases.items()}, figures.steady


@dataclass(slots=True)
class Usage:
    """Processor time by role, from looks at a run with one judge."""

    first: dict[str, float] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)
    seconds: float = 0.0

    def look(self, processes: Sequence[Process]) -> bool:
        """Take the times as they stand, from the first look that finds a judge."""
        judges = {process.pid for process in ours.judges(processes)}
        if judges:
            spent = self._spent(processes, judges)
            self.first = self.first or spent
            self.last = spent if len(spent) >= len(self.last) else self.last
        return False

    def per_submission(self, steady: float) -> Mapping[str, float]:
        """Milliseconds, by role."""
        passed = self.last["clock"] - self.first["clock"]
        return {
            role: 1000 * steady * (self.last[role] - self.first.get(role, 0.0)) / passed
            for role in self.last
            if role != "clock"
        } | {"wall": 1000 * steady}

    def _spent(self, processes: Sequence[Process], judges: set[int]) -> dict[str, float]:
        spent: Counter[str] = Counter()
        for process in processes:
            try:
                times = psutil.Process(process.pid).cpu_times()
            except psutil.NoSuchProcess:
                continue
            role = self._role(process, judges)
            spent[f"{role}, user"] += times.user
            spent[f"{role}, system"] += times.system
            if role == "zygote":
                spent["workers that ended, user"] += times.children_user
                spent["workers that ended, system"] += times.children_system
        spent["clock"] = time.monotonic()
        return {role: seconds for role, seconds in spent.items() if not role.startswith("other")}

    @staticmethod
    def _role(process: Process, judges: set[int]) -> str:
        if process.pid in judges:
            return "judge"
        if ZYGOTE in process.command:
            return "zygote"
        return "coordinator" if process.born == 0 else "other"


def judge(places: Places, cohort: Cohort) -> Mapping[str, float]:
    """Shares of the judge's time."""
    course = places.course()
    command = [sys.executable, "-m", "benchmarks.profile_judge", str(course.root), str(cohort.folder)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {name: float(share) for name, share in json.loads(told.splitlines()[-1]).items()}


def show(title: str, figures: Mapping[str, float], console: Console) -> None:
    """Print one table."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, figure in figures.items():
        table.add_row(name, f"{figure:.1f}")
    console.print(table)


if __name__ == "__main__":
    main()
