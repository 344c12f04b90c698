"""``course.toml`` -> Course: what holds for all assignments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from autograder.manifest.late import (
    Attempts,
    Extension,
    Late,
    read_attempts,
    read_deadlines,
    read_extensions,
    read_late,
)
from autograder.manifest.nearest import suggestion
from autograder.manifest.project import Project
from autograder.manifest.table import Table, read_toml

SQLITE = "sqlite:///"


class Language(StrEnum):
    """The language of feedback."""

    EN = "en"
    KO = "ko"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Course:
    """What holds for all assignments."""

    database: str
    """URL of the results store; a relative SQLite file is relative to the project."""
    name: str = ""
    timezone: str = "UTC"
    """IANA name, as ``Asia/Seoul``."""
    language: Language = Language.BOTH
    roster: Path | None = None
    """CSV of the students; ``None`` without one."""
    late: Late = field(default_factory=Late)
    extensions: tuple[Extension, ...] = ()
    deadlines: Mapping[str, datetime] = field(default_factory=dict)
    """By assignment, with time zone; an assignment without one is never late."""
    attempts: Attempts = field(default_factory=Attempts)

    def due(self, assignment: str, student: str) -> datetime | None:
        """When a student must have handed in: their own deadline if they have one; ``None`` for never."""
        own = [entry.until for entry in self.extensions if (entry.student, entry.assignment) == (student, assignment)]
        return own[-1] if own else self.deadlines.get(assignment)


def load_course(project: Project) -> Course:
    """The course as ``course.toml`` declares it, or the defaults without that file.

    Raises:
        ManifestError: the file is wrong; says file, key, value and the next step.

    """
    default = f"{SQLITE}{project.state_folder / 'results.sqlite3'}"
    if not project.course_file.exists():
        return Course(database=default)
    table = read_toml(project, project.course_file)
    table.allow(
        "schema",
        "name",
        "timezone",
        "language",
        "roster",
        "database",
        "deadlines",
        "late",
        "attempts",
        "extensions",
    )
    timezone = _timezone(table)
    roster = table.text("roster", "")
    return Course(
        database=_database(project, table.text("database", default)),
        name=table.text("name", ""),
        timezone=str(timezone),
        language=table.choice("language", Language.BOTH),
        roster=project.root / roster if roster else None,
        late=read_late(table.table("late")),
        extensions=read_extensions(table.table("extensions"), timezone, project.names()),
        deadlines=read_deadlines(table.table("deadlines"), timezone, project.names()),
        attempts=read_attempts(table.table("attempts")),
    )


def _database(project: Project, url: str) -> str:
    """The same file from wherever the command is started."""
    path = url.removeprefix(SQLITE)
    if path == url or not path or path.startswith(":memory:"):
        return url
    return f"{SQLITE}{project.root / path}"


def _timezone(table: Table) -> tzinfo:
    if "timezone" not in table.data:
        return UTC
    name = table.text("timezone")
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # unknown; "../x"; "Asia", which is a folder
        known = available_timezones()
        tip = "Use an IANA name such as Asia/Seoul." if known else "This machine has no time zones: pip install tzdata."
        raise table.error(f"timezone {name!r} is not known{suggestion(name, known)}", tip) from error
