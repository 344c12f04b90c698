"""What nbgrader is told of one notebook: a score for each test cell, or why there is none, and words for a student."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from autograder.errors import AutograderError
from autograder.grading.feedback import feedback
from autograder.grading.score import is_lost
from autograder.grading.sentences import outcome_sentence
from autograder.grading.suite import Suite
from autograder.manifest import Language, Override
from autograder.model import Assignment, Device, Exercise, ExerciseResult, Outcome, SubmissionResult, TestResult
from autograder.notebook.metadata import checks_cell, solution_cell
from autograder.reports.feedback_files import exercise_lines
from autograder.reports.safe import code_span, plain

REGENERATE = "run `autograder nbgrader init`, `nbgrader generate_assignment --force` and `nbgrader autograde --force`"

_MARKED = re.compile(r"(?P<ticks>`+) ?(?P<code>.+?) ?(?P=ticks)(?!`)|\*\*(?P<strong>.+?)\*\*")


@dataclass(frozen=True, slots=True)
class Mark:
    """One graded cell."""

    grade_id: str
    """Of the cell with the points."""
    solution_id: str
    """Of the cell that gets the comment; empty if there is none."""
    score: float | None
    """``None``: nobody has decided, a person must."""
    text: str
    """For the student, Markdown; empty if nothing is to be said."""
    worth: float
    """Points, as the manifest gives them."""

    @property
    def printed(self) -> str:
        """The text without Markdown's marks, for a place that shows it as it is."""
        return _MARKED.sub(lambda found: found["code"] or found["strong"], self.text)


@dataclass(frozen=True, slots=True)
class Grading:
    """What a result is read with."""

    assignment: Assignment
    suite: Suite
    language: Language
    devices: tuple[Device, ...]
    overrides: tuple[Override, ...]


def marks(grading: Grading, result: SubmissionResult) -> tuple[Mark, ...]:
    """A mark for each exercise; one with a fault of ours, or that waits for a device, has no score."""
    written = feedback(grading.assignment, result, grading.language)
    settled = {entry.exercise for entry in grading.overrides if entry.submission == result.id}
    notes = written["notes"]
    made = []
    for exercise, entry in zip(result.exercises, written["exercises"], strict=True):
        missing = None if exercise.id in settled else _missing(grading, exercise)
        pages = [_page(entry, notes, language, missing) for language in written["title"]]
        text = "\n\n".join(dict.fromkeys(pages)).strip()  # once where both languages say the same
        score = float(exercise.score) if missing is None else None
        made.append(_mark(grading.assignment.exercise(exercise.id), score, text))
        notes = []  # they concern the whole notebook: the first exercise has them
    return tuple(made)


def undecided(assignment: Assignment, reason: str) -> tuple[Mark, ...]:
    """No exercise has a score; ``reason`` is a line that a student may read."""
    return tuple(_mark(exercise, None, plain(reason)) for exercise in assignment.exercises)


def reason_for(error: Exception) -> str:
    """What a comment says about an error of ours; the log has the rest."""
    if isinstance(error, AutograderError):
        return f"Not graded: {error}" + (f"; {error.tip}" if error.tip else "")
    return f"Not graded: a fault of the autograder ({type(error).__name__})"


def in_cell(mark: Mark, points: float) -> Mark:
    """The mark as the gradebook can take it: only where both agree on the points, and never outside them."""
    if mark.worth != points:
        shown = f"{mark.worth:g} points in assignment.toml and {points:g} in the gradebook"
        return replace(mark, score=None, text=f"Not graded: worth {shown}; {REGENERATE}")
    return mark if mark.score is None else replace(mark, score=min(max(mark.score, 0.0), points))


def _mark(exercise: Exercise, score: float | None, text: str) -> Mark:
    tests = checks_cell(exercise.id, exercise.points).grade_id
    return Mark(tests, solution_cell(exercise.id).grade_id, score, text, float(exercise.points))


def _missing(grading: Grading, result: ExerciseResult) -> Outcome | None:
    """Why an exercise has no score yet (SEMANTICS 25): points that can still be earned depend on it."""
    wanted = {*grading.assignment.required_devices, *grading.devices}
    devices = {test.name: test.devices for test in grading.suite.tests if test.exercise == result.id}
    found = [_verdict(test, devices[test.name], wanted) for test in result.tests if not is_lost(test)]
    return next((outcome for outcome in (Outcome.GRADER_ERROR, Outcome.NOT_RUN) if outcome in found), None)


def _verdict(test: TestResult, devices: Iterable[Device], wanted: set[Device]) -> Outcome:
    outcomes = {case.outcome for case in test.cases}
    if Outcome.GRADER_ERROR in outcomes:
        return Outcome.GRADER_ERROR
    ran = {case.device for case in test.cases if case.outcome is not Outcome.NOT_RUN}
    waiting = {case.device for case in test.cases if case.outcome is Outcome.NOT_RUN}
    needed = wanted & set(devices) or set(devices)
    return Outcome.PASSED if needed <= ran - waiting else Outcome.NOT_RUN


def _page(entry: Mapping[str, Any], notes: Iterable[str], language: str, missing: Outcome | None) -> str:
    return "\n".join(_lines(dict(entry), notes, language, missing)).strip()


def _lines(entry: dict[str, Any], notes: Iterable[str], language: str, missing: Outcome | None) -> Iterator[str]:
    if missing is not None:
        yield f"**{outcome_sentence(missing, entry['id']).to_dict()[language]}**"
        yield ""
    yield from exercise_lines(entry, language)
    yield from (f"- {code_span(note)}" for note in notes)
