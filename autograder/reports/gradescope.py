"""Gradescope's ``results.json``: of a report, one for each student, or of the one submission its autograder graded.

The texts are those of the student's feedback, never the instructor's report: what is ``hidden`` today is published
tomorrow. Every text is declared as plain text. ``score`` is the final score and overrides the sum of the entries, so
a late penalty or a person's correction counts; an entry is one hidden test, because that is what earns points.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from autograder.errors import UsageError
from autograder.manifest import suggestion
from autograder.model import ExerciseResult, Outcome, Report, SubmissionResult, TestResult
from autograder.model.report import number
from autograder.reports.feedback_files import folder_names
from autograder.reports.format import Exported, File, Material, without_score
from autograder.reports.safe import plain

FILE = "results.json"
OPEN = frozenset({Outcome.NOT_RUN, Outcome.GRADER_ERROR})
"""Neither passed nor failed: the entry says so in words and has no status."""
TEXT = {"output_format": "text", "test_output_format": "text", "test_name_format": "text"}


class Visibility(StrEnum):
    """When students see something, in Gradescope's words; one hidden entry hides the total as well."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    AFTER_DUE_DATE = "after_due_date"
    AFTER_PUBLISHED = "after_published"


@dataclass(frozen=True, slots=True)
class Visibilities:
    """The default, and what differs from it by exercise or hidden test."""

    default: Visibility = Visibility.VISIBLE
    named: Mapping[str, Visibility] = field(default_factory=dict)
    """By an exercise's id or the name of a test function; the test's own wins."""

    @classmethod
    def parse(cls, text: str, known: frozenset[str]) -> Visibilities:
        """Read ``after_due_date,attention=hidden,test_shapes=visible``.

        Raises:
            UsageError: a word Gradescope does not have, or a name that is no exercise and no test.

        """
        default, named = Visibility.VISIBLE, {}
        for part in filter(None, map(str.strip, text.split(","))):
            name, equals, word = part.rpartition("=")
            if equals and name not in known:
                raise UsageError(
                    f"visibility names {name!a}, which is no exercise and no hidden test{suggestion(name, known)}"
                )
            if equals:
                named[name] = _visibility(word)
            else:
                default = _visibility(word)
        return cls(default, named)

    def of(self, exercise: str, test: str = "") -> Visibility:
        """When students see an entry."""
        return self.named.get(test) or self.named.get(exercise) or self.default


@dataclass(frozen=True, slots=True)
class Gradescope:
    """``autograder export REPORT --to gradescope``."""

    name: str = "gradescope"
    settings: Mapping[str, str] = field(
        default_factory=lambda: {
            "visibility": "visible, hidden, after_due_date or after_published, then ,EXERCISE=... and ,TEST=..."
        }
    )

    def export(self, report: Report, material: Material) -> Exported:
        """``<id>/results.json`` for everybody."""
        known = names(report)
        visibilities = Visibilities.parse(material.settings.get("visibility", ""), known)
        folders = folder_names(result.id for result in report.submissions)
        files = tuple(
            File(f"{folders[result.id]}/{FILE}", content(results(result, material.feedback[result.id], visibilities)))
            for result in report.submissions
        )
        return Exported(files, left_out=without_score(report))


def names(report: Report) -> frozenset[str]:
    """What ``visibility`` can name: exercises and hidden tests."""
    exercises = [exercise for result in report.submissions for exercise in result.exercises]
    return frozenset(exercise.id for exercise in exercises) | {
        test.name for exercise in exercises for test in exercise.tests
    }


def results(result: SubmissionResult, feedback: dict[str, Any], visibilities: Visibilities) -> dict[str, Any]:
    """The data of ``results.json``.

    Args:
        result: the points.
        feedback: the texts, as ``feedback.json`` of the same result.
        visibilities: of the entries; the default is also that of the text above them.

    """
    cases = [case for exercise in result.exercises for test in exercise.tests for case in test.cases]
    entries = [
        entry
        for place, (exercise, told) in enumerate(zip(result.exercises, feedback["exercises"], strict=True), start=1)
        for entry in _entries(str(place), exercise, told, visibilities)
    ]
    return {
        "score": number(result.score),
        "execution_time": round(sum(case.seconds for case in cases), 3),
        "output": "\n".join(_heading(result, feedback)),
        "visibility": visibilities.default.value,
        "stdout_visibility": Visibility.HIDDEN.value,
        **TEXT,
        "tests": entries,
        "extra_data": {
            "graded": True,
            "provisional": result.provisional,
            "raw_score": number(result.raw_score),
            "penalty": number(result.penalty),
            "submitted_at": plain(result.submitted_at),
        },
    }


