"""What is to be run of a submission, as plain values: it can be made in one process and run in another.

Reading a notebook takes three times as long as running what was chosen, more in a fresh fork, and is the same for every
worker of a submission; so it is done once, where nothing of a submission ever runs.
"""

from __future__ import annotations

import marshal
from dataclasses import astuple, dataclass
from types import CodeType
from typing import Any


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of an import statement."""

    name: str
    """What is bound; ``*`` for all."""
    module: str
    """The absolute module; empty for a relative one."""
    text: str
    """As it is written."""
    code: CodeType | str
    """Imports this name alone; or the class of what the compiler raised."""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One statement that runs."""

    label: str
    line: int
    names: frozenset[str]
    """What it gives a value."""
    needed: bool
    """An exercise depends on it; the failure of another is nobody's loss."""
    code: CodeType | str
    """Or the class of what the compiler raised."""
    aliases: tuple[Alias, ...]
    """Of an import statement; of another none."""

    @property
    def is_import(self) -> bool:
        """Whether each of its names can be imported by itself."""
        return bool(self.aliases)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an exercise may be missing, as its text shows."""

    label: str
    line: int
    reason: str
    """What the parser said; empty for an import that may have failed."""


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about a cell."""

    kind: str
    """Noted once however often it occurs; empty for every time."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a submission's own text says before anything runs."""

    steps: tuple[Step, ...]
    """In the order in which they run."""
    unfinished: frozenset[str]
    """Exercises of which there is only a template."""
    causes: dict[str, tuple[Cause, ...]]
    """By exercise, the likeliest first."""
    notes: tuple[Note, ...]
    with_workers: str
    """The first cell that asks for a data loader with processes of its own; empty if none does."""


def pack(plan: Plan) -> bytes:
    """As bytes for another process of the same Python."""
    steps = [(*_fields(step)[:-1], tuple(map(_fields, step.aliases))) for step in plan.steps]
    causes = {name: tuple(map(astuple, found)) for name, found in plan.causes.items()}
    return marshal.dumps((steps, plan.unfinished, causes, tuple(map(astuple, plan.notes)), plan.with_workers))


def unpack(data: bytes | memoryview) -> Plan:
    """The inverse of :func:`pack`; only for bytes that another locked process sent, and only in a locked process."""
    steps, unfinished, causes, notes, with_workers = marshal.loads(data)  # noqa: S302 - see above
    return Plan(
        steps=tuple(map(_step, steps)),
        unfinished=unfinished,
        causes={name: tuple(Cause(*cause) for cause in found) for name, found in causes.items()},
        notes=tuple(Note(*note) for note in notes),
        with_workers=with_workers,
    )


def _step(fields: tuple[Any, ...]) -> Step:
    label, line, names, needed, code, aliases = fields
    return Step(label, line, names, needed, code, tuple(Alias(*alias) for alias in aliases))


def _fields(value: Alias | Step) -> tuple[object, ...]:
    """Unlike ``astuple`` this does not try to copy code."""
    return tuple(getattr(value, name) for name in value.__slots__)
