"""Small repairs that turn what a notebook accepts, or a hurried student wrote, into Python with the same line numbers.

Each repair takes the text of a cell and returns the repaired text with what it did. They are applied one after the
other, only to text that does not parse, and only until it does.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from enum import Enum

from autograder.worker.loading.characters import PLAIN, STRAIGHT
from autograder.worker.loading.scanning import LINE_END, Kind, Scanner


class Fix(Enum):
    """What was done, as the sentence of its note; ``{}`` is the text that was found."""

    CELL_MAGIC = "the cell is '{}', which is not Python; it was left out"
    MAGIC = "the notebook command '{}' was left out"
    SHELL = "the shell command '{}' was left out"
    HELP = "the help request '{}' was left out"
    CHARACTERS = "'{}' holds characters that Python does not accept there; plain ones were put in their place"
    INDENT = "'{}' is indented more than the code around it allows; the indentation was straightened"
    EMPTY_BODY = "'{}' has no body; it was read as unfinished"
    PRINT = "'{}' is a print statement of Python 2; it was read as a call"


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of repair in one cell."""

    fix: Fix
    line: int
    """The first line where it was needed, from 1."""
    text: str
    """That line."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text and how it came about."""

    text: str
    changes: tuple[Change, ...] = ()


NOT_PARSED = (SyntaxError, ValueError, RecursionError, MemoryError)
"""What ``ast.parse`` raises: bad syntax, lone surrogates, and too deep nesting in its two forms."""

KEPT_BODIES = frozenset({"time", "timeit", "capture", "prun", "memit", "python", "python3", "py"})
"""Cell magics whose cell is Python of this notebook."""

_CELL_MAGIC = re.compile(r"\s*(%%(\w*).*)")
_LINE = re.compile(
    r"""(?P<indent>[ \t]*)(?:
        %time[ ]+(?P<timed>[^\d\-].*)
      | (?P<magic>%%?[A-Za-z_].*)
      | (?P<shell>!.*)
      | (?P<help>\?.*|[\w.]+\?{1,2}\s*)
      | (?P<assigned>[\w.,\[\]'" ]+=[ \t]*[!%][A-Za-z~/.].*)
      | (?P<command>(?:sudo|pip3?|conda|mamba|apt|apt-get|brew|cd|ls|ll|pwd|mkdir|rmdir|cp|mv|rm|cat|echo|chmod|wget
            |curl|git|unzip|tar|gdown|kaggle|python3?|bash|sh|nvidia-smi)(?:[ \t]+[^\s=(.,\[:].*|[ \t]*))
    )$""",
    re.VERBOSE,
)
_FIXES = {"magic": Fix.MAGIC, "assigned": Fix.MAGIC, "shell": Fix.SHELL, "command": Fix.SHELL, "help": Fix.HELP}


def without_commands(text: str) -> Repaired:
    """Replace magics, shell lines and requests for help by ``pass``; drop cells in another language."""
    lines = LINE_END.split(text)
    changes: dict[Fix, Change] = {}
    scanner = Scanner()
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    cell = _CELL_MAGIC.match(lines[first])
    if cell:
        if cell[2] not in KEPT_BODIES:
            return Repaired("\n" * (len(lines) - 1), (Change(Fix.CELL_MAGIC, first + 1, cell[1]),))
        lines[first] = ""
    for i, line in enumerate(lines):
        found = _LINE.match(line) if scanner.at_statement else None
        if found is None or (found["command"] and _is_python(line)):
            scanner.feed(line)
        elif found["timed"]:
            lines[i] = found["indent"] + found["timed"]
        else:
            fix = _FIXES[str(found.lastgroup)]
            changes.setdefault(fix, Change(fix, i + 1, line.strip()))
            _blank_command(lines, i, found["indent"])
    return Repaired("\n".join(lines), tuple(changes.values()))


def _blank_command(lines: list[str], i: int, indent: str) -> None:
    """A command may go on over lines that end in a backslash."""
    if not any(line.strip() for line in lines[:i]):
        indent = ""
    while lines[i].endswith("\\") and i + 1 < len(lines):
        lines[i] = indent + "pass"
        i += 1
    lines[i] = indent + "pass"


def _is_python(line: str) -> bool:
    try:
        statement = ast.parse(line.strip()).body[0]
    except (SyntaxError, ValueError, IndexError):
        return False
    return not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Name))


def with_plain_characters(text: str) -> Repaired:
    """Replace invisible, full-width and typographic characters outside strings and comments."""
    lines = LINE_END.split(text)
    changes: list[Change] = []
    scanner = Scanner()
    for i, line in enumerate(lines):
        lines[i] = "".join(_plain_piece(kind, piece) for kind, piece in scanner.pieces(line))
        if lines[i] != line:
            changes.append(Change(Fix.CHARACTERS, i + 1, line.strip()))
    return Repaired("\n".join(lines), tuple(changes[:1]))


def _plain_piece(kind: Kind, piece: str) -> str:
    match kind:
        case Kind.CODE:
            return piece.translate(PLAIN)
        case Kind.CURLY:
            quote = STRAIGHT[piece[0]]
            return quote + piece[1:-1].replace("\\", "\\\\").replace(quote, "\\" + quote) + quote
        case Kind.COMMENT:
            return "#" + piece[1:].replace("\0", "")
        case Kind.STRING:
            return piece.replace("\0", "")


