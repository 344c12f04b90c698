"""Solution regions in a reference, and the skeleton that students get instead.

    def gradient_step(tensors, learning_rate):
        \"\"\"Move every tensor against its gradient, in place.\"\"\"
        ### BEGIN SOLUTION
        ...                                   hidden
        ### END SOLUTION

Only what stands inside a region is hidden. Imports, signatures, docstrings with their doctests, comments and whole
functions outside every region reach the students as they are.
"""

from __future__ import annotations

import ast
import io
import itertools
import re
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.errors import AuthoringError

BEGIN = "### BEGIN SOLUTION"
END = "### END SOLUTION"
PLACEHOLDER = 'raise NotImplementedError("Write your solution here. / 여기에 풀이를 작성하세요.")'
"""What a skeleton holds where the reference holds a region."""

_ALMOST_A_MARKER = re.compile(r"#+\s*(begin|end)[\s_-]*solution", re.IGNORECASE)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class HiddenLine:
    """One line of a region."""

    number: int
    """Line of the reference, from 1."""
    text: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """A marker comment."""

    text: str
    line: int
    indent: str


@dataclass(frozen=True, slots=True)
class _Region:
    """Two markers and what stands between them."""

    begin: int
    end: int
    """Line of the marker, from 1, as ``begin``."""
    indent: str
    in_function: bool


def skeleton(source: str, *, where: str) -> str:
    """The text students get: a pure function of the reference's text.

    A region inside a function becomes one line that raises ``NotImplementedError``. A region outside every function, a
    hidden helper, leaves nothing: a ``raise`` there would stop the cell before the exercise's name exists.

    Args:
        source: the text of a reference.
        where: how a message names the file.

    Raises:
        AuthoringError: no region (students would get the solution), or markers that are misspelt, unbalanced, nested,
            indented differently from their region, empty, or that leave a text which is not Python.

    """
    regions = _regions(source, where)
    if not regions:
        raise AuthoringError(
            f"the reference has no {BEGIN!r}: students would get the whole solution",
            where=where,
            tip=f"put {BEGIN!r} and {END!r} around the lines students write",
        )
    text = _without(_lines(source), regions)
    _check_python(text, where)
    return text


def hidden_lines(source: str, *, where: str = "") -> tuple[HiddenLine, ...]:
    """The lines of a reference that students must not see, blank ones left out; the leak check looks for them.

    Raises:
        AuthoringError: as :func:`skeleton`, except for a reference without a region, which hides nothing.

    """
    lines = _lines(source)
    return tuple(
        HiddenLine(number, lines[number - 1])
        for region in _regions(source, where)
        for number in range(region.begin + 1, region.end)
        if lines[number - 1].strip()
    )


def _lines(source: str) -> list[str]:
    """Lines as the parser counts them; ``splitlines`` would also split at form feeds."""
    return io.StringIO(source, newline=None).read().split("\n")


def _regions(source: str, where: str) -> tuple[_Region, ...]:
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise AuthoringError(f"not valid Python: {error.msg}", where=f"{where}, line {error.lineno}") from error
    pairs = list(_pairs(_marks(source, where), where))
    return tuple(_region(begin, end, tree, where) for begin, end in pairs)


def _marks(source: str, where: str) -> Iterator[_Mark]:
    """The marker comments in order; text inside strings and docstrings is no comment."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT or not _ALMOST_A_MARKER.match(token.string):
            continue
        line, column = token.start
        indent = token.line[:column]
        # A misspelt marker would not hide what its author believes to be hidden.
        if token.string.rstrip() not in {BEGIN, END} or indent.strip():
            raise AuthoringError(
                f"{token.line.strip()!r} is almost a marker",
                where=f"{where}, line {line}",
                tip=f"write {BEGIN!r} or {END!r}, alone on its line",
            )
        yield _Mark(token.string.rstrip(), line, indent)


def _pairs(marks: Iterator[_Mark], where: str) -> Iterator[tuple[_Mark, _Mark]]:
    """Each BEGIN with its END."""
    opened: _Mark | None = None
    for mark in marks:
        place = f"{where}, line {mark.line}"
        if mark.text == BEGIN and opened is not None:
            raise AuthoringError(
                f"a region begins inside the one that begins at line {opened.line}",
                where=place,
                tip=f"close that one with {END!r} first",
            )
        if mark.text == BEGIN:
            opened = mark
        elif opened is None:
            raise AuthoringError(f"{END!r} without {BEGIN!r}", where=place, tip=f"write {BEGIN!r} above the solution")
        else:
            yield opened, mark
            opened = None
    if opened is not None:
        raise AuthoringError(
            f"{BEGIN!r} without {END!r}", where=f"{where}, line {opened.line}", tip=f"write {END!r} below the solution"
        )


def _region(begin: _Mark, end: _Mark, tree: ast.Module, where: str) -> _Region:
    """The region between two markers, once its statements fit them."""
    statements = [node for node in ast.walk(tree) if isinstance(node, ast.stmt) and begin.line < node.lineno < end.line]
    if not statements:
        place = f"{where}, line {begin.line}"
        raise AuthoringError("the region holds no statement", where=place, tip="remove its markers")
    if begin.indent != end.indent:
        raise AuthoringError(
            f"{END!r} is not indented as the {BEGIN!r} of line {begin.line}",
            where=f"{where}, line {end.line}",
            tip="indent both as the first line of the solution",
        )
    first = min(statements, key=lambda node: node.lineno)
    outermost = min(statements, key=lambda node: node.col_offset)
    for node in (first, outermost):
        if node.col_offset != len(begin.indent.encode()):
            raise AuthoringError(
                f"this line is not indented as the {BEGIN!r} of line {begin.line}",
                where=f"{where}, line {node.lineno}",
                tip="indent both markers as the first line of the solution",
            )
    in_function = any(
        isinstance(node, _FUNCTIONS) and node.lineno < begin.line and first.lineno <= (node.end_lineno or 0)
        for node in ast.walk(tree)
    )
    return _Region(begin.line, end.line, begin.indent, in_function)


def _without(lines: list[str], regions: tuple[_Region, ...]) -> str:
    """The lines outside the regions, with a placeholder for each region that needs one."""
    kept: list[str] = []
    follows = 0
    for region in regions:
        kept += lines[follows : region.begin - 1]
        follows = region.end
        if region.in_function:
            kept.append(region.indent + PLACEHOLDER)
        else:
            follows += min(_blank(reversed(kept)), _blank(lines[follows:]))
    kept += lines[follows:]
    return "\n".join(kept).strip("\n")


def _blank(lines: Iterable[str]) -> int:
    """How many blank lines come first; around a region that vanished only the larger of two runs stays."""
    return sum(1 for _ in itertools.takewhile(lambda line: not line.strip(), lines))


def _check_python(text: str, where: str) -> None:
    try:
        ast.parse(text)
    except SyntaxError as error:
        raise AuthoringError(
            f"without its regions the reference is not valid Python: {error.msg} in {(error.text or '').strip()!r}",
            where=where,
            tip="a region must hold whole statements",
        ) from error