def ungraded(why: str) -> dict[str, Any]:
    """For what has no score, in a format that has no word for that: zero, and a text that says it is no verdict."""
    return {
        "score": 0,
        "output": plain(why),
        "visibility": Visibility.VISIBLE.value,
        "stdout_visibility": Visibility.HIDDEN.value,
        **TEXT,
        "tests": [],
        "extra_data": {"graded": False},
    }


def content(data: dict[str, Any]) -> bytes:
    """The bytes of ``results.json``; ASCII, whatever the platform's locale is."""
    return f"{json.dumps(data, indent=1, allow_nan=False)}\n".encode()


def _visibility(word: str) -> Visibility:
    try:
        return Visibility(word)
    except ValueError:
        raise UsageError(
            f"visibility {word!a} is not known{suggestion(word, [entry.value for entry in Visibility])}",
            tip=f"one of {', '.join(Visibility)}",
        ) from None


def _heading(result: SubmissionResult, feedback: dict[str, Any]) -> Iterator[str]:
    for language, title in feedback["title"].items():
        words = _WORDS[language]
        yield f"{title}: {number(result.score)} / {number(result.max_score)}"
        if result.penalty:
            yield words["penalty"].format(raw=number(result.raw_score), penalty=number(result.penalty))
        if result.provisional:
            yield words["provisional"]
    yield from (plain(note) for note in feedback["notes"])


def _entries(
    place: str, exercise: ExerciseResult, told: dict[str, Any], visibilities: Visibilities
) -> Iterator[dict[str, Any]]:
    """One for each hidden test; one for the exercise where its feedback gives no more away."""
    if "tests" not in told:
        visibility = visibilities.of(exercise.id)
        yield _entry(place, exercise.id, exercise, visibility)
        return
    for count, (test, said) in enumerate(zip(exercise.tests, told["tests"], strict=True), start=1):
        name = f"{exercise.id}: {_joined(said['message'])}" if "message" in said else f"{exercise.id} {count}"
        entry = _entry(f"{place}.{count}", name, test, visibilities.of(exercise.id, test.name))
        outcome = Outcome(said["outcome"])
        if outcome not in OPEN:
            entry["status"] = "passed" if outcome is Outcome.PASSED else "failed"
        lines = list(_details(said))
        yield entry | ({"output": "\n".join(lines)} if lines else {})


def _entry(place: str, name: str, scored: ExerciseResult | TestResult, visibility: Visibility) -> dict[str, Any]:
    return {
        "number": place,
        "name": plain(name, 300),
        "score": number(scored.score),
        "max_score": number(scored.max_score),
        "visibility": visibility.value,
    }


def _details(said: dict[str, Any]) -> Iterator[str]:
    if "reason" in said:
        yield _text(said["reason"])
    if "line" in said:
        yield plain(said["line"])
    if "hint" in said:
        yield _text(said["hint"])
    if "detail" in said:
        yield plain(said["detail"])


def _text(languages: dict[str, str]) -> str:
    return "\n".join(map(plain, dict.fromkeys(languages.values())))


def _joined(languages: dict[str, str]) -> str:
    return " / ".join(dict.fromkeys(languages.values()))


_WORDS = {
    "en": {
        "penalty": "{raw} points before the penalty for being late, which is {penalty}.",
        "provisional": "This score is provisional: some tests still wait for a device.",
    },
    "ko": {
        "penalty": "지각 감점 전 {raw}점, 감점 {penalty}점입니다.",
        "provisional": "아직 확정되지 않은 점수입니다. 일부 테스트가 필요한 장치에서 실행되기를 기다리고 있습니다.",
    },
}
