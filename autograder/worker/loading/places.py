"""How code of a submission is named in tracebacks, and how its frames are found again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import islice
from types import FrameType, TracebackType

MAX_FRAMES = 20
MAX_DEPTH = 20_000
_PREFIX = "<submission: "


def file_name(label: str) -> str:
    """The file name that code of this cell is compiled with; no file on any disk has it."""
    return f"{_PREFIX}{label}>"


def label_of(name: str) -> str:
    """The inverse of :func:`file_name`; empty for code that is not the submission's."""
    return name[len(_PREFIX) : -1] if name.startswith(_PREFIX) else ""


def locate(traceback: TracebackType | None) -> tuple[tuple[str, int], ...]:
    """The submission's own frames of a traceback as ``(label, line)``, outermost first, the innermost 20 at most."""
    own: deque[tuple[str, int]] = deque(maxlen=MAX_FRAMES)
    for entry in islice(_chain(traceback), MAX_DEPTH):
        label = label_of(entry.tb_frame.f_code.co_filename)
        if label:
            own.append((label, entry.tb_lineno))
    return tuple(own)


def runs_submission(frame: FrameType | None) -> bool:
    """Whether this frame was called, directly or not, by code of the submission."""
    while frame is not None:
        if label_of(frame.f_code.co_filename):
            return True
        frame = frame.f_back
    return False


def _chain(traceback: TracebackType | None) -> Iterator[TracebackType]:
    while traceback is not None:
        yield traceback
        traceback = traceback.tb_next
