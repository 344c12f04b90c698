"""How well a student's cell fits a cell of the assignment, and which of several answers counts.

Texts are compared as bags of lines: linear in their size, whatever a student puts into them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from autograder.integrations.nbgrader.repairing.known import KnownCell
from autograder.worker.loading.cells import Cell
from autograder.worker.loading.parsing import defines
from autograder.worker.loading.templates import equals_skeleton

UNPARSEABLE = (RecursionError, MemoryError)
"""What a text that nobody writes by hand may raise where its syntax tree is walked."""

LONGEST = 50_000
"""Characters of an answer that is parsed here."""
MOST_COPIES = 20
"""Copies of an answer that are parsed."""


class Progress(IntEnum):
    """How far a text is on its way to an answer."""

    EMPTY = 0
    UNFINISHED = 1
    """As it was handed out, or a definition that was left open."""
    OTHER = 2
    """Some text that does not define what was asked for."""
    COMPLETE = 3


@dataclass(frozen=True, slots=True)
class Submitted:
    """A cell as it was handed in."""

    place: int
    """Its number in the notebook, from 0."""
    cell_type: str
    source: str
    nbgrader: dict[str, Any] | None
    """Its nbgrader metadata, plain values; None if it has none at all."""
    lines: Counter[str]

    @property
    def claim(self) -> str:
        """The ``grade_id`` it names; empty if it names none."""
        name = (self.nbgrader or {}).get("grade_id", "")
        return name if isinstance(name, str) else ""


@dataclass(frozen=True, slots=True)
class Expected:
    """A cell of the assignment, and what it is recognised by."""

    known: KnownCell
    names: frozenset[str]
    """What the skeleton of a code cell defines or assigns and no other skeleton does."""
    lines: Counter[str]

    def fit(self, cell: Submitted) -> float:
        """From 0 to 1: by the names it defines, else by the lines both have."""
        return 1.0 if self.is_defined_in(cell) else likeness(self.lines, cell.lines)

    def is_defined_in(self, cell: Submitted) -> bool:
        """Whether the cell looks as if it defines what the skeleton does."""
        return any(name in cell.source and defines(cell.source, name) for name in self.names)

    def progress(self, cell: Submitted) -> Progress:
        """How far the cell answers this one."""
        if not cell.source.strip():
            return Progress.EMPTY
        if cell.lines == self.lines:
            return Progress.UNFINISHED
        if not self.names:
            return Progress.COMPLETE
        return self._code_progress(cell)

    def _code_progress(self, cell: Submitted) -> Progress:
        if len(cell.source) > LONGEST:
            return Progress.OTHER
        try:
            statements = [
                (name, statement)
                for statement in Cell("", cell.source).statements
                for name in self.names
                if statement.assigns and statement.binds(name)
            ]
        except UNPARSEABLE:
            return Progress.OTHER
        if not statements:
            return Progress.OTHER
        unfinished = all(
            statement.is_template or equals_skeleton(statement.node, name, self.known.released)
            for name, statement in statements
        )
        return Progress.UNFINISHED if unfinished else Progress.COMPLETE

    def that_counts(self, cells: Sequence[Submitted]) -> Submitted:
        """The last complete one; if none is, the last of those that came furthest (SEMANTICS 6)."""
        return max(cells[-MOST_COPIES:], key=lambda cell: (self.progress(cell), cell.place))

    def own_lines(self, cell: Submitted) -> Counter[str]:
        """The lines that were not handed out."""
        return cell.lines - self.lines


def submitted(cells: Iterable[dict[str, Any]]) -> tuple[Submitted, ...]:
    """The cells of a normal notebook."""
    return tuple(
        Submitted(place, cell["cell_type"], cell["source"], cell["metadata"].get("nbgrader"), lines(cell["source"]))
        for place, cell in enumerate(cells)
    )


def expected(cells: Iterable[KnownCell]) -> tuple[Expected, ...]:
    """What to look for, cell by cell."""
    named = [(cell, _names(cell)) for cell in cells]
    count = Counter(name for _, names in named for name in names)
    return tuple(
        Expected(cell, frozenset(name for name in names if count[name] == 1), lines(cell.released))
        for cell, names in named
    )


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of lines that both have (Dice); 0 if one has none."""
    if not one or not other:
        return 0.0
    return 2 * (one & other).total() / (one.total() + other.total())


def lines(text: str) -> Counter[str]:
    """The lines that say something, without their margins."""
    return Counter(filter(None, map(str.strip, text.splitlines())))


def _names(cell: KnownCell) -> set[str]:
    if not cell.role.is_written or cell.cell_type != "code":
        return set()
    statements = Cell("", cell.released).statements
    return {name for statement in statements if statement.assigns for name in statement.names()}
