"""The cells of a submission, parsed when somebody asks for their statements."""

from __future__ import annotations

import ast
import re
import unicodedata
from functools import cached_property
from typing import Any

from autograder.worker.loading.facts import Facts, of_statement
from autograder.worker.loading.parsing import Lost, Parsed, parse
from autograder.worker.loading.repairs import Fix
from autograder.worker.loading.templates import Definition, is_template

DEFAULTS = frozenset({
    "manual_seed", "manual_seed_all", "seed", "set_state", "set_default_dtype", "set_default_device",
    "set_default_tensor_type", "set_grad_enabled", "set_detect_anomaly", "use_deterministic_algorithms",
    "set_float32_matmul_precision", "set_num_threads", "setrecursionlimit", "seterr",
})  # fmt: skip
"""Calls that change what later calls do, whatever name they are reached by."""

_WORD = re.compile(r"\w++[.(]?")
_DEFINING = ("import", "def ", "class ", "globals(", "seed", "set_", "seterr", "setrecursionlimit", "use_deterministic")
"""Every definition, import and call of :data:`DEFAULTS` contains one of these."""
_COMMANDS = ("%", "!", "?")
_COMMAND_LINES = ("\n%", "\n!", "\n?")


class Statement:
    """One top-level statement."""

    __slots__ = ("_facts", "_template", "compiled", "label", "node")

    def __init__(self, label: str, node: ast.stmt) -> None:
        self.label = label
        self.node = node
        self.compiled: dict[int, Any] = {}
        """For whoever compiles it: what came of it, by the compiler's flags."""
        self._facts: Facts | None = None
        self._template: bool | None = None

    @property
    def line(self) -> int:
        """The first line, decorators included."""
        decorators: list[ast.expr] = getattr(self.node, "decorator_list", [])
        return min([self.node.lineno, *(decorator.lineno for decorator in decorators)])

    @property
    def is_import(self) -> bool:
        """Whether it is an import of its own, not one inside ``try`` or ``if``."""
        return isinstance(self.node, (ast.Import, ast.ImportFrom))

    @property
    def defines(self) -> str:
        """The name that a ``def`` or ``class`` defines; empty for other statements."""
        return self.node.name if isinstance(self.node, Definition) else ""

    @property
    def assigns(self) -> bool:
        """Whether it is a plain assignment or definition."""
        return bool(self.defines) or isinstance(self.node, (ast.Assign, ast.AnnAssign))

    @property
    def facts(self) -> Facts:
        """What it does to the notebook's names; of a definition, what calling it does."""
        if self._facts is None:
            self._facts = of_statement(self.node)
        return self._facts

    @property
    def is_template(self) -> bool:
        """Whether it is a definition left unfinished."""
        if self._template is None:
            self._template = is_template(self.node)
        return self._template

    def names(self) -> set[str]:
        """Names that running it gives a value."""
        if isinstance(self.node, (ast.Import, ast.ImportFrom)):
            return {alias.asname or alias.name.partition(".")[0] for alias in self.node.names}
        return {self.defines} if self.defines else self.facts.binds

    def binds(self, name: str) -> bool:
        """Whether running it gives `name` a value."""
        return name in self.names()


class Cell:
    """One piece of source that is parsed by itself, so that a slip in one does not lose the others."""

    def __init__(self, label: str, source: str) -> None:
        self.label = label
        self.source = source

    @cached_property
    def _text(self) -> str:
        """The source with identifiers as Python spells them."""
        return self.source if self.source.isascii() else unicodedata.normalize("NFKC", self.source)

    @cached_property
    def _words(self) -> frozenset[str]:
        """Every word of the source, with the dot or bracket right behind it."""
        return frozenset(_WORD.findall(self._text))

    def has_bare(self, name: str) -> bool:
        """Whether `name` stands somewhere without an attribute or a call behind it."""
        return name in self._text and name in self._words

    def has(self, name: str) -> bool:
        """Whether `name` stands somewhere else than in a call: whatever is defined, bound or changed here does."""
        if name not in self._text:
            return False
        if name in self._words or f"{name}." in self._words:
            return True
        return f"def {name}(" in self._text or f"class {name}(" in self._text

    def may_define(self) -> bool:
        """Whether there may be definitions, imports, seeds or commands: such a cell is always parsed."""
        source = self.source
        for part in _DEFINING:
            if part in source:
                return True
        return source.lstrip().startswith(_COMMANDS) or any(line in source for line in _COMMAND_LINES)

    @cached_property
    def parsed(self) -> Parsed:
        """The statements and what was lost."""
        return parse(self.source)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The top-level statements that could be parsed."""
        return tuple(Statement(self.label, node) for node in self.parsed.statements)

    @cached_property
    def touching(self) -> dict[str, list[Statement]]:
        """By name: the statements that bind or change it, that define a function which does, or that pass it on."""
        index: dict[str, list[Statement]] = {}
        for statement in self.statements:
            if not statement.is_import:
                facts = statement.facts
                for name in facts.binds | facts.changes | {passed for _, _, passed in facts.passes}:
                    index.setdefault(name, []).append(statement)
        return index

    @property
    def was_parsed(self) -> bool:
        """Whether anybody asked for the statements."""
        return "parsed" in vars(self)

    def lost(self) -> list[Lost]:
        """The parts that are not Python of this notebook, cells in another language included."""
        dropped = [
            Lost(change.line, f"the cell is '{change.text}'", self.source)
            for change in self.parsed.changes
            if change.fix is Fix.CELL_MAGIC
        ]
        return [*self.parsed.lost, *dropped]
