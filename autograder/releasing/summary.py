"""One line for each exercise: how its tests did."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from autograder.grading.suite import HiddenTest
from autograder.releasing.material import Material
from autograder.releasing.trials import Group, Trial, tests_here
from autograder.releasing.variants import Role


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    good: int
    all: int

    def __str__(self) -> str:
        return f"{self.good}/{self.all}"


@dataclass(frozen=True, slots=True)
class Row:
    """One exercise; what is good is so with every seed."""

    exercise: str
    tests: int
    points: Decimal
    alternatives: Share
    """Alternatives that get all points."""
    wrong: Share
    """Wrong solutions that lose points."""
    caught_by: tuple[int, int]
    """Fewest and most tests that one of them fails."""
    trivial: Share
    """Trivial answers, the skeleton among them, that get nothing."""
    seconds: float
    """What the reference takes, with what is computed once for all students; the most of all seeds."""


def rows_of(material: Material, groups: Iterable[Group]) -> tuple[Row, ...]:
    """The rows, in the order of the manifest."""
    found = list(groups)
    return tuple(_row(material, exercise, found) for exercise in material.references)


def _row(material: Material, exercise: str, groups: list[Group]) -> Row:
    tests = [test for test in tests_here(material) if test.exercise == exercise]
    own = [group for group in groups if group.variant.exercise in ("", exercise)]
    alternatives = [group for group in own if group.variant.role is Role.ALTERNATIVE]
    wrong = [group for group in own if group.variant.role is Role.WRONG]
    lazy = [group for group in own if group.variant.role in (Role.SKELETON, Role.TRIVIAL)]
    lost = [sum(map(trial.loses, tests)) for group in wrong for trial in group.trials]
    return Row(
        exercise=exercise,
        tests=len(tests),
        points=material.assignment.exercise(exercise).points,
        alternatives=_share(alternatives, lambda trial: all(map(trial.passes, tests))),
        wrong=_share(wrong, lambda trial: any(map(trial.loses, tests))),
        caught_by=(min(lost, default=0), max(lost, default=0)),
        trivial=_share(lazy, lambda trial: not any(map(trial.passes, tests))),
        seconds=_seconds(own, tests),
    )


def _share(groups: list[Group], demand: Callable[[Trial], bool]) -> Share:
    return Share(sum(all(map(demand, group.trials)) for group in groups), len(groups))


def _seconds(groups: list[Group], tests: list[HiddenTest]) -> float:
    references = [trial for group in groups if group.variant.role is Role.REFERENCE for trial in group.trials]
    return max(
        (sum(case.seconds for test in tests for case in trial.cases[test.id]) for trial in references), default=0.0
    )
