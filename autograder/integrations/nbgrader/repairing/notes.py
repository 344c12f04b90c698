"""What was repaired, for the instructor: a value and a sentence each.

A sentence holds ids of the gradebook, cell numbers and words of ours; a student's own words get in only through
:func:`word`, because comments are shown as Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

KEY = "autograder"
"""Where the metadata of an autograded notebook keeps what is ours."""

MOST = 12
"""Cells that a sentence names one by one."""

_WORD = re.compile(r"[\w.+-]{1,40}", re.ASCII)


class Damage(Enum):
    """What was wrong with a notebook."""

    UNREADABLE = "unreadable"
    FAULT = "fault"
    FORMAT = "format"
    MALFORMED = "malformed"
    CELL_IDS = "cell-ids"
    KERNEL = "kernel"
    SKIPPED = "skipped"
    FOREIGN = "foreign"
    FORGED = "forged"
    METADATA = "metadata"
    UNNAMED = "unnamed"
    DUPLICATED = "duplicated"
    DELETED = "deleted"
    SPLIT = "split"
    MOVED = "moved"
    RETYPED = "retyped"
    EDITED = "edited"
    ELSEWHERE = "elsewhere"

    @property
    def stops_grading(self) -> bool:
        """Whether nothing of the notebook can be graded without a person."""
        return self in {Damage.UNREADABLE, Damage.FAULT}

    @property
    def needs_look(self) -> bool:
        """Whether a person must look at the cells concerned before their points are final."""
        return self is Damage.ELSEWHERE


_SENTENCES: Mapping[Damage, str] = {
    Damage.UNREADABLE: "The notebook {detail}. Nothing of it was graded; a person has to look at the file.",
    Damage.FAULT: "The grader could not repair the notebook, which is not its author's fault ({detail}). Nothing of it"
    " was graded; a person has to look at the file.",
    Damage.FORMAT: "The notebook has {detail}; it was read as format 4.5.",
    Damage.MALFORMED: "What no notebook can hold (a type, text, metadata or attachment) was left out of {places}.",
    Damage.CELL_IDS: "Jupyter's own cell ids were missing, wrong or double and were made anew: {places}.",
    Damage.KERNEL: "The notebook names {detail}; the assignment's took its place.",
    Damage.SKIPPED: "A tag that tells graders to skip a cell was removed: {places}.",
    Damage.FOREIGN: "nbgrader metadata that is not of this assignment was removed: {places}.",
    Damage.FORGED: "A claim to points that the assignment does not give was removed: {places}.",
    Damage.METADATA: "Changed nbgrader metadata ({detail}) was restored: {cells}.",
    Damage.UNNAMED: "The id was lost or changed; recognised by {detail}: {cells}, in the notebook {places}.",
    Damage.DUPLICATED: "There more than once: {cells}. {detail} counts, {places}; the rest stays without the id.",
    Damage.DELETED: "Deleted, and put back as it was handed out: {cells}.",
    Damage.SPLIT: "Split into parts: {cells}. The id is on one of them, {places}; the others stay beside it.",
    Damage.MOVED: "Left as it was handed out and answered elsewhere: {cells}. The id is on the answer now, {places}.",
    Damage.RETYPED: "The type was changed and was turned back into {detail}: {cells}.",
    Damage.EDITED: "A text that students cannot change was changed and was restored{detail}: {cells}.",
    Damage.ELSEWHERE: "Left as it was handed out: {cells}. A person has to look whether {places} answers it.",
}


@dataclass(frozen=True, slots=True)
class Note:
    """One repair."""

    damage: Damage
    cells: tuple[str, ...] = ()
    """Ids of the assignment's cells concerned."""
    places: tuple[int, ...] = ()
    """Numbers of the cells concerned in the student's notebook, counted from 1."""
    detail: str = ""
    """What the sentence says besides, in words of ours."""

    @property
    def sentence(self) -> str:
        """For the instructor."""
        return _SENTENCES[self.damage].format(
            cells=_listed("", [f"'{name}'" for name in self.cells]),
            places=_listed("cell ", [str(place) for place in self.places]),
            detail=self.detail,
        )

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "damage": self.damage.value,
            "cells": list(self.cells),
            "places": list(self.places),
            "detail": self.detail,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Note:
        """The inverse of :meth:`to_dict`."""
        return cls(Damage(data["damage"]), tuple(data["cells"]), tuple(data["places"]), data["detail"])


@dataclass(frozen=True, slots=True)
class Kept:
    """What the metadata of a repaired notebook keep for the steps that come after its scores."""

    notes: tuple[Note, ...] = ()
    remarks: Mapping[str, list[str]] = field(default_factory=dict)
    """Sentences to be shown, by the cell whose comment they join."""

    def write(self, notebook: dict[str, Any]) -> None:
        """Put it into the metadata, in the place of whatever stands there."""
        notebook["metadata"][KEY] = {
            "notes": [note.to_dict() for note in self.notes],
            "remarks": dict(self.remarks),
        }

    @classmethod
    def read(cls, notebook: Mapping[str, Any]) -> Kept:
        """The inverse of :meth:`write`; never ask it of a notebook that a student handed in."""
        kept = notebook["metadata"].get(KEY, {})
        return cls(tuple(map(Note.from_dict, kept.get("notes", ()))), kept.get("remarks", {}))


def word(value: object, otherwise: str) -> str:
    """A word of the student's, quoted, if it is one that can be shown anywhere."""
    return f"'{value}'" if isinstance(value, str) and _WORD.fullmatch(value) else otherwise


def _listed(noun: str, items: list[str]) -> str:
    """``cell 1, 2 and 5``."""
    if len(items) > MOST:
        items = [*items[:MOST], f"{len(items) - MOST} more"]
    *head, last = items or [""]
    return f"{noun}{', '.join(head)} and {last}" if head else f"{noun}{last}"
