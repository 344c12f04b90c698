"""Values only: frozen, standard library only, imported by everything and importing nothing of ours."""

from autograder.model.assignment import DEFAULT_PRELOAD, Assignment, Device, Exercise, FeedbackLevel
from autograder.model.kind import Kind
from autograder.model.limits import Limits
from autograder.model.outcome import KEPT_IN_CACHE, Outcome
from autograder.model.report import CaseResult, ExerciseResult, Report, SubmissionResult, TestResult
from autograder.model.submission import Cell, Module, Submission, Unreadable
from autograder.model.text import Text

__all__ = [
    "DEFAULT_PRELOAD",
    "KEPT_IN_CACHE",
    "Assignment",
    "CaseResult",
    "Cell",
    "Device",
    "Exercise",
    "ExerciseResult",
    "FeedbackLevel",
    "Kind",
    "Limits",
    "Module",
    "Outcome",
    "Report",
    "Submission",
    "SubmissionResult",
    "TestResult",
    "Text",
    "Unreadable",
]
