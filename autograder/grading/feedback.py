"""What a student may see of a result, by the level the manifest sets.

    none             the points of each exercise
    outcome          what became of each hidden test, one word and its sentence
    message          also what it promises, what kind of thing is wrong, the hint, and the student's own line
    counterexample   also what differed, with the values

What a student's code said in a hidden call could carry what the call was given, so an exception's text is repeated at
no level, and a returned value only where values are shown anyway.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autograder.grading.device_sentences import device_sentence
from autograder.grading.score import UNDECIDED, follows_from, is_lost
from autograder.grading.sentences import FOLLOWS, filled, outcome_sentence, reason_sentence
from autograder.manifest import Language
from autograder.model import (
    Assignment,
    CaseResult,
    Device,
    ExerciseResult,
    FeedbackLevel,
    Outcome,
    SubmissionResult,
    TestResult,
    Text,
)
from autograder.model.report import number
from autograder.reports.safe import plain

SCHEMA = "autograder/feedback/v1"

FIRST_THINGS_FIRST = (
    Outcome.MISSING,
    Outcome.UNFINISHED,
    Outcome.CRASHED,
    Outcome.ERROR,
    Outcome.MEMORY,
    Outcome.TIMEOUT,
    Outcome.FAILED,
    Outcome.GRADER_ERROR,
    Outcome.NOT_RUN,
    Outcome.PASSED,
)
"""What to mend before the rest makes sense."""

TEXT_LIMIT = 1000
"""Characters of a line or a counterexample."""

_REVEALS = (FeedbackLevel.MESSAGE, FeedbackLevel.COUNTEREXAMPLE)


def feedback(assignment: Assignment, result: SubmissionResult, language: Language) -> dict[str, Any]:
    """Plain data for JSON; a text is a dict with one entry per language.

    ``{"schema", "assignment", "title", "id", "score", "max_score", "raw_score"?, "penalty"?, "provisional", "notes",
    "exercises": [...]}``; an exercise is ``{"id", "score", "max_score", "first"?: {"text", "line"?}, "tests"?:
    [{"score", "max_score", "outcome", "device"?, "message"?, "reason"?, "line"?, "hint"?, "detail"?}]}``. ``raw_score``
    and ``penalty`` are there where being late cost points; ``first`` is what to look at first, where points
    were lost; ``device`` is where, if not on the CPU.
    """
    writer = _Writer(assignment, result, language)
    return {
        "schema": SCHEMA,
        "assignment": assignment.name,
        "title": writer.say(assignment.title if assignment.title != Text() else Text(en=assignment.name)),
        "id": plain(result.id),
        "score": number(result.score),
        "max_score": number(result.max_score),
        **_lateness(result),
        "provisional": result.provisional,
        "notes": [plain(note) for note in result.notes],
        "exercises": [writer.exercise(exercise) for exercise in result.exercises],
    }


def _lateness(result: SubmissionResult) -> dict[str, Any]:
    """What being late cost; nothing where it cost nothing."""
    return {"raw_score": number(result.raw_score), "penalty": number(result.penalty)} if result.penalty else {}


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes one student's exercises at the assignment's level."""

    assignment: Assignment
    result: SubmissionResult
    language: Language

    def say(self, text: Text) -> dict[str, str]:
        """The text in the wanted languages; where one is missing, the other stands in."""
        languages = {
            Language.EN: {"en": text.en or text.ko},
            Language.KO: {"ko": text.ko or text.en},
            Language.BOTH: {"en": text.en or text.ko, "ko": text.ko or text.en},
        }
        return languages[self.language]

    def exercise(self, exercise: ExerciseResult) -> dict[str, Any]:
        entry = {"id": exercise.id, "score": number(exercise.score), "max_score": number(exercise.max_score)}
        if self.assignment.feedback is FeedbackLevel.NONE:
            return entry
        return entry | self._first(exercise) | {"tests": [self._test(exercise, test) for test in exercise.tests]}

    def _first(self, exercise: ExerciseResult) -> dict[str, Any]:
        """What to look at first: an exercise this one builds on, or the failure that hides the others."""
        used = follows_from(self.assignment, self.result.exercises, exercise)
        if used:
            return {"first": {"text": self.say(filled(FOLLOWS, used=used[0]))}}
        lost = [(test, _telling(test)) for test in exercise.tests if is_lost(test)]
        if not lost:
            return {}
        test, case = min(lost, key=lambda entry: _urgency(entry[1]))
        return {"first": {"text": self.say(self._reason(exercise, test, case))} | self._line(case)}

    def _test(self, exercise: ExerciseResult, test: TestResult) -> dict[str, Any]:
        entry: dict[str, Any] = {"score": number(test.score), "max_score": number(test.max_score)}
        case = _telling(test)
        entry["outcome"] = case.outcome.value
        if case.device is not Device.CPU:
            entry["device"] = case.device.value
        if self.assignment.feedback in _REVEALS:
            entry["message"] = self.say(test.message)
        if case.outcome is Outcome.PASSED:
            return entry
        return entry | {"reason": self.say(self._reason(exercise, test, case))} | self._line(case) | self._help(case)

    def _reason(self, exercise: ExerciseResult, test: TestResult, case: CaseResult) -> Text:
        if self.assignment.feedback in _REVEALS:
            return device_sentence(test, case, reason_sentence(case, exercise.id))
        return outcome_sentence(case.outcome, exercise.id)

    def _line(self, case: CaseResult) -> dict[str, Any]:
        return {"line": plain(case.line, TEXT_LIMIT)} if case.line and self.assignment.feedback in _REVEALS else {}

    def _help(self, case: CaseResult) -> dict[str, Any]:
        entry: dict[str, Any] = {}
        if case.hint != Text() and self.assignment.feedback in _REVEALS:
            entry["hint"] = self.say(case.hint)
        values = self.assignment.feedback is FeedbackLevel.COUNTEREXAMPLE and case.outcome is Outcome.FAILED
        if values and case.detail:
            entry["detail"] = plain(case.detail, TEXT_LIMIT)
        return entry


def _telling(test: TestResult) -> CaseResult:
    """The case that decided the test: what a student mends first, with a hint if there is one."""
    if test.cases:
        on_cpu = [case for case in test.cases if case.device is Device.CPU and case.outcome not in UNDECIDED]
        return min(on_cpu or test.cases, key=_urgency)  # what fails on the CPU is not about devices
    return CaseResult(Device.CPU, Outcome.NOT_RUN, 0.0)


def _urgency(case: CaseResult) -> tuple[int, bool]:
    return FIRST_THINGS_FIRST.index(case.outcome), case.hint == Text()
