"""What a report has no verdict on: grader faults, which a person must look at, and devices that are not there."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.model import CaseResult, Device, Outcome, Report


@dataclass(frozen=True, slots=True)
class Fault:
    """One case that the grader, not the student, failed."""

    submission: str
    exercise: str
    test: str
    case: CaseResult


def faults(report: Report) -> tuple[Fault, ...]:
    """All grader faults, in the order of the report."""
    return tuple(
        Fault(submission.id, exercise.id, test.name, case)
        for submission in report.submissions
        for exercise in submission.exercises
        for test in exercise.tests
        for case in test.cases
        if case.outcome is Outcome.GRADER_ERROR
    )


def absent(report: Report) -> dict[Device, CaseResult]:
    """The devices that were asked for and on which something could not run, each with a case that says why."""
    found: dict[Device, CaseResult] = {}
    for submission in report.submissions:
        for case in (case for exercise in submission.exercises for test in exercise.tests for case in test.cases):
            if case.outcome is Outcome.NOT_RUN and case.device in report.requested_devices:
                found.setdefault(case.device, case)
    return found
