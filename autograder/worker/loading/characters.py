"""Characters that get into code from word processors, chat programs and Korean keyboards, and what was meant."""
# ruff: noqa: RUF001 - the look-alikes are the point

from __future__ import annotations

DOUBLE_QUOTES = "“”„‟＂"
SINGLE_QUOTES = "‘’‚‛＇"
OPENING = "[({（［｛"
CLOSING = "])}）］｝"
COMMENT = "#＃"

_INVISIBLE = dict.fromkeys([0, 0xFEFF, 0x200B, 0x200C, 0x200D, 0x2060, 0x00AD, 0x200E, 0x200F], "")
_SPACES = dict.fromkeys([0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SIGNS = {"−": "-", "–": "-", "—": "-", "×": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!=", "→": "->", "…": "..."}

STRAIGHT = {**dict.fromkeys(DOUBLE_QUOTES, '"'), **dict.fromkeys(SINGLE_QUOTES, "'")}
"""The quote that a typographic one stands for."""

PLAIN = {
    **_SPACES,
    **_INVISIBLE,
    **_FULL_WIDTH,
    **{ord(sign): text for sign, text in (_SIGNS | STRAIGHT).items()},
}
"""For ``str.translate``: what each character means in code."""
