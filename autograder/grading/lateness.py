"""What being late costs. Pure: a result, a moment and the course's rules give a result.

Periods are counted from the deadline and its grace on. A day ends at the same time of day in the course's time zone,
also when the clocks change in between; an hour is sixty minutes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import ROUND_DOWN, Decimal
from zoneinfo import ZoneInfo

from autograder.manifest import Course, LateBase, LatePolicy, read_roster
from autograder.model import SubmissionResult
from autograder.model.report import number

CENT = Decimal("0.01")
HOUR = timedelta(hours=1)
UNKNOWN = "When it was handed in is not known, so nothing is taken for being late."
LATE, EXTENDED = "Late by ", "Handed in before the extended deadline, "
_OURS = (UNKNOWN, LATE, EXTENDED)


@dataclass(frozen=True, slots=True)
class Calendar:
    """When the work for one assignment is due."""

    course: Course
    assignment: str
    people: Mapping[str, str] = field(default_factory=dict)
    """Ids of the course by what a platform calls a student."""

    def due(self, submission: str) -> datetime | None:
        """The deadline of whoever handed that in; ``None`` for never."""
        names = {submission, self.people.get(submission) or self.people.get(submission.casefold(), submission)}
        extended = [entry for entry in self.course.extensions if entry.assignment == self.assignment]
        own = [entry.until for entry in extended if entry.student in names]
        return own[-1] if own else self.common

    @property
    def common(self) -> datetime | None:
        """The deadline of everybody without an extension."""
        return self.course.deadlines.get(self.assignment)


def calendar(course: Course, assignment: str) -> Calendar:
    """The deadlines of one assignment, for the ids of the course and those of platforms in its roster.

    Raises:
        ManifestError: the roster is needed and cannot be read.

    """
    if course.roster is None or not course.extensions:
        return Calendar(course, assignment)
    known = read_roster(course.roster).known_as()
    ids = {
        name: name for name in (student.id for student in known.values())
    }  # as they are, before what others are called
    return Calendar(course, assignment, {alias.casefold(): student.id for alias, student in known.items()} | ids)


def penalized(result: SubmissionResult, calendar: Calendar) -> SubmissionResult:
    """The result with what is taken for being late; a result that has been through this before comes out the same."""
    earned = replace(
        result,
        score=result.raw_score,
        penalty=Decimal(0),
        submitted_at=_with_offset(result.submitted_at, calendar.course),
        notes=tuple(note for note in result.notes if not note.startswith(_OURS)),
    )
    due = calendar.due(result.id)
    if due is None:
        return earned
    if not earned.submitted_at:
        return earned if calendar.course.late.policy is LatePolicy.NONE else _noted(earned, UNKNOWN)
    return _judged(earned, datetime.fromisoformat(earned.submitted_at), due, calendar)


def _judged(earned: SubmissionResult, handed_in: datetime, due: datetime, calendar: Calendar) -> SubmissionResult:
    late, zone = calendar.course.late, ZoneInfo(calendar.course.timezone)
    cutoff = _utc(due) + late.grace
    shown = f"{due.astimezone(zone):%Y-%m-%d %H:%M %Z}"
    if _utc(handed_in) <= cutoff:
        common = calendar.common
        extended = common is not None and _utc(handed_in) > _utc(common) + late.grace
        return _noted(earned, f"{EXTENDED}{shown}.") if extended else earned
    delay = _duration(_utc(handed_in) - cutoff)
    if late.policy is LatePolicy.NONE:
        return _noted(earned, f"{LATE}{delay} (due {shown}); nothing is taken for it.")
    penalty, why = _penalty(earned, handed_in, cutoff, calendar.course)
    note = f"{LATE}{delay} (due {shown}): {why}, {number(penalty)} of {number(earned.score)} points."
    return replace(_noted(earned, note), score=earned.score - penalty, penalty=penalty)


def _penalty(earned: SubmissionResult, handed_in: datetime, cutoff: datetime, course: Course) -> tuple[Decimal, str]:
    """The points and the reason; rounded so that the student never loses a part of a hundredth."""
    late = course.late
    hours = Decimal((_utc(handed_in) - cutoff) / timedelta(microseconds=1)) / Decimal(3_600_000_000)
    dropped = late.drop_after_hours is not None and hours > late.drop_after_hours
    if late.policy is LatePolicy.DROP or dropped:
        return earned.score, "too late to count"
    if late.policy is LatePolicy.PER_HOUR:
        count, unit = -(-(_utc(handed_in) - cutoff) // HOUR), "hour"
    else:
        count, unit = _days(handed_in, cutoff, ZoneInfo(course.timezone)), "day"
    percent = min(count * late.percent, late.cap_percent, Decimal(100))
    base = earned.max_score if late.of is LateBase.MAX_SCORE else earned.score
    penalty = min(earned.score, (base * percent / 100).quantize(CENT, ROUND_DOWN))
    what = "of the score" if late.of is LateBase.SCORE else "of the points there are"
    return penalty, f"{count} {unit}{'s' if count > 1 else ''} begun, {number(percent)} % {what}"


def _days(handed_in: datetime, cutoff: datetime, zone: ZoneInfo) -> int:
    """How many days have begun, each as long as the clock on the wall says."""
    start, moment = cutoff.astimezone(zone), _utc(handed_in)
    days = max(0, (moment - cutoff).days - 1)
    while _utc(start + timedelta(days=days)) < moment:  # of one zone: the same time of day
        days += 1
    return days


def _with_offset(text: str, course: Course) -> str:
    """A moment without an offset is meant in the course's time zone; empty stays empty."""
    if not text:
        return ""
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(course.timezone))).isoformat()


def _utc(moment: datetime) -> datetime:
    """For arithmetic: between moments of one zone Python subtracts what the clocks show."""
    return moment.astimezone(UTC)


def _duration(length: timedelta) -> str:
    minutes = max(1, -(-length // timedelta(minutes=1)))
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    parts = [f"{value} {unit}" for value, unit in ((days, "d"), (hours, "h"), (minutes, "min")) if value]
    return " ".join(parts[:2])


def _noted(result: SubmissionResult, note: str) -> SubmissionResult:
    return replace(result, notes=(*result.notes, note))
