"""From the text of one cell to its statements, saving what can be saved."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field

from autograder.worker.loading.notes import plain
from autograder.worker.loading.repairs import REPAIRS, Change
from autograder.worker.loading.scanning import LINE_END

MAX_CHARACTERS = 400_000
"""A longer cell is data, not an answer; parsing takes about a second per million characters."""
MAX_BLOCKS = 400
MAX_JOINED = 8

NOT_PARSED = (SyntaxError, ValueError, RecursionError, MemoryError)
"""What ``ast.parse`` raises: bad syntax, lone surrogates, too deep nesting in its two forms."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A part of a cell that is not Python even after the repairs."""

    line: int
    reason: str
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
        return Parsed(ast.parse(text).body)
    except NOT_PARSED:
        pass
    try:
        return _repaired(text)
    except NOT_PARSED:
        return _by_blocks(text)


def defines(text: str, name: str) -> bool:
    """Whether it looks as if this text defines `name`; for text that cannot be parsed."""
    name = re.escape(name)
    pattern = rf"^[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+{name}\b|^{name}[ \t]*="
    return re.search(pattern, text, re.MULTILINE) is not None


def _repaired(text: str) -> Parsed:
    """Apply the repairs until the text parses; raises what the parser says to the last try."""
    changes: list[Change] = []
    error: BaseException = SyntaxError("invalid syntax")
    for repair in REPAIRS:
        repaired = repair(text)
        text = repaired.text
        changes += repaired.changes
        try:
            return Parsed(ast.parse(text).body, changes)
        except NOT_PARSED as caught:
            error = caught
    raise error


def _by_blocks(text: str) -> Parsed:
    """Parse each top-level block by itself, so that a slip in one does not lose the function beside it."""
    lines = LINE_END.split(text)
    starts = _block_starts(lines)
    parsed = Parsed()
    at, last_lost = 0, -2
    for tried in range(len(starts)):
        if at >= len(starts) - 1:
            break
        try:
            if tried >= MAX_BLOCKS:
                raise SyntaxError("too many errors")
            at = _parse_block(lines, starts, at, parsed)
        except NOT_PARSED as error:
            part = "\n".join(lines[starts[at] : starts[at + 1]])
            _lose(parsed.lost, Lost(_line(error, starts[at] + 1), reason(error), part), joined=last_lost == at - 1)
            last_lost = at
            at += 1
    return parsed


def _parse_block(lines: list[str], starts: list[int], at: int, parsed: Parsed) -> int:
    """Parse the block that begins at ``starts[at]``, with those after it if it is left open; the next block to read."""
    first: BaseException | None = None
    for end in range(at + 1, min(at + 1 + MAX_JOINED, len(starts))):
        text = "\n" * starts[at] + "\n".join(lines[starts[at] : starts[end]]) + "\n"
        try:
            found = _repaired(text)
        except NOT_PARSED as error:
            first = first or error
            if not _is_left_open(error):
                break
        else:
            parsed.statements += found.statements
            parsed.changes += found.changes
            return end
    raise first or SyntaxError("invalid syntax")


def _lose(lost: list[Lost], part: Lost, *, joined: bool) -> None:
    """Neighbouring parts are one, so that ten lines of prose are one note."""
    if joined:
        part = Lost(lost[-1].line, lost[-1].reason, f"{lost.pop().text}\n{part.text}")
    lost.append(part)


def _line(error: BaseException, start: int) -> int:
    """Where the parser stumbled; the first line of the block if it does not say."""
    line = getattr(error, "lineno", None)
    return line if isinstance(line, int) and line > start else start


_GOES_ON = re.compile(r"[ \t)\]}#]|(?:else|elif|except|finally)\b")


def _block_starts(lines: list[str]) -> list[int]:
    """Indices of the lines that begin a top-level block, and the end."""
    starts = [0]
    decorated = lines[0].startswith("@")
    for i, line in enumerate(lines[1:], 1):
        if not line.strip() or _GOES_ON.match(line):
            continue
        if not decorated:
            starts.append(i)
        decorated = line.startswith("@")
    return [*starts, len(lines)]


def _is_left_open(error: BaseException) -> bool:
    """Whether more text could mend it."""
    text = str(error)
    return any(sign in text for sign in ("never closed", "unterminated triple", "EOF", "expected 'except'"))


def _merged(lost: list[Lost]) -> list[Lost]:
    """Neighbouring parts as one, so that ten lines of prose are one note."""
    merged: list[Lost] = []
    for part in lost:
        end = merged[-1].line + merged[-1].text.count("\n") + 1 if merged else 0
        if merged and part.line <= end + 1:
            merged[-1] = Lost(merged[-1].line, merged[-1].reason, f"{merged[-1].text}\n{part.text}")
        else:
            merged.append(part)
    return merged


def reason(error: BaseException | None) -> str:
    """Why the parser refused, in a few words."""
    if isinstance(error, (RecursionError, MemoryError)):
        return "nested too deeply"
    if isinstance(error, SyntaxError):
        return plain(error.msg, 80)
    return "not text that Python accepts"
