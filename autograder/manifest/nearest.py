"""Near misses: what somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word closest to ``word``, capitals aside; empty if none is close."""
    by_lower = {entry.lower(): entry for entry in known}
    close = get_close_matches(word.lower(), by_lower, n=1)
    return by_lower[close[0]] if close else ""


def suggestion(word: str, known: Iterable[str]) -> str:
    """The end of a message: ``; did you mean 'exercise'?``, or nothing."""
    close = nearest(word, known)
    return f"; did you mean {close!r}?" if close else ""
