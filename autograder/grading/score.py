"""From what every case came to, to points (SEMANTICS 25 and 27). Pure: nothing is run, read or written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from autograder.errors import ExitCode
from autograder.grading.suite import HiddenTest
from autograder.manifest import Override
from autograder.model import (
    Assignment,
    CaseResult,
    Device,
    Exercise,
    ExerciseResult,
    Outcome,
    Report,
    Submission,
    SubmissionResult,
    TestResult,
)
from autograder.model.report import number
from autograder.reports.faults import Fault, absent, faults

__all__ = ["Fault", "Results", "exit_code", "faults", "follows_from", "is_lost", "score_submission"]

Results = Mapping[tuple[str, Device], tuple[CaseResult, ...]]
"""By the test's ``id`` and the device: one result for each set of parameters."""

UNDECIDED = frozenset({Outcome.PASSED, Outcome.NOT_RUN, Outcome.GRADER_ERROR})
"""Outcomes that do not take a test's points from a student; every other one does."""


def score_submission(
    assignment: Assignment,
    tests: Iterable[HiddenTest],
    results: Results,
    submission: Submission,
    *,
    requested_devices: Iterable[Device],
    overrides: Iterable[Override],
) -> SubmissionResult:
    """The scores of one submission.

    Args:
        assignment: what the manifest declares.
        tests: all hidden tests of the assignment, in the order in which a report lists them.
        results: of this submission; a test without an entry for a device has not run there.
        submission: its notes come first in the result's notes.
        requested_devices: devices this run was asked for; the manifest adds the required ones.
        overrides: a person's corrections, of any submission; they replace the score of an exercise.

    """
    scored = {test: _score_test(test, results) for test in tests}
    earned = tuple(_score_exercise(exercise, scored) for exercise in assignment.exercises)
    corrections = {entry.exercise: entry for entry in overrides if entry.submission == submission.id}
    final = tuple(_corrected(result, corrections.get(result.id)) for result in earned)
    wanted = frozenset(assignment.required_devices) | frozenset(requested_devices)
    waiting = _waiting(scored, wanted, settled=frozenset(corrections))
    notes = (
        *submission.notes,
        *_fault_notes(earned),
        *_consequence_notes(assignment, earned),
        *(_correction_note(result, corrections[result.id]) for result in earned if result.id in corrections),
        *(f"{exercise}: provisional until it has run on {device}" for exercise, device in waiting),
    )
    return SubmissionResult(
        id=submission.id,
        score=sum((result.score for result in final), Decimal(0)),
        max_score=assignment.points,
        provisional=bool(waiting),
        notes=tuple(dict.fromkeys(notes)),
        exercises=final,
        digest=submission.digest,
        submitted_at=submission.submitted_at,
    )


def exit_code(report: Report) -> ExitCode:
    """What the command says to the shell: whether everything that was handed in has its score."""
    return ExitCode.SOME_UNGRADED if report.unreadable or faults(report) or absent(report) else ExitCode.OK


def is_lost(test: TestResult) -> bool:
    """Whether the student lost the test's points: a case came to something that is neither a pass nor no verdict."""
    return any(case.outcome not in UNDECIDED for case in test.cases)


def follows_from(assignment: Assignment, results: Iterable[ExerciseResult], result: ExerciseResult) -> tuple[str, ...]:
    """The exercises this one may call that failed as it did, so that mending them may mend it (SEMANTICS 27)."""
    failed = {entry.id for entry in results if any(map(is_lost, entry.tests))}
    if result.id not in failed:
        return ()
    return tuple(used for used in assignment.exercise(result.id).uses if used in failed)


def _score_test(test: HiddenTest, results: Results) -> TestResult:
    """All or nothing over the parameters and the devices it ran on; what has not run neither passes nor fails."""
    cases = tuple(case for device in Device for case in results.get((test.id, device), ()))
    verdicts = {case.outcome for case in cases} - {Outcome.NOT_RUN}
    return TestResult(
        name=test.name,
        score=test.points if verdicts == {Outcome.PASSED} else Decimal(0),
        max_score=test.points,
        message=test.message,
        cases=cases,
    )


def _score_exercise(exercise: Exercise, scored: Mapping[HiddenTest, TestResult]) -> ExerciseResult:
    tests = tuple(result for test, result in scored.items() if test.exercise == exercise.id)
    return ExerciseResult(
        id=exercise.id,
        score=sum((test.score for test in tests), Decimal(0)),
        max_score=exercise.points,
        tests=tests,
    )


def _corrected(result: ExerciseResult, override: Override | None) -> ExerciseResult:
    if override is None:
        return result
    return ExerciseResult(id=result.id, score=override.score, max_score=result.max_score, tests=result.tests)


def _waiting(
    scored: Mapping[HiddenTest, TestResult], wanted: frozenset[Device], *, settled: frozenset[str]
) -> tuple[tuple[str, Device], ...]:
    """Exercises, and the devices that have yet to run a test of theirs whose points can still be earned.

    A test that runs on none of the wanted devices waits for its own: nobody has run it, so nobody lost it.
    """
    open_tests = [(test, result) for test, result in scored.items() if test.exercise not in settled]
    return tuple(
        dict.fromkeys(
            (test.exercise, device)
            for test, result in open_tests
            if not is_lost(result)
            for device in test.devices
            if device in (wanted & set(test.devices) or test.devices) and not _has_run(result, device)
        )
    )


def _has_run(result: TestResult, device: Device) -> bool:
    outcomes = [case.outcome for case in result.cases if case.device is device]
    return bool(outcomes) and Outcome.NOT_RUN not in outcomes


def _fault_notes(results: Iterable[ExerciseResult]) -> Iterable[str]:
    """A student may read the notes, so they name the exercise and not the hidden test; ``faults`` names it."""
    for result in results:
        if any(case.outcome is Outcome.GRADER_ERROR for test in result.tests for case in test.cases):
            yield f"{result.id}: the grader had a fault of its own; a person must look"


def _consequence_notes(assignment: Assignment, results: tuple[ExerciseResult, ...]) -> Iterable[str]:
    for result in results:
        for used in follows_from(assignment, results, result):
            yield f"{result.id}: follows from {used}"


def _correction_note(result: ExerciseResult, override: Override) -> str:
    return (
        f"{override.exercise}: {number(override.score)} instead of {number(result.score)} points,"
        f" decided by {override.by}: {override.reason}"
    )
