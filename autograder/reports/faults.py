"""Grader faults of a report: neither zero nor full marks, a person must look."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.model import CaseResult, Outcome, Report


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
