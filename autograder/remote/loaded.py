"""What loading a submission gave; the worker's word, good for messages and never for points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.remote.errors import Frames
from autograder.worker.codec import Bad
from autograder.worker.loader import Why

MAX_NOTES = 50


@dataclass(frozen=True, slots=True)
class Loaded:
    """The names of a loaded submission."""

    names: Mapping[str, bool] = field(default_factory=dict)
    """Every name it defines, and whether it can be called."""
    missing: Mapping[str, str] = field(default_factory=dict)
    """Exercises that are not defined, with a sentence why."""
    raised: Mapping[str, tuple[str, Frames]] = field(default_factory=dict)
    """Those of them whose definition raised: the class of the exception, and where (SEMANTICS 4)."""
    unfinished: frozenset[str] = frozenset()
    """Exercises of which only the skeleton is there."""
    notes: tuple[str, ...] = ()
    lacks: str = ""
    """What was asked of the emulated accelerator in vain: a name may be missing for that reason."""


def read_loaded(body: Any) -> Loaded:
    """The reply to a request to load; raises what malformed data raises."""
    names, missing, unfinished, notes, lacks = body
    if type(names) is not dict or type(missing) is not dict or type(unfinished) is not list or type(notes) is not list:
        raise Bad("loaded")
    return Loaded(
        names={name: callable_ is True for name, callable_ in names.items()},
        missing={name: _sentence(*reason) for name, reason in missing.items()},
        raised={name: _raised(*reason) for name, reason in missing.items() if reason[0] == Why.RAISED},
        unfinished=frozenset(read_text(name, 200) for name in unfinished),
        notes=tuple(read_text(note, 500) for note in notes[:MAX_NOTES]),
        lacks=read_text(lacks, 200),
    )


def _sentence(why: Any, label: Any, line: Any, text: Any) -> str:
    place = f" ({read_text(label, 200)}, line {read_line(line)}: {read_text(text, 300)})" if label else ""
    return f"{read_text(why, 100)}{place}"[:500]


def _raised(_why: Any, label: Any, line: Any, name: Any) -> tuple[str, Frames]:
    return read_text(name, 100), ((read_text(label, 200), read_line(line)),)


def read_text(value: Any, limit: int) -> str:
    """The first characters of a text; what only claims to be one is ``Bad``."""
    if type(value) is not str:
        raise Bad("text")
    return value[:limit]


def read_line(value: Any) -> int:
    """The number of a line."""
    if type(value) is not int or not 0 <= value < 10**9:
        raise Bad("line")
    return value
