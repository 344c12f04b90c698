"""What a hidden test imports."""

from autograder.compare import Mismatch, Rules
from autograder.model import Kind
from autograder.testing.agreement import Agree, agree
from autograder.testing.examples import given, tensors
from autograder.testing.make import Make
from autograder.testing.places import on_cpu
from autograder.testing.running import CURRENT, Answer, Memo, Running, Traffic, derived_seed

__all__ = [
    "CURRENT",
    "Agree",
    "Answer",
    "Kind",
    "Make",
    "Memo",
    "Mismatch",
    "Rules",
    "Running",
    "Traffic",
    "agree",
    "derived_seed",
    "given",
    "on_cpu",
    "tensors",
]
