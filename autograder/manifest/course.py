"""``course.toml`` -> Course: what holds for all assignments."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from autograder.manifest.nearest import suggestion
from autograder.manifest.project import Project
from autograder.manifest.table import Table, read_toml, shown

SQLITE = "sqlite:///"


class Language(StrEnum):
    """The language of feedback."""

    EN = "en"
    KO = "ko"
    BOTH = "both"


class LatePolicy(StrEnum):
    """What being late costs."""

    NONE = "none"
    PER_DAY = "per_day"


@dataclass(frozen=True, slots=True)
class Late:
    """What being late costs, and from when."""

    policy: LatePolicy = LatePolicy.NONE
    percent: Decimal = Decimal(0)
    """Taken off the score for each day begun."""
    grace_minutes: int = 0
    """After the deadline, still on time."""


@dataclass(frozen=True, slots=True)
class Extension:
    """One student's own deadline for one assignment."""

    student: str
    assignment: str
    until: datetime
    """With time zone."""


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


def load_course(project: Project) -> Course:
    """The course as ``course.toml`` declares it, or the defaults without that file.

    Raises:
        ManifestError: the file is wrong; says file, key, value and the next step.

    """
    default = f"{SQLITE}{project.state_folder / 'results.sqlite3'}"
    if not project.course_file.exists():
        return Course(database=default)
    table = read_toml(project, project.course_file)
    table.allow("schema", "name", "timezone", "language", "roster", "database", "late", "extensions")
    timezone = _timezone(table)
    roster = table.text("roster", "")
    return Course(
        database=_database(project, table.text("database", default)),
        name=table.text("name", ""),
        timezone=str(timezone),
        language=table.choice("language", Language.BOTH),
        roster=project.root / roster if roster else None,
        late=_late(table.table("late")),
        extensions=_extensions(table.table("extensions"), timezone, project.names()),
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


def _late(table: Table) -> Late:
    table.allow("policy", "percent", "grace_minutes")
    policy = table.choice("policy", LatePolicy.NONE)
    percent = table.number("percent", Decimal(0) if policy is LatePolicy.NONE else None)
    if not 0 <= percent <= 100:
        raise table.error(f"percent must be between 0 and 100, got {shown(table.data['percent'])}")
    grace = table.integer("grace_minutes", 0)
    if grace < 0:
        raise table.error(f"grace_minutes must not be negative, got {shown(grace)}")
    return Late(policy, percent, grace)


def _extensions(table: Table, timezone: tzinfo, assignments: tuple[str, ...]) -> tuple[Extension, ...]:
    extensions = []
    for student in table.data:
        granted = table.table(student)
        for assignment in granted.data:
            if assignment not in assignments:
                raise granted.error(
                    f"unknown assignment {assignment!r}{suggestion(assignment, assignments)}",
                    tip=f"Known assignments: {', '.join(assignments) or 'none'}.",
                )
            extensions.append(Extension(student, assignment, _moment(granted, assignment, timezone)))
    return tuple(extensions)


def _moment(table: Table, key: str, timezone: tzinfo) -> datetime:
    """A TOML date-time, or the same as a string; without an offset it is meant in the course's time zone."""
    value = table.data[key]
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise table.error(
            f"{key} must be a date with a time, got {shown(value)}", tip='For example "2026-12-03T23:59".'
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone)
