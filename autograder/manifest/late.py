"""Deadlines, extensions, what being late costs and which attempt counts: the tables of ``course.toml`` about time.

[deadlines]
essentials = "2026-12-01T23:59"
[late]
policy = "per_day"
percent = 10
grace_minutes = 15
cap_percent = 50
drop_after_hours = 168
[attempts]
count = "best"
limit = 3
[extensions]
alice = { essentials = "2026-12-03T23:59" }
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum

from autograder.manifest.nearest import suggestion
from autograder.manifest.table import Table, shown

LONGEST_DATE = len("2026-12-01")


class LatePolicy(StrEnum):
    """What being late costs."""

    NONE = "none"
    PER_DAY = "per_day"
    PER_HOUR = "per_hour"
    DROP = "drop"


class LateBase(StrEnum):
    """What the percentage is of."""

    SCORE = "score"
    MAX_SCORE = "max_score"


@dataclass(frozen=True, slots=True)
class Late:
    """What being late costs, and from when."""

    policy: LatePolicy = LatePolicy.NONE
    percent: Decimal = Decimal(0)
    """Taken for each day or hour begun."""
    grace_minutes: int = 0
    """After the deadline, still on time; what is later than that is late from there on."""
    cap_percent: Decimal = Decimal(100)
    """Never more than this is taken, but for what is dropped."""
    drop_after_hours: Decimal | None = None
    """What is later than this many hours earns nothing; ``None`` where nothing is dropped for its age."""
    of: LateBase = LateBase.SCORE

    @property
    def grace(self) -> timedelta:
        """Time after the deadline that costs nothing."""
        return timedelta(minutes=self.grace_minutes)


class Counts(StrEnum):
    """Which of several attempts counts."""

    LAST = "last"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Attempts:
    """Which of a student's attempts counts, and how many do."""

    count: Counts = Counts.LAST
    limit: int | None = None
    """The first so many, by the time they were handed in; ``None`` for all."""


@dataclass(frozen=True, slots=True)
class Extension:
    """One student's own deadline for one assignment."""

    student: str
    """NFC, as reports call them."""
    assignment: str
    until: datetime
    """With time zone."""


def read_late(table: Table) -> Late:
    """The table ``[late]``; ``ManifestError`` if a value cannot be meant."""
    table.allow("policy", "percent", "of", "grace_minutes", "cap_percent", "drop_after_hours")
    policy = table.choice("policy", LatePolicy.NONE)
    counted = policy in (LatePolicy.PER_DAY, LatePolicy.PER_HOUR)
    grace = table.integer("grace_minutes", 0)
    if grace < 0:
        raise table.error(f"grace_minutes must not be negative, got {shown(grace)}")
    if not counted and "drop_after_hours" in table.data:
        raise table.error("drop_after_hours needs the policy per_day or per_hour", tip="drop drops whatever is late.")
    return Late(
        policy=policy,
        percent=_percent(table, "percent", None if counted else Decimal(0)),
        grace_minutes=grace,
        cap_percent=_percent(table, "cap_percent", Decimal(100)),
        drop_after_hours=_hours(table, "drop_after_hours"),
        of=table.choice("of", LateBase.SCORE),
    )


def read_attempts(table: Table) -> Attempts:
    """The table ``[attempts]``; ``ManifestError`` if a value cannot be meant."""
    table.allow("count", "limit")
    limit = table.positive_integer("limit", 1) if "limit" in table.data else None
    return Attempts(table.choice("count", Counts.LAST), limit)


def read_deadlines(table: Table, timezone: tzinfo, assignments: tuple[str, ...]) -> Mapping[str, datetime]:
    """The table ``[deadlines]``: moments by assignment; ``ManifestError`` for an assignment nobody knows."""
    for assignment in table.data:
        _check_assignment(table, assignment, assignments)
    return {assignment: _moment(table, assignment, timezone) for assignment in table.data}


def read_extensions(table: Table, timezone: tzinfo, assignments: tuple[str, ...]) -> tuple[Extension, ...]:
    """The table ``[extensions]``: a table of moments for each student; ``ManifestError`` as for deadlines."""
    extensions = []
    for student in table.data:
        granted = table.table(student)
        for assignment in granted.data:
            _check_assignment(granted, assignment, assignments)
            until = _moment(granted, assignment, timezone)
            extensions.append(Extension(unicodedata.normalize("NFC", student), assignment, until))
    return tuple(extensions)


def _percent(table: Table, key: str, default: Decimal | None) -> Decimal:
    percent = table.number(key, default)
    if not 0 <= percent <= 100:
        raise table.error(f"{key} must be between 0 and 100, got {shown(table.data[key])}")
    return percent


def _hours(table: Table, key: str) -> Decimal | None:
    return Decimal(str(table.seconds(key, 1))) if key in table.data else None


def _check_assignment(table: Table, assignment: str, known: tuple[str, ...]) -> None:
    if assignment not in known:
        raise table.error(
            f"unknown assignment {assignment!r}{suggestion(assignment, known)}",
            tip=f"Known assignments: {', '.join(known) or 'none'}.",
        )


def moment_of(text: str) -> datetime:
    """A date with a time in ISO 8601; ``ValueError`` for another text, and for a date alone."""
    if len(text.strip()) <= LONGEST_DATE:  # Python would take its first moment, whoever writes it means its last
        raise ValueError("there is no time")
    return datetime.fromisoformat(text.strip())


def _moment(table: Table, key: str, timezone: tzinfo) -> datetime:
    """A TOML date-time, or the same as a string; without an offset it is meant in the course's time zone."""
    value = table.data[key]
    try:
        moment = value if isinstance(value, datetime) else moment_of(value)
    except (AttributeError, TypeError, ValueError) as error:  # of no text; of another text
        raise table.error(
            f"{key} must be a date with a time, got {shown(value)}", tip='For example "2026-12-03T23:59".'
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone)
