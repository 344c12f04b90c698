"""What ``autograder nbgrader adopt`` did, for people and programs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path


@dataclass(frozen=True, slots=True)
class AdoptedTest:
    """One test cell that is a hidden test now."""

    cell: str
    """Its grade id."""
    test: str
    """The function in ``grading_tests/<name>/test_<exercise>.py``."""
    points: Decimal


@dataclass(frozen=True, slots=True)
class AdoptedExercise:
    """One exercise with its tests."""

    id: str
    tests: tuple[AdoptedTest, ...]

    @property
    def points(self) -> Decimal:
        """The sum of its tests."""
        return sum((test.points for test in self.tests), Decimal(0))


@dataclass(frozen=True, slots=True)
class ByHand:
    """One cell that a person must look at; its text is kept in ``solutions/<name>/by_hand.md``."""

    cell: str
    """Its grade id."""
    where: str
    """File and number of the cell."""
    points: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class AdoptedNotebook:
    """One source notebook and the assignment made of it."""

    source: Path
    name: str
    """Of the assignment."""
    points: Decimal
    """All points of the source notebook."""
    exercises: tuple[AdoptedExercise, ...]
    by_hand: tuple[ByHand, ...]
    remarks: tuple[str, ...]
    """What else a person should know, one sentence each."""
    files: tuple[str, ...]
    """What was written, relative to the project, sorted."""

    @property
    def automatic(self) -> Decimal:
        """Points that hidden tests give."""
        return sum((exercise.points for exercise in self.exercises), Decimal(0))

    @property
    def left(self) -> Decimal:
        """Points that a person gives, or finds a test for."""
        return sum((entry.points for entry in self.by_hand), Decimal(0))


@dataclass(frozen=True, slots=True)
class Adopted:
    """Everything one command did."""

    notebooks: tuple[AdoptedNotebook, ...]
