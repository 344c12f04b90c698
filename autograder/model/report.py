"""The result of a grading run; ``to_dict`` and ``from_dict`` are the format of ``report.json``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from autograder.model.assignment import Device
from autograder.model.outcome import Outcome
from autograder.model.submission import Unreadable
from autograder.model.text import Text

SCHEMA = "autograder/report/v1"


def number(points: Decimal) -> int | float:
    """Points for JSON: at most two decimals, so the shortest float prints them exactly."""
    return int(points) if points == points.to_integral_value() else float(points)


def points(value: float | str) -> Decimal:
    """The inverse of :func:`number`."""
    return Decimal(str(value))


def _moment(text: str) -> str:
    """``ValueError`` if it is neither empty nor ISO 8601."""
    if text:
        datetime.fromisoformat(text)
    return text


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One test function with one set of parameters on one device."""

    device: Device
    outcome: Outcome
    seconds: float
    """Wall time of the case in the judge."""
    detail: str = ""
    """For the instructor: what differs, or the exception; text chosen by a student is marked as such."""
    line: str = ""
    """The student's own line, ``cell 7, line 3: w -= lr``; empty if none is known."""
    input_digest: str = ""
    """Digest of the last inputs that were sent, equal for every student."""
    parameters: str = ""
    """pytest's id of the parameter set; empty for a test without parameters."""
    kind: str = ""
    """Kind of mismatch (``shape``, ``values``, ...) or the class of an exception from the closed table."""
    hint: Text = field(default_factory=Text)
    """Diagnosis by a wrong solution that gives the same result (SEMANTICS 21)."""

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "device": self.device.value,
            "outcome": self.outcome.value,
            "seconds": round(self.seconds, 6),
            "detail": self.detail,
            "line": self.line,
            "input_digest": self.input_digest,
            "parameters": self.parameters,
            "kind": self.kind,
            "hint": self.hint.to_dict(),
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> CaseResult:
        """The inverse of :meth:`to_dict`."""
        return cls(
            device=Device(data["device"]),
            outcome=Outcome(data["outcome"]),
            seconds=float(data["seconds"]),
            detail=data["detail"],
            line=data["line"],
            input_digest=data["input_digest"],
            parameters=data.get("parameters", ""),
            kind=data.get("kind", ""),
            hint=Text.from_dict(data.get("hint", {})),
        )


@dataclass(frozen=True, slots=True)
class TestResult:
    """One hidden test function over its parameters and devices; it earns all or nothing (SEMANTICS 25)."""

    __test__ = False  # not a test class for pytest

    name: str
    score: Decimal
    max_score: Decimal
    message: Text
    """The author's sentence: what the test promises."""
    cases: tuple[CaseResult, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "name": self.name,
            "score": number(self.score),
            "max_score": number(self.max_score),
            "message": self.message.to_dict(),
            "cases": [case.to_dict() for case in self.cases],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> TestResult:
        """The inverse of :meth:`to_dict`."""
        return cls(
            name=data["name"],
            score=points(data["score"]),
            max_score=points(data["max_score"]),
            message=Text.from_dict(data["message"]),
            cases=tuple(CaseResult.from_dict(case) for case in data["cases"]),
        )


@dataclass(frozen=True, slots=True)
class ExerciseResult:
    """All hidden tests of one exercise."""

    id: str
    score: Decimal
    max_score: Decimal
    tests: tuple[TestResult, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "id": self.id,
            "score": number(self.score),
            "max_score": number(self.max_score),
            "tests": [test.to_dict() for test in self.tests],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> ExerciseResult:
        """The inverse of :meth:`to_dict`."""
        return cls(
            id=data["id"],
            score=points(data["score"]),
            max_score=points(data["max_score"]),
            tests=tuple(TestResult.from_dict(test) for test in data["tests"]),
        )


@dataclass(frozen=True, slots=True)
class SubmissionResult:
    """One student's scores."""

    id: str
    score: Decimal
    """The final score: what the exercises earned less the penalty for being late."""
    max_score: Decimal
    provisional: bool
    """A required or requested device has not yet run a test that could still earn points."""
    notes: tuple[str, ...]
    exercises: tuple[ExerciseResult, ...]
    digest: str = ""
    """Of what was handed in: reports of two runners are about the same only if it is."""
    penalty: Decimal = Decimal(0)
    """Points taken for being late."""
    submitted_at: str = ""
    """When it was handed in: ISO 8601 with the offset from UTC; empty if nobody knows."""

    @property
    def raw_score(self) -> Decimal:
        """What the exercises earned, before the penalty."""
        return self.score + self.penalty

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "id": self.id,
            "score": number(self.score),
            "raw_score": number(self.raw_score),
            "penalty": number(self.penalty),
            "submitted_at": self.submitted_at,
            "max_score": number(self.max_score),
            "provisional": self.provisional,
            "notes": list(self.notes),
            "exercises": [exercise.to_dict() for exercise in self.exercises],
            "digest": self.digest,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> SubmissionResult:
        """The inverse of :meth:`to_dict`."""
        return cls(
            id=data["id"],
            score=points(data["score"]),
            max_score=points(data["max_score"]),
            provisional=bool(data["provisional"]),
            notes=tuple(data["notes"]),
            exercises=tuple(ExerciseResult.from_dict(exercise) for exercise in data["exercises"]),
            digest=data.get("digest", ""),
            penalty=points(data.get("penalty", 0)),
            submitted_at=_moment(data.get("submitted_at", "")),
        )


@dataclass(frozen=True, slots=True)
class Report:
    """One grading run of one cohort."""

    assignment: str
    seed: str
    isolation: str
    """The tier the submissions ran in: A sealed, B confined, C filter only, D process only."""
    versions: dict[str, str]
    submissions: tuple[SubmissionResult, ...]
    unreadable: tuple[Unreadable, ...] = ()
    requested_devices: tuple[Device, ...] = ()
    """Those that were asked for by name: scores are provisional until they have run."""

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "schema": SCHEMA,
            "assignment": self.assignment,
            "seed": self.seed,
            "isolation": self.isolation,
            "versions": dict(self.versions),
            "requested_devices": [device.value for device in self.requested_devices],
            "submissions": [submission.to_dict() for submission in self.submissions],
            "unreadable": [entry.to_dict() for entry in self.unreadable],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Report:
        """The inverse of :meth:`to_dict`; the caller has checked ``schema``."""
        return cls(
            assignment=data["assignment"],
            seed=data["seed"],
            isolation=data["isolation"],
            versions=dict(data["versions"]),
            submissions=tuple(SubmissionResult.from_dict(entry) for entry in data["submissions"]),
            unreadable=tuple(Unreadable.from_dict(entry) for entry in data.get("unreadable", [])),
            requested_devices=tuple(map(Device, data.get("requested_devices", []))),
        )
