"""Where code, strings and comments are in text that may not be Python yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from autograder.worker.loading.characters import CLOSING, COMMENT, DOUBLE_QUOTES, OPENING, SINGLE_QUOTES

LINE_END = re.compile(r"\r\n|\r|\n")

_TOKEN = re.compile(
    rf"""
    (?P<comment>  [{COMMENT}].* )
  | (?P<triple>   \"{{3}} | '{{3}} )
  | (?P<string>   "(?:\\.|[^"\\])*(?:"|$) | '(?:\\.|[^'\\])*(?:'|$) )
  | (?P<curly>    [{DOUBLE_QUOTES}][^{DOUBLE_QUOTES}]*[{DOUBLE_QUOTES}]
                | [{SINGLE_QUOTES}][^{SINGLE_QUOTES}]*[{SINGLE_QUOTES}] )
  | (?P<opening>  [{re.escape(OPENING)}] )
  | (?P<closing>  [{re.escape(CLOSING)}] )
    """,
    re.VERBOSE,
)


class Kind(Enum):
    """What a piece of a line is."""

    CODE = "code"
    STRING = "string"
    CURLY = "curly"
    COMMENT = "comment"


class Scanner:
    """Reads lines one after the other and remembers what is still open at the end of each."""

    def __init__(self) -> None:
        self._quote = ""
        self._depth = 0
        self._continued = False

    @property
    def at_statement(self) -> bool:
        """Whether the next line begins a statement: not inside a string, a bracket or a continued line."""
        return not self._quote and self._depth <= 0 and not self._continued

    def pieces(self, line: str) -> Iterator[tuple[Kind, str]]:
        """Split a line without its end into code, strings and comments; joined they are the line again."""
        start = 0
        if self._quote:
            start = self._end_of_string(line, 0)
            yield Kind.STRING, line[:start]
        while start < len(line):
            found = self._next_text(line, start)
            if found is None:
                yield Kind.CODE, line[start:]
                break
            kind, begin, end = found
            if begin > start:
                yield Kind.CODE, line[start:begin]
            yield kind, line[begin:end]
            start = end
        self._continued = not self._quote and line.endswith("\\")

    def feed(self, line: str) -> None:
        """Read a line for what it leaves open only."""
        for _ in self.pieces(line):
            pass

    def _next_text(self, line: str, start: int) -> tuple[Kind, int, int] | None:
        for token in _TOKEN.finditer(line, start):
            match token.lastgroup:
                case "opening":
                    self._depth += 1
                case "closing":
                    self._depth -= 1
                case "comment":
                    return Kind.COMMENT, token.start(), token.end()
                case "triple":
                    self._quote = token.group()
                    return Kind.STRING, token.start(), self._end_of_string(line, token.end())
                case "curly":
                    return Kind.CURLY, token.start(), token.end()
                case _:
                    return Kind.STRING, token.start(), token.end()
        return None

    def _end_of_string(self, line: str, start: int) -> int:
        end = line.find(self._quote, start)
        if end < 0:
            return len(line)
        self._quote = ""
        return end + 3
