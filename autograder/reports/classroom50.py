"""``result.json`` of Classroom 50, schema ``classroom50/result/v1``.

Its scores are integers, so every number of points is a hundredth here: 6.5 of 10 is 650 of 1000, exactly. ``datetime``
is when the work was handed in and never when it was graded, so that grading again changes nothing. The file may be
public: it names exercises and no hidden test.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from autograder.errors import ReportError, UsageError
from autograder.model import ExerciseResult, Report, SubmissionResult
from autograder.model.report import number
from autograder.reports.feedback_files import folder_names
from autograder.reports.format import Exported, File, Material
from autograder.reports.safe import plain

SCHEMA = "classroom50/result/v1"
SCALE = 100
"""Hundredths of a point: scores have at most two decimals."""
SHORT = 7
"""Characters of a commit's name, or of a digest, in a submission's tag."""
MESSAGE = 300
Result = dict[str, Any]


class Mode(StrEnum):
    """Who hands in."""

    INDIVIDUAL = "individual"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Origin:
    """What the platform calls a submission and where it shows it; every text is at least one character."""

    classroom: str
    assignment: str
    owner: str
    """The student's part of the repository's name; the collector skips any other."""
    tag: str
    """``submit/20261120T100000Z-1a2b3c4``."""
    datetime: str
    """When it was handed in, as :func:`utc` writes it."""
    commit: str
    """Link to the commit."""
    release: str
    """Link to the release."""
    review: str
    """Link to the whole difference."""
    mode: Mode = Mode.INDIVIDUAL


@dataclass(frozen=True, slots=True)
class Classroom50:
    """One ``result.json`` for each student."""

    name: str = "classroom50"
    settings: Mapping[str, str] = field(
        default_factory=lambda: {
            "classroom": "Short name of the classroom; needed.",
            "url": "Address of a student's repository with {owner} in it, for the links; needed.",
            "assignment": "Name of the assignment there; by default the one here.",
            "mode": "individual (default) or group.",
            "submitted_at": "ISO 8601: when work was handed in of which nobody knows it.",
        }
    )

    def export(self, report: Report, material: Material) -> Exported:
        """The files; who could not be read, or of whom no time is known, is left out with one line.

        The owner of a repository is the ``github`` login of the roster, or the id.

        Raises:
            UsageError: a setting is missing or wrong.

        """
        settings = _read(material.settings, report)
        folders = folder_names(entry.id for entry in report.submissions)
        students = material.students(report)
        owners = {name: student.columns.get("github", name) for name, student in students.items()}
        files = []
        left_out = [f"{plain(entry.id, 80)}: not graded: {plain(entry.reason, MESSAGE)}" for entry in report.unreadable]
        for entry in report.submissions:
            try:
                data = result(entry, settings.origin(entry, owners.get(entry.id, entry.id)))
            except ReportError as error:
                left_out.append(f"{plain(entry.id, 80)}: not exported: {error.what}; {error.tip}")
            else:
                files.append(File(f"{folders[entry.id]}/result.json", content(data)))
        return Exported(tuple(files), tuple(left_out))


def result(submission: SubmissionResult, origin: Origin) -> Result:
    """The result of one student; what being late costs is in the total and said in an entry without points."""
    tests = [_exercise(entry) for entry in submission.exercises]
    if submission.penalty:
        said = f"{number(submission.penalty)} points taken for being late"
        tests.append(_entry("handed in late", passed=False, score=Decimal(0), most=Decimal(0), message=said))
    return _result(origin, submission.score, submission.max_score, tests)


def content(data: Result) -> bytes:
    """The file."""
    return (json.dumps(data, ensure_ascii=True, indent=2) + "\n").encode()


def utc(moment: str) -> str:
    """A time of submission as the schema wants it: ``2026-11-20T10:00:00Z``.

    Args:
        moment: ISO 8601 with an offset.

    Raises:
        ReportError: it is not known.

    """
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        parsed = None
    if parsed is None or parsed.tzinfo is None:
        raise ReportError(
            "the time of submission is not known, and result.json needs it",
            tip="grade repositories, whose commits have dates, or give --set submitted_at=2026-12-01T23:59+09:00",
        )
    return f"{parsed.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def tag(moment: str, name: str) -> str:
    """``submit/20261120T100000Z-1a2b3c4`` for a time of :func:`utc` and a commit's name or a digest."""
    return f"submit/{moment.replace('-', '').replace(':', '')}-{name[:SHORT]}"


@dataclass(frozen=True, slots=True)
class _Settings:
    classroom: str
    url: str
    assignment: str
    mode: Mode
    submitted_at: str

    def origin(self, submission: SubmissionResult, owner: str) -> Origin:
        moment = utc(submission.submitted_at or self.submitted_at)
        link = self.url.replace("{owner}", quote(owner, safe=""))
        return Origin(
            classroom=self.classroom,
            assignment=self.assignment,
            owner=plain(owner),
            tag=tag(moment, submission.digest),
            datetime=moment,
            commit=link,
            release=link,
            review=link,
            mode=self.mode,
        )


def _read(settings: Mapping[str, str], report: Report) -> _Settings:
    for key in ("classroom", "url"):
        if not settings.get(key):
            raise UsageError(f"classroom50 needs {key!r}", tip=f"give it with --set {key}=...")
    mode = settings.get("mode", Mode.INDIVIDUAL.value)
    if mode not in set(Mode):
        raise UsageError(f"mode must be individual or group, got {mode!a}", tip="--set mode=group")
    return _Settings(
        classroom=settings["classroom"],
        url=settings["url"],
        assignment=settings.get("assignment") or report.assignment,
        mode=Mode(mode),
        submitted_at=settings.get("submitted_at", ""),
    )


def _result(origin: Origin, score: Decimal, max_score: Decimal, tests: list[Result]) -> Result:
    return {
        "schema": SCHEMA,
        "classroom": origin.classroom,
        "assignment": origin.assignment,
        "assignment_type": origin.mode,
        "owner": origin.owner,
        "submission": origin.tag,
        "commit": origin.commit,
        "release": origin.release,
        "review": origin.review,
        "datetime": origin.datetime,
        "score": _hundredths(score),
        "max-score": _hundredths(max_score),
        "tests": tests,
    }


def _exercise(exercise: ExerciseResult) -> Result:
    devices = dict.fromkeys(case.device.value for test in exercise.tests for case in test.cases)
    passed = exercise.score >= exercise.max_score
    entry = _entry(plain(exercise.id), passed=passed, score=exercise.score, most=exercise.max_score)
    return entry | ({"device": ", ".join(devices)} if devices else {})


def _entry(name: str, *, passed: bool, score: Decimal, most: Decimal, message: str = "") -> Result:
    entry: Result = {
        "test-name": name,
        "passed": passed,
        "score": _hundredths(score),
        "max-score": _hundredths(most),
    }
    return entry | ({"message": message} if message else {})


def _hundredths(points: Decimal) -> int:
    return int(points * SCALE)
