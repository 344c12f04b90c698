"""Which statements of a submission run (SEMANTICS 5 and 6)."""

from __future__ import annotations

import ast
import builtins
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.worker.loading.cells import DEFAULTS, Cell, Statement
from autograder.worker.loading.templates import equals_skeleton

_BUILTIN = frozenset(dir(builtins))


@dataclass(frozen=True, slots=True)
class Selection:
    """What is to be run, in this order."""

    statements: tuple[Statement, ...]
    needed: frozenset[Statement]
    """Those an exercise depends on; the failure of another is nobody's loss."""
    unfinished: frozenset[str]
    """Exercises of which there is only a template."""


def select(
    cells: Sequence[Cell], exercises: Collection[str], skeletons: Mapping[str, str], *, everything: bool
) -> Selection:
    """Choose the statements: imports, definitions, and what binds or changes a name an exercise reads.

    With `everything` no statement is left out but templates that were answered elsewhere.
    """
    search = _Search(cells, exercises)
    search.read(cells if everything else [cell for cell in cells if search.is_first(cell)])
    search.follow()
    answers = _Answers(exercises, skeletons, search)
    chosen = [
        statement
        for cell in cells
        if everything or cell.was_parsed
        for statement in cell.statements
        if (everything or statement in search.found or statement.is_import or statement.defines)
        and not answers.is_superseded(statement)
    ]
    return Selection(tuple(chosen), frozenset(search.found), answers.unfinished())


class _Search:
    """Follows names from the exercises to all they depend on.

    A cell is parsed only when it may hold something of interest: parsing is most of the work, and a third of a
    notebook is plots, prints and demonstrations.
    """

    def __init__(self, cells: Sequence[Cell], exercises: Collection[str]) -> None:
        self.found: set[Statement] = set()
        """Statements that an exercise depends on."""
        self.definitions: dict[str, list[Statement]] = defaultdict(list)
        self._cells = cells
        self._exercises = frozenset(exercises)
        self._imported: set[str] = set()
        self._read: set[Cell] = set()
        self._asked = set(exercises)
        self._to_ask = list(exercises)

    def is_first(self, cell: Cell) -> bool:
        """Whether a cell is read before anything is known."""
        return cell.may_define() or any(cell.has(name) for name in self._exercises)

    def read(self, cells: Collection[Cell]) -> None:
        """Take note of what these cells import, define and seed."""
        for cell in cells:
            if cell in self._read:
                continue
            self._read.add(cell)
            for statement in cell.statements:
                if statement.is_import:
                    self._imported |= statement.names()
                elif statement.defines:
                    self.definitions[statement.defines].append(statement)
                elif _sets_default(statement.node):
                    self._take(statement)

    def follow(self) -> None:
        """Ask for every name once, until no statement brings a new one."""
        while self._to_ask:
            name = self._to_ask.pop()
            for statement in self._that_touch(name):
                self._take(statement)

    def _take(self, statement: Statement) -> None:
        if statement in self.found:
            return
        self.found.add(statement)
        facts = statement.facts
        # A builtin that is only called is the builtin: a later ``sum = 0`` in a demonstration must not break it.
        needed = facts.reads | (facts.calls - _BUILTIN)
        self._to_ask += needed - self._asked
        self._asked |= needed

    def _that_touch(self, name: str) -> Iterator[Statement]:
        """Statements that define, bind or change `name`, by themselves or through a function they call."""
        yield from self.definitions.get(name, ())
        changers = []
        for cell in self._mentioning(name):
            for statement in cell.touching.get(name, ()):
                facts = statement.facts
                if statement.defines:
                    if name in facts.binds or (name in facts.changes and statement.defines not in self._exercises):
                        changers.append(statement.defines)
                elif name in facts.binds or name in facts.changes or self._is_passed_to_be_changed(statement, name):
                    yield statement
        yield from self._that_call(changers)

    def _mentioning(self, name: str) -> list[Cell]:
        """Cells where a statement may touch `name`. An imported name is nearly always followed by a dot."""
        imported = name in self._imported
        cells = [cell for cell in self._cells if (cell.has_bare(name) if imported else cell.has(name))]
        self.read(cells)
        return cells

    def _that_call(self, functions: list[str]) -> Iterator[Statement]:
        """Top-level statements that call one of these functions, directly or through other functions."""
        known = set(functions)
        while functions:
            function = functions.pop()
            cells = [cell for cell in self._cells if function in cell.source]
            self.read(cells)
            for statement in (statement for cell in cells for statement in cell.statements):
                if function not in statement.facts.calls:
                    continue
                if not statement.defines:
                    yield statement
                elif statement.defines not in known:
                    known.add(statement.defines)
                    functions.append(statement.defines)

    def _is_passed_to_be_changed(self, statement: Statement, name: str) -> bool:
        """Whether the statement hands `name` to a function of the notebook that changes it: ``fill(table)``.

        What an exercise changes when it is called is its answer, not its preparation.
        """
        for function, place, passed in statement.facts.passes:
            if passed != name or function in self._exercises:
                continue
            for definition in self.definitions.get(function, ()):
                facts = definition.facts
                positional = isinstance(place, int) and place < len(facts.parameters)
                parameter = facts.parameters[int(place)] if positional else place
                if parameter in facts.changed_parameters:
                    return True
        return False


class _Answers:
    """The last complete definition of a name counts; a template never takes the place of an answer."""

    def __init__(self, exercises: Collection[str], skeletons: Mapping[str, str], search: _Search) -> None:
        self._exercises = exercises
        self._skeletons = skeletons
        self._definitions = search.definitions
        self._assignments: dict[str, list[Statement]] = {
            name: [s for s in search.found if not s.defines and name in s.facts.binds] for name in exercises
        }
        self._answered: dict[str, bool] = {}

    def is_superseded(self, statement: Statement) -> bool:
        """Whether it is a template of a name that is answered by another statement."""
        name = statement.defines
        if name:
            only = len(self._definitions[name]) == 1 and not self._assignments.get(name)
            return not only and self._is_template(statement, name) and self._is_answered(name)
        return any(
            statement in assignments and statement.is_template and self._is_answered(exercise)
            for exercise, assignments in self._assignments.items()
        )

    def unfinished(self) -> frozenset[str]:
        """Exercises that are there, as templates only."""
        return frozenset(
            name
            for name in self._exercises
            if (self._definitions.get(name) or self._assignments[name]) and not self._is_answered(name)
        )

    def _is_answered(self, name: str) -> bool:
        if name not in self._answered:
            candidates = [*self._definitions.get(name, ()), *self._assignments.get(name, ())]
            self._answered[name] = not all(self._is_template(statement, name) for statement in candidates)
        return self._answered[name]

    def _is_template(self, statement: Statement, name: str) -> bool:
        skeleton = self._skeletons.get(name, "")
        return statement.is_template or (bool(skeleton) and equals_skeleton(statement.node, name, skeleton))


def _sets_default(node: ast.stmt) -> bool:
    """Whether it sets a seed or default (``torch.manual_seed(0)``, a ``set_seed(0)``), or writes to ``globals()``."""
    match node:
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr=name))):
            return name in DEFAULTS or _is_globals(node.value.func.value)  # type: ignore[attr-defined]
        case ast.Expr(value=ast.Call(func=ast.Name(id=name))):
            return name in DEFAULTS or "seed" in name.lower()
        case ast.Assign(targets=[ast.Subscript(value=target)]):
            return _is_globals(target)
        case _:
            return False


def _is_globals(node: ast.expr) -> bool:
    """Whether it is ``globals()``, through which any name can be bound."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "globals"
