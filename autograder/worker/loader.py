"""Load a submission: decide which of its statements run, and run them under guard (SEMANTICS 4 to 8).

Runs in the worker, in the same process as the student's code. Nothing here is trusted and nothing here decides points;
it makes the student's own definitions available and says clearly which of them are not.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType, ModuleType

from autograder.worker.loading.budget import Budget
from autograder.worker.loading.cells import Cell
from autograder.worker.loading.data_loader import first_with_workers, run_without_workers
from autograder.worker.loading.modules import OwnModules
from autograder.worker.loading.notes import Notes
from autograder.worker.loading.packages import Packages, Placeholder
from autograder.worker.loading.parsing import defines
from autograder.worker.loading.places import locate
from autograder.worker.loading.plan import Plan
from autograder.worker.loading.reading import read
from autograder.worker.loading.running import Failure, Runner

__all__ = ["Loaded", "Reason", "Why", "load", "locate"]


class Why(StrEnum):
    """Why an exercise is missing."""

    NOT_DEFINED = "not defined"
    NOT_PARSED = "not parsed"
    RAISED = "raised"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an exercise is missing, and where to look."""

    why: Why
    label: str = ""
    """The cell or file; empty if it is defined nowhere."""
    line: int = 0
    """Line in that cell, from 1; 0 if it is defined nowhere."""
    text: str = ""
    """What the parser said, or the class of the exception."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A loaded submission."""

    namespace: dict[str, object]
    """The names of its ``__main__``; a value is whatever the student made it."""
    notes: tuple[str, ...]
    """At most 50 English sentences of at most 240 characters."""
    missing: dict[str, Reason]
    """Exercises that are not defined."""
    unfinished: frozenset[str]
    """Exercises of which only a template is there."""


def load(
    cells: Sequence[tuple[str, str]],
    modules: Mapping[str, str],
    exercises: Sequence[str],
    *,
    promised: Collection[str],
    skeletons: Mapping[str, str] = MappingProxyType({}),
    everything: bool = False,
    statement_seconds: float = 5.0,
    plan: Plan | None = None,
) -> Loaded:
    """Load a submission into this process, as its ``__main__``; what the student wrote cannot make this raise.

    Args:
        cells: label and source of each cell, in document order.
        modules: source of further files by dotted import name.
        exercises: names the assignment asks for.
        promised: top-level packages the manifest promises, on top of the standard library.
        skeletons: released text of each exercise; an unchanged one is unfinished, however complete it looks.
        everything: run every statement, the second attempt after a missing name.
        statement_seconds: CPU time of one statement.
        plan: what :func:`read` made of the cells in another process; left out, they are read here.

    """
    loading = _Loading(modules, exercises, promised, skeletons, statement_seconds, everything=everything)
    return loading.load(cells, plan)


class _Loading:
    """One submission while it is loaded."""

    def __init__(
        self,
        modules: Mapping[str, str],
        exercises: Sequence[str],
        promised: Collection[str],
        skeletons: Mapping[str, str],
        statement_seconds: float,
        *,
        everything: bool,
    ) -> None:
        self._exercises = exercises
        self._skeletons = skeletons
        self._everything = everything
        self._notes = Notes()
        self._budget = Budget(statement_seconds)
        self._modules = OwnModules(modules, self._run_module)
        self._packages = Packages(promised, self._modules.names)
        self._builtins = self._packages.builtins()

    def load(self, cells: Sequence[tuple[str, str]], plan: Plan | None) -> Loaded:
        """The steps."""
        if plan is None:
            plan = self._read([Cell(*cell) for cell in cells], self._exercises)
        self._prepare_process(plan)
        main = self._main_module()
        with self._budget.installed():
            failures = self._run(plan, main)
            self._look_in_modules(main)
        self._take_notes(plan)
        missing = self._missing(plan, main, failures)
        return Loaded(vars(main), self._notes.all(), missing, plan.unfinished - missing.keys())

    def _prepare_process(self, plan: Plan) -> None:
        self._modules.install()
        for name in self._modules.shadowed:
            self._notes.add(f"'import {name}' imports an installed module, not the file of that name.")
        label = plan.with_workers or first_with_workers(self._modules.sources().items())
        if label:
            run_without_workers()
            self._notes.add(
                f"{label}: DataLoader(num_workers=...) loads in the same process here, with the same result."
            )

    def _main_module(self) -> ModuleType:
        """A fresh ``__main__``, known to the import system, so that the student's classes can be pickled."""
        main = ModuleType("__main__")
        vars(main)["__builtins__"] = self._builtins
        sys.modules["__main__"] = main
        return main

    def _run(self, plan: Plan, module: ModuleType) -> tuple[Failure, ...]:
        failures = Runner(module, self._packages, self._budget, self._notes).run(plan.steps)
        for failure in failures:
            self._notes.add(failure.sentence(self._budget.seconds))
        return failures

    def _run_module(self, label: str, source: str, module: ModuleType) -> None:
        """Run one of the submission's own modules: all it defines or assigns, but not what it merely does."""
        vars(module)["__builtins__"] = self._builtins
        cell = Cell(label, source)
        names = {name for statement in cell.statements if statement.assigns for name in statement.names()}
        plan = self._read([cell], sorted(names))
        self._run(plan, module)
        self._take_notes(plan)

    def _read(self, cells: Sequence[Cell], names: Sequence[str]) -> Plan:
        return read(cells, names, self._skeletons, everything=self._everything)

    def _look_in_modules(self, main: ModuleType) -> None:
        """Take exercises that the main file does not define from the other files."""
        for exercise in self._exercises:
            if _is_there(main, exercise):
                continue
            for name, source in self._modules.sources().items():
                if defines(source, exercise):
                    statement = f"from {name} import {exercise}"
                    self._run(self._read([Cell(self._modules.label(name), statement)], []), main)
                    self._notes.add(f"'{exercise}' was taken from {self._modules.label(name)}.")
                    break

    def _take_notes(self, plan: Plan) -> None:
        for note in plan.notes:
            if note.kind:
                self._notes.once(note.kind, note.sentence)
            else:
                self._notes.add(note.sentence)

    def _missing(self, plan: Plan, main: ModuleType, failures: Sequence[Failure]) -> dict[str, Reason]:
        """Exercises that are not there, and those of which a template is there but the answer does not parse."""
        missing = {}
        for exercise in self._exercises:
            there = _is_there(main, exercise)
            if not there or exercise in plan.unfinished:
                reason = _reason(exercise, plan, main, failures)
                if not there or reason.why is Why.NOT_PARSED:
                    missing[exercise] = reason
        return missing


def _is_there(main: ModuleType, exercise: str) -> bool:
    return exercise in vars(main) and type(vars(main)[exercise]) is not Placeholder


def _reason(exercise: str, plan: Plan, main: ModuleType, failures: Sequence[Failure]) -> Reason:
    """The last thing that went wrong with a definition of this exercise."""
    for failure in reversed(failures):
        if exercise in failure.step.names:
            return Reason(Why.RAISED, failure.label, failure.line, failure.error)
    for cause in plan.causes.get(exercise, ()):
        if cause.reason:
            return Reason(Why.NOT_PARSED, cause.label, cause.line, cause.reason)
        if exercise in vars(main):
            return Reason(Why.RAISED, cause.label, cause.line, ImportError.__name__)
    return Reason(Why.NOT_DEFINED)
