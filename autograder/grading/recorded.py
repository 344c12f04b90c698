"""What a hidden test asked of a submission and of the reference, in bounded words: for a person who looks into a score.

Calls are taken down where they leave the judge, so a test may wrap a function, hold a live object, or compare by hand.
"""

from __future__ import annotations

import functools
import inspect
import types
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
import torch

from autograder.compare import explain, fingerprint
from autograder.model import Device
from autograder.plugin.judge import Judge, Run, parameters_of
from autograder.plugin.subject import Subject
from autograder.remote import Once, Session, Student
from autograder.reports.safe import plain
from autograder.testing import Answer
from autograder.worker.messages import To

WORDS = 600
"""Characters of one value, or of one list of arguments."""
PARTS = 6
"""Elements of a list of tensors that are shown."""
CALLS = 1000
"""Calls of one run that are kept; the last ones, because the last one decided."""
Place = tuple[Device, str]
"""Device, and pytest's id of the parameters."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one side made of a call."""

    result: str
    """The value, or ``raised ValueError: ...``."""
    afterwards: str
    """The arguments after the call; empty where the call changed none."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the submission."""

    name: str
    arguments: str
    student: Side
    reference: Side | None = None
    """What the reference made of equal arguments; ``None`` where the test did not ask it."""


@dataclass(slots=True)
class _Take:
    """One run of a test body."""

    calls: list[tuple[str, Call]] = field(default_factory=list)
    """With the fingerprint of name and arguments."""
    dropped: int = 0


@dataclass(slots=True)
class Recorder:
    """Takes down calls: the last run on each device, of each set of parameters, counts."""

    _takes: dict[Place, _Take] = field(default_factory=lambda: defaultdict(_Take))
    _reference: dict[str, Side] = field(default_factory=dict)
    _place: Place = (Device.CPU, "")

    def begin(self, place: Place) -> None:
        """A run on this device with these parameters starts."""
        self._place = place
        self._takes[place] = _Take()

    def calls(self, place: Place) -> tuple[Call, ...]:
        """The calls of the last run there, each with what the reference gave."""
        return tuple(replace(call, reference=self._reference.get(key)) for key, call in self._takes[place].calls)

    def dropped(self, place: Place) -> int:
        """How many calls came before those that were kept."""
        return self._takes[place].dropped

    def student(self, name: str, call: Callable[[], Any], args: Any, kwargs: Any) -> Any:
        """Make a call of the submission and take it down."""
        take = self._takes[self._place]

        def note(key: str, arguments: str, side: Side) -> None:
            if len(take.calls) == CALLS:
                del take.calls[0]
                take.dropped += 1
            take.calls.append((key, Call(name, arguments, side)))

        return _watched(name, call, args, kwargs, note)

    def reference(self, functions: types.SimpleNamespace) -> types.SimpleNamespace:
        """The references, watched; a class stays as it is."""
        watched = {
            name: self._watch(name, value) if inspect.isfunction(value) else value
            for name, value in vars(functions).items()
        }
        return types.SimpleNamespace(**watched)

    def _watch(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def note(key: str, _: str, side: Side) -> None:
            self._reference.setdefault(key, side)

        @functools.wraps(function)
        def watched(*args: Any, **kwargs: Any) -> Any:
            return _watched(name, lambda: function(*args, **kwargs), args, kwargs, note)

        return watched


class RecordedSession(Session):
    """A session that takes its calls down."""

    def __init__(self, recorder: Recorder, *args: Any) -> None:
        super().__init__(*args)
        self._recorder = recorder

    def call(self, target: list[Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """As for any session."""
        make = functools.partial(super().call, target, args, kwargs)
        return self._recorder.student(_name(target), make, args, kwargs)


class RecordingJudge(Judge):
    """A judge whose calls, and those of its references, are taken down."""

    def __init__(self, recorder: Recorder, subject: Subject, seed: str, alive: Callable[[], None]) -> None:
        watched = replace(subject, reference=recorder.reference(subject.reference))
        super().__init__(watched, seed, alive, functools.partial(RecordedSession, recorder))
        self._recorder = recorder

    @contextmanager
    def stage(self, item: pytest.Item, student: Any, recorded: list[Answer] | None = None) -> Iterator[Run]:
        """As for any judge; what a reference or a wrong solution does in the student's place is not the student's."""
        if isinstance(student, Student):
            self._recorder.begin((self.device, parameters_of(item)))
        with super().stage(item, student, recorded) as run:
            yield run


def _watched(
    name: str, call: Callable[[], Any], args: Any, kwargs: Mapping[str, Any], note: Callable[[str, str, Side], None]
) -> Any:
    """Make the call; ``note`` gets its fingerprint, its arguments before it, and what came of it."""
    before, key = _arguments(args, kwargs), _key(name, args, kwargs)
    try:
        result = call()
    except Exception as error:
        # An instance of two classes, one of ours and the builtin one, has the builtin's name.
        note(key, before, Side(f"raised {plain(_raised(error), WORDS)}", _changed(before, key, name, args, kwargs)))
        raise
    note(key, before, Side(words(result), _changed(before, key, name, args, kwargs)))
    return result


def words(value: object) -> str:
    """A value in at most 600 characters, with the gradients that tensors carry."""
    return plain(_words(value), WORDS)


def _words(value: Any) -> str:
    if isinstance(value, torch.Tensor):
        grad = value.grad if value.is_leaf else None
        return explain(value) if grad is None else f"{explain(value)} with grad {explain(grad)}"
    if type(value) is Once:
        return f"one-shot {_words(value.values)}"
    if type(value) in (list, tuple) and any(isinstance(part, torch.Tensor) for part in value[:PARTS]):
        more = f", ... {len(value)} in all" if len(value) > PARTS else ""
        inside = ", ".join(map(_words, value[:PARTS])) + more
        return f"[{inside}]" if type(value) is list else f"({inside})"
    return explain(value)


def _arguments(args: Any, kwargs: Mapping[str, Any]) -> str:
    parts = [*map(_words, args), *(f"{name}={_words(value)}" for name, value in kwargs.items())]
    return plain(", ".join(parts), WORDS)


def _changed(before: str, key: str, name: str, args: Any, kwargs: Mapping[str, Any]) -> str:
    """The arguments as they are now, if that is not as they were."""
    if _key(name, args, kwargs) == key:
        return ""
    now = _arguments(args, kwargs)
    return now if now != before else f"{now} (changed beyond what is shown)"


def _key(name: str, args: Any, kwargs: Mapping[str, Any]) -> str:
    plain_args = [value.values if type(value) is Once else value for value in args]
    return fingerprint([name, plain_args, dict(kwargs)])


def _raised(error: Exception) -> str:
    text = str(error)
    kind = getattr(error, "kind", "") or type(error).__name__
    return text if text.startswith(f"{kind}:") else f"{kind}: {text}"


def _name(target: list[Any]) -> str:
    match target:
        case [To.NAME, name]:
            return str(name)
        case [To.OBJECT, _, how, name]:
            return f"<live object>.{name or how}"
        case _:
            return ".".join(map(str, target))
