"""Where the files of one submission lie: a folder, a zip, a repository."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a submission that may be read."""

    path: str
    """Relative, with ``/``, NFC."""
    size: int
    """In bytes, as its container claims."""
    key: str
    """How the source finds it again."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies in a submission."""

    code: tuple[Entry, ...]
    """Notebooks and ``.py`` files, sorted by path."""
    archives: tuple[Entry, ...]
    """Zips."""
    others: tuple[str, ...]
    """Paths of files of other kinds, for the sentence that says why nothing could be read."""
    notes: tuple[str, ...] = ()
    submitted_at: str = ""
    """When it was handed in, ISO 8601, where the source itself keeps that."""


class Source(Protocol):
    """The files of one submission. Each method raises SubmissionRefused for what is unsafe or damaged."""

    opens_archives: bool
    """Whether a lone zip in it is what the student handed in (a folder) or an archive in an archive (a zip)."""

    def listing(self) -> Listing:
        """What there is, without reading it."""

    def read(self, entries: Sequence[Entry]) -> dict[str, bytes]:
        """The bytes of these entries by path."""

    def modified(self, entry: Entry) -> float:
        """When the student last changed it: seconds, comparable within this source only."""
