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


def read_loaded(body: Any) -> Loaded:
    """The reply to a request to load; raises what malformed data raises."""
    names, missing, unfinished, notes = body
    if type(names) is not dict or type(missing) is not dict:
        raise Bad("loaded")
    return Loaded(
        names={str(name): bool(callable_) for name, callable_ in names.items()},
        missing={str(name): _sentence(*reason) for name, reason in missing.items()},
        raised={str(name): _raised(*reason) for name, reason in missing.items() if reason[0] == Why.RAISED},
        unfinished=frozenset(map(str, unfinished)),
        notes=tuple(str(note)[:500] for note in notes[:MAX_NOTES]),
    )


def _sentence(why: object, label: object, line: object, text: object) -> str:
    place = f" ({label}, line {line}: {text})" if label else ""
    return f"{why}{place}"[:500]


def _raised(_why: object, label: object, line: object, name: object) -> tuple[str, Frames]:
    if type(line) is not int:
        raise Bad("line")
    return str(name)[:100], ((str(label), line),)
