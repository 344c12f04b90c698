"""What a format of ``autograder export`` is: a name, what it can be told, and a function from a report to files.

A format computes; it neither reads the report from a disk nor writes a file. Formats are siblings that do not know
each other; ``reports/formats.py`` lists them, and every one of them passes ``tests/test_export.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from autograder.manifest import Course, Roster, Student
from autograder.model import Assignment, Report
from autograder.reports.safe import plain

REASON = 200
"""Characters of the reason why somebody has no score."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of an export."""

    name: str
    """Relative, with forward slashes; a part that comes from a student's id is one of ``folder_names``."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of a report."""

    files: tuple[File, ...]
    """The main file first: ``--out scores.csv`` names that one, the others lie beside it."""
    left_out: tuple[str, ...] = ()
    """One line for each entry that is in no file and should be, harmless to print: the command ends with 3."""
    notes: tuple[str, ...] = ()
    """Further lines to tell, harmless to print."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a format may draw on besides the report."""

    assignment: Assignment
    course: Course
    feedback: Mapping[str, dict[str, Any]]
    """By the submission's id: what that student may read, as ``feedback.json`` holds it."""
    sheet: Path | None = None
    """A gradebook as the platform gave it for download (``--sheet``); a format that needs it says so."""
    roster: Roster = field(default_factory=Roster)
    """Of the course; nobody is in it where ``course.toml`` names none."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """What was given with ``--set KEY=VALUE``; only keys the format declares."""

    def students(self, report: Report) -> dict[str, Student]:
        """By the submission's id: who in the roster that is, by the id or by what a platform calls a student."""
        known = self.roster.known_as()
        ids = [result.id for result in report.submissions]
        return {name: found for name in ids if (found := known.get(name) or known.get(name.casefold()))}


class Format(Protocol):
    """A target of ``autograder export REPORT --to NAME``."""

    @property
    def name(self) -> str:
        """What ``--to`` is given."""

    @property
    def settings(self) -> Mapping[str, str]:
        """By key: what ``--set`` can be given, with one sentence that explains it."""

    def export(self, report: Report, material: Material) -> Exported:
        """The files; equal arguments give equal bytes.

        Raises:
            UsageError: something the format needs was not given.
            ReportError: ``material.sheet`` cannot be used.

        """


def without_score(report: Report) -> tuple[str, ...]:
    """The lines of ``left_out`` for what could not be read: a format that lists scores has none for them."""
    return tuple(f"{plain(entry.id, 80)}: not graded: {plain(entry.reason, REASON)}" for entry in report.unreadable)
