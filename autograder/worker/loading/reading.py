"""From the text of a submission to its plan; nothing of it runs."""

from __future__ import annotations
import __future__

import ast
import builtins
import warnings
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import CodeType

from autograder.worker.loading.cells import Cell, Statement
from autograder.worker.loading.data_loader import first_with_workers
from autograder.worker.loading.places import file_name
from autograder.worker.loading.plan import Alias, Cause, Note, Plan, Step
from autograder.worker.loading.repairs import NOT_PARSED
from autograder.worker.loading.selection import Selection, select

MOST_KEPT = 300
"""Cells that are remembered: about 30 MB of syntax trees."""
LONGEST_KEPT = 8_000
"""Characters."""


def read(
    cells: Sequence[Cell],
    exercises: Sequence[str],
    skeletons: Mapping[str, str],
    *,
    everything: bool,
) -> Plan:
    """Choose the statements that run (SEMANTICS 5 and 6) and compile them.

    Args:
        cells: in document order.
        exercises: names the assignment asks for.
        skeletons: released text of each exercise; an unchanged one is unfinished, however complete it looks.
        everything: run every statement, the second attempt after a missing name.

    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the parser's and the compiler's, about the student's text
        selection = select(cells, exercises, skeletons, everything=everything)
        steps = _steps(selection)
    parsed = [cell for cell in cells if cell.was_parsed]
    return Plan(
        steps=steps,
        unfinished=selection.unfinished,
        causes={name: found for name in exercises if (found := _causes(name, parsed))},
        notes=tuple(note for cell in parsed for note in _notes(cell, exercises)),
        with_workers=first_with_workers((cell.label, cell.source) for cell in cells),
    )


class Reader:
    """Reads submission after submission and remembers cells: what was handed out is in all of them, often unchanged."""

    def __init__(self) -> None:
        self._cells: OrderedDict[tuple[str, str], Cell] = OrderedDict()

    def cells(self, texts: Iterable[tuple[str, str]]) -> list[Cell]:
        """The cells with these labels and sources, in this order."""
        return [self._cell(label, source) for label, source in texts]

    def _cell(self, label: str, source: str) -> Cell:
        if len(source) > LONGEST_KEPT:
            return Cell(label, source)
        key = (label, source)
        cell = self._cells.pop(key, None) or Cell(label, source)
        self._cells[key] = cell
        if len(self._cells) > MOST_KEPT:
            self._cells.popitem(last=False)
        return cell


def _steps(selection: Selection) -> tuple[Step, ...]:
    """Compiled one by one. A ``from __future__`` import holds for all statements after it, as in a notebook."""
    flags = 0
    steps = []
    for statement in selection.statements:
        steps.append(_step(statement, flags, needed=statement in selection.needed))
        if isinstance(statement.node, ast.ImportFrom) and statement.node.module == "__future__":
            flags |= _future_flags(statement.node)
    return tuple(steps)


def _step(statement: Statement, flags: int, *, needed: bool) -> Step:
    known = statement.compiled.get(flags)
    if known is None:
        known = statement.compiled[flags] = (_compile(statement.node, statement.label, flags), _aliases(statement))
    return Step(statement.label, statement.line, frozenset(statement.names()), needed, *known)


def _aliases(statement: Statement) -> tuple[Alias, ...]:
    """Each name of an import by itself, for when the whole of it fails."""
    node = statement.node
    if isinstance(node, ast.Import):
        return tuple(_alias(statement, alias, alias.name, ast.Import([alias])) for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        module = "" if node.level else node.module or ""
        return tuple(
            _alias(statement, alias, module, ast.ImportFrom(node.module, [alias], node.level)) for alias in node.names
        )
    return ()


def _alias(statement: Statement, alias: ast.alias, module: str, single: ast.stmt) -> Alias:
    name = alias.name if alias.name == "*" else alias.asname or alias.name.partition(".")[0]
    code = _compile(ast.copy_location(single, statement.node), statement.label, 0)
    return Alias(name, module, alias.name, code)


def _compile(node: ast.stmt, label: str, flags: int) -> CodeType | str:
    module = ast.Module([node], [])
    try:
        code: CodeType = builtins.compile(module, file_name(label), "exec", flags, dont_inherit=True)
    except NOT_PARSED as error:
        return next(kind.__name__ for kind in NOT_PARSED if isinstance(error, kind))
    return code


def _future_flags(node: ast.ImportFrom) -> int:
    flags = 0
    for alias in node.names:
        feature = getattr(__future__, alias.name, None)
        flags |= getattr(feature, "compiler_flag", 0)
    return flags


def _causes(exercise: str, cells: Sequence[Cell]) -> tuple[Cause, ...]:
    """The last first: parts that are no Python and look like its definition, and imports of its name."""
    causes: list[Cause] = []
    for cell in reversed(cells):
        causes += [Cause(cell.label, lost.line, lost.reason) for lost in cell.lost() if lost.defines(exercise)]
        causes += [
            Cause(cell.label, statement.line, "")
            for statement in cell.statements
            if statement.is_import and statement.binds(exercise)
        ]
    return tuple(causes)


def _notes(cell: Cell, exercises: Collection[str]) -> list[Note]:
    notes = []
    for change in cell.parsed.changes:
        sentence = change.fix.value.format(change.text[:60])
        notes.append(Note(change.fix.name, f"{cell.label}, line {change.line}: {sentence}."))
    for lost in cell.parsed.lost:
        names = ", ".join(name for name in exercises if lost.defines(name))
        also = f", and with it {names}" if names else ""
        sentence = f"{cell.label}, line {lost.line}: left out because it is not Python ({lost.reason}){also}."
        notes.append(Note("", sentence))
    return notes
