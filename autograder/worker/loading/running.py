"""Running the chosen statements one by one, each under guard."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from types import CodeType, ModuleType
from typing import Any

from autograder.worker.loading.budget import Budget, OutOfTime
from autograder.worker.loading.notes import Notes, plain
from autograder.worker.loading.packages import Packages, Placeholder
from autograder.worker.loading.places import locate
from autograder.worker.loading.plan import Alias, Step
from autograder.worker.loading.repairs import NOT_PARSED

_NAME_OF_CLASS = type.__dict__["__name__"].__get__
"""Reads ``__name__`` past a metaclass that defines its own."""
_COMPILER_ERRORS = {error.__name__: error for error in NOT_PARSED}


@dataclass(frozen=True, slots=True)
class Failure:
    """A statement that raised."""

    step: Step
    error: str
    """Name of the exception's class."""
    label: str
    line: int
    """The submission's innermost line."""

    def sentence(self, seconds: float) -> str:
        """For the notes."""
        if self.error == OutOfTime.__name__:
            return f"{self.label}, line {self.line}: stopped while loading after {seconds:g} s of computing."
        return f"{self.label}, line {self.line}: raised {self.error} while loading."


class Runner:
    """Runs statements of one submission in a namespace.

    Args:
        module: the namespace.
        packages: what may be imported.
        budget: CPU time for each statement.
        notes: where placeholders are told of.

    """

    def __init__(self, module: ModuleType, packages: Packages, budget: Budget, notes: Notes) -> None:
        self._namespace: dict[str, Any] = vars(module)
        self._packages = packages
        self._budget = budget
        self._notes = notes

    def run(self, steps: Sequence[Step]) -> tuple[Failure, ...]:
        """Run what was selected, in order; the failures that concern an exercise.

        A statement that misses a name is tried again at the end, if nothing else gave its names a value: many notebooks
        were run in another order than they stand.
        """
        failures = [failure for step in steps if (failure := self._run(step)) is not None]
        missed = [failure.step for failure in failures if self._deserves_another(failure)]
        again = dict(zip(missed, map(self._run, missed), strict=True))
        final = [again.get(failure.step, failure) for failure in failures]
        return tuple(failure for failure in final if failure is not None and _matters(failure))

    def _deserves_another(self, failure: Failure) -> bool:
        return failure.error == NameError.__name__ and self._namespace.keys().isdisjoint(failure.step.names)

    def _run(self, step: Step) -> Failure | None:
        try:
            self._execute(step.code)
        except BaseException as error:
            if step.is_import and issubclass(type(error), Exception):
                self._import_one_by_one(step)
                return None
            # Not ``error.__traceback__``: the student's class may define that as a property that raises.
            places = locate(sys.exc_info()[2]) or ((step.label, step.line),)
            return Failure(step, class_name(error), *places[-1])
        return None

    def _execute(self, code: CodeType | str) -> None:
        """Run code; raise what the compiler said if there is none."""
        if isinstance(code, str):
            raise _COMPILER_ERRORS[code]
        with self._budget.statement():
            exec(code, self._namespace)

    def _import_one_by_one(self, step: Step) -> None:
        """Guard each imported name by itself; what cannot be imported is replaced by a placeholder."""
        for alias in step.aliases:
            try:
                self._execute(alias.code)
            except BaseException as error:
                self._replace(step, alias, error)

    def _replace(self, step: Step, alias: Alias, error: BaseException) -> None:
        refusal = self._packages.refusal(alias.module) if alias.module else ""
        reason = refusal or f"importing '{plain(alias.text)}' failed with {class_name(error)}"
        self._notes.once(reason, f"{step.label}, line {step.line}: {reason}; using it raises ImportError.")
        if alias.name != "*":
            self._namespace[alias.name] = Placeholder(reason)


def class_name(error: BaseException) -> str:
    """The name of an exception's class, whatever the student made of that class."""
    return plain(str.__str__(_NAME_OF_CLASS(type(error))))


def _matters(failure: Failure) -> bool:
    """Not the failure of a helper that no exercise uses: its default may be a variable that we left out ourselves."""
    return failure.step.needed or failure.error != NameError.__name__