def with_straight_indent(text: str) -> Repaired:
    """Take away an indentation that all lines share, and read tabs as four spaces, or as eight if only that parses."""
    lines = LINE_END.split(text)
    code = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    indent = code[0][: len(code[0]) - len(code[0].lstrip())] if code else ""
    if not all(line.startswith(indent) for line in code):
        indent = ""
    straight = [_spaces_for_tabs(line.removeprefix(indent), 4) for line in lines]
    if "\t" in text and not _parses("\n".join(straight)):
        straight = [_spaces_for_tabs(line.removeprefix(indent), 8) for line in lines]
    changed = [i for i, line in enumerate(lines) if straight[i] != line]
    changes = tuple(Change(Fix.INDENT, i + 1, lines[i].strip()) for i in changed[:1])
    return Repaired("\n".join(straight), changes)


def _spaces_for_tabs(line: str, width: int) -> str:
    body = line.lstrip(" \t")
    return line[: len(line) - len(body)].expandtabs(width) + body


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except NOT_PARSED:
        return False
    return True


_NO_BODY = re.compile(r"expected an indented block after .* on line (\d+)")
MAX_EMPTY_BODIES = 30


def with_bodies(text: str) -> Repaired:
    """Put ``pass`` where a function or block consists of comments only."""
    lines, changes = LINE_END.split(text), []
    for _ in range(MAX_EMPTY_BODIES):
        header = _empty_header("\n".join(lines))
        if header is None or not _fill(lines, *header):
            break
        changes.append(Change(Fix.EMPTY_BODY, header[0], lines[header[0] - 1].strip()))
    return Repaired("\n".join(lines), tuple(changes[:1]))


def _empty_header(text: str) -> tuple[int, int] | None:
    """First line of the first block without a body, and the line where that is noticed."""
    try:
        ast.parse(text)
    except IndentationError as error:
        found = _NO_BODY.match(error.msg)
        return (int(found[1]), error.lineno or 0) if found else None
    except NOT_PARSED:
        return None
    return None


def _fill(lines: list[str], header: int, noticed: int) -> bool:
    first = lines[header - 1]
    indent = first[: len(first) - len(first.lstrip())] + "    "
    if lines[min(noticed, len(lines)) - 1].startswith(("return", "yield")):
        return False  # the body is there, at the margin
    for i in range(header, min(noticed, len(lines))):
        if lines[i].lstrip().startswith("#"):
            lines[i] = f"{indent}pass  {lines[i].lstrip()}"
            return True
    for i in range(min(noticed, len(lines)) - 1, header - 2, -1):
        code, mark, comment = lines[i].partition("#")
        if code.rstrip().endswith(":"):
            lines[i] = f"{code.rstrip()} pass  {mark}{comment}".rstrip()
            return True
    return False


_PRINT = re.compile(
    r"(?P<before>[ \t]*(?:(?:if|elif|else|for|while|try|except|finally|with)\b[^#'\"]*:[ \t]*)?)"
    r"print(?:[ \t]+(?=[^\s=(.,)])|(?=[\"'`]))(?P<rest>.*)"
)
_PRINT_TO = re.compile(r">>[ \t]*(?P<file>[\w.]+)[ \t]*(?:,[ \t]*(?P<what>.*))?$", re.DOTALL)


def with_print_calls(text: str) -> Repaired:
    """Turn ``print x, y`` into ``print(x, y)``."""
    lines = LINE_END.split(text)
    changes: list[Change] = []
    scanner, start = Scanner(), -1
    for i, line in enumerate(lines):
        found = _PRINT.match(line) if scanner.at_statement else None
        if found:
            start = i
            changes.append(Change(Fix.PRINT, i + 1, line.strip()))
        pieces = list(scanner.pieces(line))
        if start >= 0 and scanner.at_statement:
            comment = pieces.pop()[1] if pieces and pieces[-1][0] is Kind.COMMENT else ""
            code = "".join(piece for _, piece in pieces).rstrip()
            _close_print(lines, start, i, code, comment)
            start = -1
    return Repaired("\n".join(lines), tuple(changes[:1]))


def _close_print(lines: list[str], start: int, end: int, code: str, comment: str) -> None:
    """Rewrite the print statement on these lines; `code` is what its last line holds before the comment."""
    whole = "\n".join([*lines[start:end], code])
    found = _PRINT.match(whole)
    assert found is not None  # the same pattern matched the first line
    before, rest = found["before"], whole[found.start("rest") :]
    ending = ""
    target = _PRINT_TO.match(rest)
    if target:
        rest, ending = target["what"] or '""', f", file={target['file']}"
    if rest.endswith(","):
        rest, ending = rest[:-1], ending + ', end=" "'
    lines[start : end + 1] = f"{before}print({rest}{ending})  {comment}".rstrip().split("\n")


REPAIRS = (without_commands, with_plain_characters, with_straight_indent, with_print_calls, with_bodies)
"""In the order they are tried."""
