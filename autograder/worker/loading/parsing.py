"""From the text of one cell to its statements, saving what can be saved."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field

from autograder.worker.loading.notes import plain
from autograder.worker.loading.repairs import NOT_PARSED, REPAIRS, Change
from autograder.worker.loading.scanning import LINE_END

MAX_CHARACTERS = 400_000
"""A longer cell is data, not an answer; parsing takes about a second per million characters."""
MAX_BLOCKS = 400
MAX_JOINED = 8


@dataclass(frozen=True, slots=True)
class Lost:
    """A part of a cell that is not Python even after the repairs."""

    line: int
    """Where the parser stumbled, from 1."""
    reason: str
    """What it said."""
    text: str

    def defines(self, name: str) -> bool:
        """Whether it looks as if this part defines `name`."""
        return defines(self.text, name)


@dataclass(slots=True)
class Parsed:
    """What a cell holds."""

    statements: list[ast.stmt] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)


def parse(text: str) -> Parsed:
    """Parse a cell as it is, else repaired, else block by block; never raises. Line numbers stay those of `text`."""
    if len(text) > MAX_CHARACTERS:
        return Parsed(lost=[Lost(1, f"it is longer than {MAX_CHARACTERS:,} characters", text)])
    try:
        return _repaired(text)
    except NOT_PARSED:
        return _Blocks(text).parse()


def defines(text: str, name: str) -> bool:
    """Whether it looks as if this text defines `name`; for text that cannot be parsed."""
    name = re.escape(name)
    pattern = rf"^[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+{name}\b|^{name}[ \t]*="
    return re.search(pattern, text, re.MULTILINE) is not None


def _repaired(text: str) -> Parsed:
    """Parse a text as it is or after as few repairs as do; raises what the parser says to the last try."""
    changes: list[Change] = []
    error: BaseException | None = None
    for repair in (None, *REPAIRS):
        if repair is not None:
            repaired = repair(text)
            if repaired.text == text:
                continue
            text = repaired.text
            changes += repaired.changes
        try:
            return Parsed(ast.parse(text).body, changes)
        except NOT_PARSED as caught:
            error = caught
    raise error or SyntaxError("invalid syntax")


_GOES_ON = re.compile(r"[)\]}]|(?:else|elif|except|finally)\b")
"""A line at the margin that belongs to the statement before it."""


class _Blocks:
    """Parses each top-level block of a cell by itself, so that a slip in one does not lose the function beside it."""

    def __init__(self, text: str) -> None:
        self._lines = LINE_END.split(text)
        self._starts = _starts(self._lines)
        self._parsed = Parsed()

    def parse(self) -> Parsed:
        """Read block after block; what does not parse is lost, and neighbouring losses are one."""
        at, last_lost = 0, -2
        for tried in range(len(self._starts)):
            if at == len(self._starts) - 1:
                break
            try:
                at = self._parse_block(at) if tried < MAX_BLOCKS else self._give_up()
            except NOT_PARSED as error:
                self._lose(at, error, joined=last_lost == at - 1)
                last_lost = at
                at += 1
        return self._parsed

    def _parse_block(self, at: int) -> int:
        """Parse the block that begins at ``starts[at]`` with all that belongs to it; the next block to read."""
        first: BaseException | None = None
        for end in self._ends(at):
            if first is not None and end != at + 1 and not _is_left_open(first):
                continue
            text = "\n" * self._starts[at] + "\n".join(self._lines[self._starts[at] : self._starts[end]]) + "\n"
            try:
                found = _repaired(text)
            except NOT_PARSED as error:
                first = first or error
            else:
                self._parsed.statements += found.statements
                self._parsed.changes += found.changes
                return end
        raise first or SyntaxError("invalid syntax")

    def _ends(self, at: int) -> list[int]:
        """Where the block may end: with its ``else`` or closing bracket, some blocks later, or right away."""
        whole = at + 1
        while whole < len(self._starts) - 1 and _GOES_ON.match(self._lines[self._starts[whole]]):
            whole += 1
        return [*range(whole, min(whole + MAX_JOINED, len(self._starts))), at + 1]

    def _give_up(self) -> int:
        raise SyntaxError("too many errors")

    def _lose(self, at: int, error: BaseException, *, joined: bool) -> None:
        start, end = self._starts[at : at + 2]
        line = getattr(error, "lineno", None) or 0
        part = Lost(max(line, start + 1), _reason(error), "\n".join(self._lines[start:end]))
        lost = self._parsed.lost
        if joined:
            part = Lost(lost[-1].line, lost[-1].reason, f"{lost.pop().text}\n{part.text}")
        lost.append(part)


def _starts(lines: list[str]) -> list[int]:
    """Indices of the lines at the margin, those below a decorator excepted, and the end."""
    starts = [0]
    decorated = lines[0].startswith("@")
    for i, line in enumerate(lines[1:], 1):
        if not line.strip() or line[0] in " \t#":
            continue
        if not decorated:
            starts.append(i)
        decorated = line.startswith("@")
    return [*starts, len(lines)]


def _is_left_open(error: BaseException) -> bool:
    """Whether more text could mend it."""
    text = str(error)
    return any(sign in text for sign in ("never closed", "unterminated triple", "EOF", "expected 'except'"))


def _reason(error: BaseException) -> str:
    """Why the parser refused, in a few words."""
    if isinstance(error, (RecursionError, MemoryError)):
        return "nested too deeply"
    if isinstance(error, SyntaxError):
        return plain(error.msg, 80)
    return "not text that Python accepts"
