"""Names a student chose, inside a sentence of ours."""

from __future__ import annotations

from autograder.reports.safe import plain

NAME_CHARS = 120
"""More than a file name anybody types, less than a line."""


def quoted(text: str, limit: int = NAME_CHARS) -> str:
    """The text in quotes: one line, bounded, what cannot be seen shown as an escape."""
    return f"'{plain(text, limit)}'"
