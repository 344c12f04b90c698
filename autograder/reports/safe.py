"""Text that a student chose, made harmless for the medium that shows it.

A submission decides its file names, its source lines, its exception messages and the values it returns. None of them
may move the cursor of an instructor's terminal, reorder a line, start a formula or become markup. What cannot be shown
is shown as an escape.
"""

from __future__ import annotations

import re
import unicodedata

LIMIT = 4000
"""Characters of a text that are shown; more than anybody reads, less than what fills a terminal's memory."""

_FORMULA = frozenset("=+-@＝＋－＠")  # noqa: RUF001  (full-width signs start a formula in a Japanese or Korean Excel)


def plain(text: str, limit: int = LIMIT) -> str:
    r"""The text on one line: control, format (bidi, zero width) and unassigned characters as escapes, ``\n`` included.

    At most ``limit`` characters are kept, followed by a remark when something was cut.
    """
    return _bounded(_escaped(text[:limit]), len(text), limit)


def plain_lines(text: str, limit: int = LIMIT) -> str:
    """As :func:`plain`, but lines stay lines: for media where a line of the text cannot pass for one of ours."""
    lines = text[:limit].replace("\r\n", "\n").split("\n")
    return _bounded("\n".join(map(_escaped, lines)), len(text), limit)


def csv_cell(text: str, limit: int = LIMIT) -> str:
    """The text as a spreadsheet cell that is never a formula (OWASP: a leading quote)."""
    cell = plain(text, limit)
    return f"'{cell}" if cell.lstrip()[:1] in _FORMULA else cell


def code_span(text: str, limit: int = LIMIT) -> str:
    """The text as a Markdown code span: no markup inside it is rendered, however many backticks it holds."""
    shown = plain(text, limit)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    pad = " " if shown.startswith("`") or shown.endswith("`") or not shown.strip() else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def _escaped(text: str) -> str:
    return text if text.isprintable() else "".join(map(_visible, text))


def _bounded(shown: str, length: int, limit: int) -> str:
    if len(shown) <= limit and length <= limit:
        return shown
    return f"{shown[:limit]} ... (cut, {length} characters)"


def _visible(character: str) -> str:
    """The character itself if it only shows a glyph or a space, else its escape."""
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    return character.encode("ascii", "backslashreplace").decode() if ord(character) > 0x7F else repr(character)[1:-1]
