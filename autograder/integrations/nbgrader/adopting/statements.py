"""The statements of a cell with their text, and what each does to the names of the notebook."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from autograder.integrations.nbgrader.adopting.regions import Line, Region, lines_of
from autograder.integrations.nbgrader.adopting.source import Role, SourceCell
from autograder.worker.loading.facts import of_statement

Definition = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_COMMAND = re.compile(r"^(\s*)([%!].*|[\w.]+\?{1,2}\s*)$")
_REGIONS = {Role.SOLUTION: Region.SOLUTION, Role.ANSWER: Region.SOLUTION, Role.TESTS: Region.HIDDEN_TESTS}


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One top-level statement."""

    cell: SourceCell
    node: ast.stmt
    lines: tuple[Line, ...]
    """Of the statement itself, decorators included."""
    above: tuple[Line, ...]
    """Comments and blank lines between the statement before and this one."""
    binds: frozenset[str]
    """Names it gives a value, or takes it away."""
    reads: frozenset[str]
    """Names whose value running it, or calling what it defines, needs."""
    changes: frozenset[str]
    """Names whose object it changes in place."""

    @property
    def text(self) -> str:
        """The statement as it stands."""
        return "\n".join(line.text for line in self.lines)

    @property
    def is_import(self) -> bool:
        """Whether it is a plain import."""
        return isinstance(self.node, (ast.Import, ast.ImportFrom))

    @property
    def is_definition(self) -> bool:
        """Whether it is a function or a class."""
        return isinstance(self.node, Definition)

    @property
    def is_hidden(self) -> bool:
        """Whether students do not see all of it."""
        return any(line.hidden for line in self.lines)


class Code:
    """The Python of one cell."""

    def __init__(self, cell: SourceCell) -> None:
        self.cell = cell
        self.problem = ""
        """Why it has no statements; empty if it can be read."""
        region = _REGIONS.get(cell.role, Region.SOLUTION)
        source = "\n".join(_without_commands(cell.source.split("\n")))
        self.has_commands = source != cell.source
        """Lines of IPython's own, ``%matplotlib inline``; they are comments here."""
        self.lines = lines_of(source, region, cell.where)
        self.statements = self._read()
        self.trailing = self.lines[self._end :]
        """Comments below the last statement."""

    def _read(self) -> tuple[Statement, ...]:
        self._end = 0
        if not self.cell.is_python:
            self.problem = "it is not Python"
            return ()
        try:
            tree = parse("\n".join(line.text for line in self.lines))
            self.lines = _one_a_line(self.lines, tree)
            tree = parse("\n".join(line.text for line in self.lines))
        except (SyntaxError, ValueError, RecursionError) as error:
            self.problem = f"it is not Python: {getattr(error, 'msg', error)}"
            return ()
        return tuple(self._statements(tree))

    def _statements(self, tree: ast.Module) -> Iterator[Statement]:
        for node in tree.body:
            start, end = first_line(node) - 1, node.end_lineno or node.lineno
            facts = of_statement(node)
            name = {node.name} if isinstance(node, Definition) else set()
            yield Statement(
                cell=self.cell,
                node=node,
                lines=self.lines[start:end],
                above=self.lines[self._end : start],
                binds=frozenset(facts.binds | name),
                reads=frozenset(facts.reads | facts.calls),
                changes=frozenset(facts.changes),
            )
            self._end = end

    @cached_property
    def binds(self) -> frozenset[str]:
        """Every name the cell binds."""
        return frozenset().union(*(statement.binds for statement in self.statements))


def parse(text: str) -> ast.Module:
    """A syntax tree; what the parser only warns about is the author's business."""
    with warnings.catch_warnings(action="ignore"):
        return ast.parse(text)


def first_line(node: ast.stmt) -> int:
    """The first line of a statement, decorators included."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def free_names(statements: Sequence[Statement]) -> frozenset[str]:
    """Names whose value must be there before these statements run."""
    free: set[str] = set()
    bound: set[str] = set()
    everywhere = frozenset().union(*(statement.binds for statement in statements))
    for statement in statements:
        # the body of a function runs later, when all of the cell has run
        free |= statement.reads - (everywhere if statement.is_definition else bound)
        bound |= statement.binds
    return frozenset(free)


def indented(text: str, by: str = "    ") -> str:
    """The text one level deeper; what stands inside a string of several lines stays as it is, docstrings apart."""
    inside = set(_inside_strings(text)) - set(_inside_docstrings(text))
    lines = text.split("\n")
    return "\n".join(line if number in inside or not line else by + line for number, line in enumerate(lines, start=1))


def _inside_docstrings(text: str) -> Iterator[int]:
    for node in ast.walk(parse(text)):
        if isinstance(node, Definition) and ast.get_docstring(node) is not None:
            yield from range(node.body[0].lineno + 1, (node.body[0].end_lineno or 0) + 1)


def _inside_strings(text: str) -> Iterator[int]:
    """Lines that begin inside a string; the tokens of Python 3.12 break an f-string into parts."""
    started: list[int] = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        kind = tokenize.tok_name[token.type]
        if kind == "STRING":
            yield from range(token.start[0] + 1, token.end[0] + 1)
        elif kind == "FSTRING_START":
            started.append(token.start[0])
        elif kind == "FSTRING_END":
            yield from range(started.pop() + 1, token.end[0] + 1)


def _without_commands(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        command = _COMMAND.match(line)
        yield f"{command[1]}# {command[2]}" if command else line


def _one_a_line(lines: tuple[Line, ...], tree: ast.Module) -> tuple[Line, ...]:
    """``a = 1; b = 2`` on two lines, so that every statement has lines of its own."""
    broken = list(lines)
    for before, node in reversed(list(zip(tree.body, tree.body[1:], strict=False))):
        if before.end_lineno == node.lineno:
            at = node.lineno - 1
            text = broken[at].text.encode()
            head = text[: node.col_offset].decode().rstrip().removesuffix(";").rstrip()
            tail = text[node.col_offset :].decode()
            broken[at : at + 1] = [Line(head, broken[at].hidden), Line(tail, broken[at].hidden)]
    return tuple(broken)
