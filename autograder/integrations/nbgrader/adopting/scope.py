"""Where the names that a cell needs come from."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from autograder.integrations.nbgrader.adopting.source import Role, SourceNotebook
from autograder.integrations.nbgrader.adopting.statements import Code, Statement

BUILTIN = frozenset(dir(builtins)) - {"_"} | {"__name__", "__builtins__"}
"""Without ``_``, which is there once something was typed at a prompt of this process."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What must be there before some statements run."""

    imports: tuple[str, ...]
    """Import statements, in the order of the notebook."""
    setup: tuple[Statement, ...]
    """Statements that students are given, or that stand in tests above, in the order of the notebook."""
    students: tuple[Statement, ...]
    """Statements of solution cells, in the order of the notebook."""
    names: frozenset[str]
    """Names that solution cells bind."""
    unknown: frozenset[str]
    """Names that nothing binds."""


class Scope:
    """All statements of a notebook."""

    def __init__(self, notebook: SourceNotebook) -> None:
        self.codes = {cell.number: Code(cell) for cell in notebook.cells if cell.is_code}
        self.statements = tuple(statement for code in self.codes.values() for statement in code.statements)
        self._position = {statement: position for position, statement in enumerate(self.statements)}

    def position(self, statement: Statement) -> int:
        """Which statement of the notebook it is, from 0."""
        return self._position[statement]

    def in_order(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """The same, each once and in the order of the notebook."""
        return tuple(sorted(set(statements), key=self._position.__getitem__))

    def binder(self, name: str, before: int) -> Statement | None:
        """The last statement above cell ``before`` that binds a name, else the first one below; none for builtins."""
        binding = [statement for statement in self.statements if name in statement.binds]
        above = [statement for statement in binding if statement.cell.number < before]
        return next(iter([*reversed(above), *binding]), None)

    def solution_binders(self, name: str) -> tuple[Statement, ...]:
        """Every statement of a solution cell that binds a name otherwise than by importing it."""
        return tuple(
            statement
            for statement in self.statements
            if statement.cell.role is Role.SOLUTION and name in statement.binds and not statement.is_import
        )

    def needs(self, names: Iterable[str], before: int, *, through_students: bool = False) -> Needs:
        """What binds these names, directly and through what that needs in turn.

        Args:
            names: the free names of some statements.
            before: number of their cell.
            through_students: follow what statements of solution cells need, too.

        """
        search = _Search(self, before, through_students=through_students)
        search.follow(names)
        return Needs(
            imports=tuple(dict.fromkeys([*self._wildcards(), *(s.text for s in self.in_order(search.imports))])),
            setup=self.in_order(search.setup),
            students=self.in_order(search.students),
            names=frozenset(search.names),
            unknown=frozenset() if self._wildcards() else frozenset(search.unknown),
        )

    def touching(self, name: str, before: int) -> Iterator[Statement]:
        """Statements above a cell, outside solutions, that bind a name or change its object."""
        for statement in self.statements:
            if statement.cell.number < before and statement.cell.role in (Role.CODE, Role.TESTS):
                imported = statement.is_import or (name not in statement.binds and self._is_module(name, before))
                if not imported and name in statement.binds | statement.changes:
                    yield statement

    def imported(self) -> frozenset[str]:
        """Every name that an import binds."""
        return frozenset().union(*(statement.binds for statement in self.statements if statement.is_import))

    def _is_module(self, name: str, before: int) -> bool:
        """``np.random.seed(0)`` changes what ``np`` names, and is no part of it."""
        binder = self.binder(name, before)
        return binder is not None and binder.is_import

    def _wildcards(self) -> tuple[str, ...]:
        """``from numpy import *``: it may bind any name."""
        return tuple(
            statement.text
            for statement in self.statements
            if isinstance(statement.node, ast.ImportFrom) and statement.node.names[0].name == "*"
        )


class _Search:
    """Follows names to what binds them."""

    def __init__(self, scope: Scope, before: int, *, through_students: bool) -> None:
        self.imports: set[Statement] = set()
        self.setup: set[Statement] = set()
        self.students: set[Statement] = set()
        self.names: set[str] = set()
        self.unknown: set[str] = set()
        self._scope, self._before, self._through_students = scope, before, through_students

    def follow(self, names: Iterable[str]) -> None:
        asked = set(names)
        to_ask = sorted(asked)
        while to_ask:
            name = to_ask.pop()
            further = frozenset().union(*(statement.reads for statement in self._of(name))) - asked
            asked |= further
            to_ask += sorted(further)

    def _of(self, name: str) -> Sequence[Statement]:
        """What binds one name and has names to follow."""
        binder = self._scope.binder(name, self._before)
        if binder is None:
            self.unknown |= {name} - BUILTIN
        elif binder.is_import:
            self.imports.add(binder)
        elif binder.cell.role in (Role.SOLUTION, Role.ANSWER):
            self.students.add(binder)
            self.names.add(name)
            return [binder] if self._through_students else []
        else:
            found = tuple(self._scope.touching(name, self._before))
            self.setup.update(found)
            return found
        return []
