"""The limit: the same tests on the same notebooks in one process, without isolation and without pytest.

    python -m benchmarks.in_process tests|calls COURSE NOTEBOOK...

Everything is imported and collected before the first notebook, and expected values are computed once, as a judge does.
Prints one line of JSON: what each notebook earned, its seconds, and how many calls an exercise gets.
"""

from __future__ import annotations

import inspect
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch

from autograder.compare import independent_copy
from autograder.manifest import Project, load_assignment
from autograder.model import Cell
from autograder.notebook import code_cells
from autograder.plugin.judge import exercise_of
from autograder.plugin.subject import Subject, read_subject
from autograder.remote import Once
from autograder.testing import CURRENT, Make, Memo, Running
from autograder.worker.loader import load
from benchmarks.cohort import ASSIGNMENT
from benchmarks.figures import Part

SEED = "benchmark"


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a student's function."""

    exercise: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


class Collected:
    """A pytest plugin that only takes what was collected."""

    def __init__(self) -> None:
        self.items: list[pytest.Item] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Take the tests."""
        self.items = session.items


class InProcess:
    """One assignment and everything that can be prepared before the first submission."""

    def __init__(self, course: Project) -> None:
        torch.set_num_threads(1)
        self.subject: Subject = read_subject(course, load_assignment(course, ASSIGNMENT))
        self._items = collect(course)
        self._memo = Memo()

    def load(self, cells: tuple[Cell, ...]) -> SimpleNamespace:
        """What a worker does with a submission, in this very process."""
        program = self.subject.program
        sources = [(cell.label, cell.source) for cell in cells]
        loaded = load(sources, {}, program.exercises, promised=program.promised, skeletons=program.skeletons)
        return SimpleNamespace(
            **{name: loaded.namespace[name] for name in program.exercises if name not in loaded.missing}
        )

    def load_and_grade(self, cells: tuple[Cell, ...]) -> dict[str, float]:
        """Both."""
        return self.grade(self.load(cells))

    def grade(self, student: Any) -> dict[str, float]:
        """Run every test; an exercise earns all or nothing."""
        passed: dict[str, list[bool]] = defaultdict(list)
        for item in self._items:
            passed[exercise_of(item)].append(self._passes(item, student))
        return {exercise: float(all(tests)) for exercise, tests in passed.items()}

    def calls(self) -> list[Call]:
        """What the tests call a student's functions with."""
        recorder = Recorder(self.subject.reference)
        self.grade(recorder.student)
        return recorder.calls

    def _passes(self, item: Any, student: Any) -> bool:
        with running(item.name, self._memo) as current:
            values = {"student": student, "reference": self.subject.reference, "make": Make(current.numbers("make"))}
            values |= item.callspec.params if hasattr(item, "callspec") else {}
            wanted = inspect.signature(item.obj).parameters
            try:
                item.obj(**{name: value for name, value in values.items() if name in wanted})
            except Exception:  # noqa: BLE001 - whatever a wrong solution raises
                return False
            return True


class Recorder:
    """Stands in a student's place and keeps copies of what it is called with."""

    def __init__(self, reference: SimpleNamespace) -> None:
        self.calls: list[Call] = []
        self.student = SimpleNamespace(**{name: self._recording(name, f) for name, f in vars(reference).items()})

    def _recording(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def record(*args: Any, **kwargs: Any) -> Any:
            self.calls.append(Call(name, *copied((args, kwargs))))
            return function(*args, **kwargs)

        return record


def copied(arguments: tuple[tuple[Any, ...], dict[str, Any]]) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Independent arguments; a one-shot iterator becomes the list of what it gives."""
    args, kwargs = arguments
    plain = tuple(arg.values if isinstance(arg, Once) else arg for arg in args)
    fresh_args, fresh_kwargs = independent_copy((plain, kwargs), keep=lambda value: value)
    return fresh_args, fresh_kwargs


def collect(course: Project) -> list[Any]:
    """The hidden tests."""
    collected = Collected()
    options = ["--collect-only", "-p", "no:terminal", "-c", os.devnull, "--rootdir", str(course.root)]
    pytest.main([*options, "-p", "no:cacheprovider", str(course.tests_folder(ASSIGNMENT))], plugins=[collected])
    return collected.items


@contextmanager
def running(test: str, memo: Memo) -> Iterator[Running]:
    """Make a test the running one for what it imports from ``autograder.testing``."""
    current = Running(test, SEED, memo)
    token = CURRENT.set(current)
    try:
        yield current
    finally:
        CURRENT.reset(token)


def main(part: str, course: str, *notebooks: str) -> None:
    """Grade every notebook; for the calls alone, load each once more and repeat the calls."""
    limit = InProcess(Project(Path(course)))
    calls = limit.calls()  # and with it every expected value is known
    cells = {Path(notebook).stem: code_cells(Path(notebook).read_bytes()) for notebook in notebooks}
    graded = {name: timed(partial(limit.load_and_grade, own)) for name, own in cells.items()}
    seconds = [spent for _, spent in graded.values()]
    if Part(part) is Part.CALLS:
        seconds = [timed(with_copies(limit, own, calls))[1] for own in cells.values()]
    earned = {name: shares for name, (shares, _) in graded.items()}
    counts = Counter(call.exercise for call in calls)
    sys.stdout.write(json.dumps({"earned": earned, "seconds": seconds, "calls": counts}) + "\n")


def with_copies(limit: InProcess, cells: tuple[Cell, ...], calls: list[Call]) -> Callable[[], None]:
    """Loading and calling, on arguments that are copied beforehand."""
    fresh = [Call(call.exercise, *copied((call.args, call.kwargs))) for call in calls]

    def load_and_call() -> None:
        student = vars(limit.load(cells))
        for call in fresh:
            try:
                student[call.exercise](*call.args, **call.kwargs)
            except Exception:  # noqa: BLE001 - absent and raising answers, and arguments that must be refused
                continue

    return load_and_call


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """A result and the seconds it took."""
    begun = time.perf_counter()
    return work(), time.perf_counter() - begun


if __name__ == "__main__":
    main(*sys.argv[1:])
