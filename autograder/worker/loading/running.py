"""Running the chosen statements one by one, each under guard."""

from __future__ import annotations
import __future__

import ast
import builtins
import sys
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from types import CodeType, ModuleType
from typing import Any

from autograder.worker.loading.budget import Budget, OutOfTime
from autograder.worker.loading.cells import Statement
from autograder.worker.loading.notes import Notes, plain
from autograder.worker.loading.packages import Packages, Placeholder
from autograder.worker.loading.places import file_name, locate
from autograder.worker.loading.repairs import NOT_PARSED
from autograder.worker.loading.selection import Selection

_NAME_OF_CLASS = type.__dict__["__name__"].__get__
"""Reads ``__name__`` past a metaclass that defines its own."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A statement that raised."""

    statement: Statement
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

    def run(self, selection: Selection) -> tuple[Failure, ...]:
        """Run what was selected, in order; the failures that concern an exercise.

        A statement that misses a name is tried again at the end, if nothing else gave its names a value: many notebooks
        were run in another order than they stand.
        """
        statements = selection.statements
        failures = [
            self._run(statement, code) for statement, code in zip(statements, _compiled(statements), strict=True)
        ]
        missed = [failure.statement for failure in failures if failure is not None and self._deserves_another(failure)]
        again = dict(zip(missed, map(self._run, missed, _compiled(missed)), strict=True))
        final = [again.get(failure.statement, failure) for failure in failures if failure is not None]
        return tuple(failure for failure in final if failure is not None and _matters(failure, selection))

    def _deserves_another(self, failure: Failure) -> bool:
        names = failure.statement.names()
        return failure.error == NameError.__name__ and self._namespace.keys().isdisjoint(names)

    def _run(self, statement: Statement, code: CodeType | BaseException) -> Failure | None:
        try:
            self._execute(code)
        except BaseException as error:
            if statement.is_import and issubclass(type(error), Exception):
                self._import_one_by_one(statement)
                return None
            # Not ``error.__traceback__``: the student's class may define that as a property that raises.
            places = locate(sys.exc_info()[2]) or ((statement.label, statement.line),)
            return Failure(statement, class_name(error), *places[-1])
        return None

    def _execute(self, code: CodeType | BaseException) -> None:
        """Run code; raise what the compiler said if there is none."""
        if isinstance(code, BaseException):
            raise code
        with self._budget.statement():
            exec(code, self._namespace)

    def _import_one_by_one(self, statement: Statement) -> None:
        """Guard each imported name by itself; what cannot be imported is replaced by a placeholder."""
        node = statement.node
        assert isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names:
            single = (
                ast.Import([alias])
                if isinstance(node, ast.Import)
                else ast.ImportFrom(node.module, [alias], node.level)
            )
            code = _compile(ast.copy_location(single, node), statement.label, 0)
            try:
                self._execute(code)
            except BaseException as error:
                self._replace(statement, alias, node, error)

    def _replace(
        self, statement: Statement, alias: ast.alias, node: ast.Import | ast.ImportFrom, error: BaseException
    ) -> None:
        absolute = alias.name if isinstance(node, ast.Import) else "" if node.level else node.module or ""
        refusal = self._packages.refusal(absolute) if absolute else ""
        reason = refusal or f"importing '{plain(alias.name)}' failed with {class_name(error)}"
        self._notes.once(reason, f"{statement.label}, line {statement.line}: {reason}; using it raises ImportError.")
        if alias.name != "*":
            self._namespace[alias.asname or alias.name.partition(".")[0]] = Placeholder(reason)


def class_name(error: BaseException) -> str:
    """The name of an exception's class, whatever the student made of that class."""
    return plain(str.__str__(_NAME_OF_CLASS(type(error))))


def _matters(failure: Failure, selection: Selection) -> bool:
    """Not the failure of a helper that no exercise uses: its default may be a variable that we left out ourselves."""
    return failure.statement in selection.needed or failure.error != NameError.__name__


def _compiled(statements: Sequence[Statement]) -> list[CodeType | BaseException]:
    """The code of each statement, or what the compiler said to it.

    A ``from __future__`` import holds for all statements after it, as in a notebook.
    """
    flags = 0
    codes = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the student's text, such as invalid escapes
        for statement in statements:
            codes.append(_compile(statement.node, statement.label, flags))
            if isinstance(statement.node, ast.ImportFrom) and statement.node.module == "__future__":
                flags |= _future_flags(statement.node)
    return codes


def _compile(node: ast.stmt, label: str, flags: int) -> CodeType | BaseException:
    module = ast.Module([node], [])
    try:
        code: CodeType = builtins.compile(module, file_name(label), "exec", flags, dont_inherit=True)
    except NOT_PARSED as error:
        return error
    return code


def _future_flags(node: ast.ImportFrom) -> int:
    flags = 0
    for alias in node.names:
        feature = getattr(__future__, alias.name, None)
        flags |= getattr(feature, "compiler_flag", 0)
    return flags
