"""What a student handed in, as text: nothing of it has been executed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One piece of code that is parsed and loaded on its own."""

    label: str
    """How a message names it: ``cell 7`` (the seventh code cell) or a file name such as ``answer.py``."""
    source: str


@dataclass(frozen=True, slots=True)
class Module:
    """A further ``.py`` file of a multi-file submission."""

    name: str
    """Dotted import name."""
    source: str


@dataclass(frozen=True, slots=True)
class Submission:
    """One student's work for one assignment."""

    id: str
    """NFC, unique in the cohort."""
    cells: tuple[Cell, ...]
    modules: tuple[Module, ...] = ()
    notes: tuple[str, ...] = ()
    """Choices made while reading it, one sentence each."""
    file: str = ""
    """Where it came from, for people."""
    submitted_at: str = ""
    """When it was handed in: ISO 8601, in the course's time zone where no offset is given; empty if nobody knows.

    No part of the digest.
    """

    @property
    def digest(self) -> str:
        """SHA-256 of everything that is executed: equal content, equal digest, whoever handed it in."""
        content = [[[c.label, c.source] for c in self.cells], [[m.name, m.source] for m in self.modules]]
        text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A submission that could not be read; it is listed and the others are graded."""

    id: str
    reason: str
    """One line: what is wrong and what to ask the student for."""

    def to_dict(self) -> dict[str, str]:
        """Plain data for JSON."""
        return {"id": self.id, "reason": self.reason}

    @classmethod
    def from_dict(cls, data: dict[str, str]) -> Unreadable:
        """The inverse of :meth:`to_dict`."""
        return cls(id=data["id"], reason=data["reason"])
