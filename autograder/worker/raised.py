"""How an exception travels: names of its classes, bounded text, the student's own lines."""

from __future__ import annotations

from typing import Any

from autograder.worker.loader import locate

MAX_TEXT = 2000
MAX_FRAMES = 20
MAX_CLASSES = 20
OF_A_GPU = "OutOfMemoryError"
"""Torch's, which is a ``RuntimeError``."""

_traceback_of = BaseException.__dict__["__traceback__"].__get__


def describe(error: BaseException) -> list[Any]:
    """``[class names, text, [[label, line], ...], out of memory]``; whatever the exception's own attributes do."""
    text = _text(error)
    names = _class_names(error)
    exhausted = issubclass(type(error), MemoryError) or "can't allocate memory" in text or OF_A_GPU in names
    frames = [[label, line] for label, line in locate(_traceback_of(error))[-MAX_FRAMES:]]
    return [names, text, frames, exhausted]


def bare(error: BaseException) -> list[Any]:
    """The same, when there is no memory left to say more."""
    exhausted = issubclass(type(error), MemoryError)
    return [["MemoryError" if exhausted else "Exception"], "", [], exhausted]


def _text(error: BaseException) -> str:
    try:
        text = str(error)
        return text[:MAX_TEXT] if type(text) is str else ""
    except BaseException:
        return ""


def _class_names(error: BaseException) -> list[str]:
    try:
        names = [type.__getattribute__(c, "__name__") for c in type.__getattribute__(type(error), "__mro__")]
        return [n[:100] for n in names[:MAX_CLASSES] if type(n) is str]
    except BaseException:
        return ["Exception"]
