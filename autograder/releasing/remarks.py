"""What deserves a look and keeps nobody from publishing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from autograder.grading.suite import HiddenTest
from autograder.model import Text
from autograder.model.report import number
from autograder.releasing.build import notebook_name
from autograder.releasing.material import Material
from autograder.releasing.standards import hint_of
from autograder.releasing.trials import Group, Trial, sound_tests, tests_here
from autograder.releasing.variants import Role

SLOW_SECONDS = 2.0
"""A case of the reference that takes longer deserves a remark: a cohort waits for it, and students' code is slower."""
LEAST_POINTS = 1


def remarks_on(material: Material, groups: Iterable[Group]) -> tuple[str, ...]:
    """One sentence each: hints nobody sees, tests that add nothing, what depends on the seed, what is slow."""
    by_role: dict[Role, list[Group]] = {role: [] for role in Role}
    for group in groups:
        by_role[group.variant.role].append(group)
    sound = sound_tests(material, by_role[Role.REFERENCE])
    results = [Caught(material, group, sound) for group in by_role[Role.WRONG]]
    return (
        *_elsewhere(material),
        *_old_release(material),
        *_slow(sound, by_role[Role.REFERENCE]),
        *_cheap(results),
        *_unsteady(results),
        *_hidden_hints(results),
        *_idle_tests(sound, results),
    )


@dataclass(frozen=True, slots=True)
class Caught:
    """A wrong solution and the tests of its exercise that can catch it."""

    material: Material
    group: Group
    sound: tuple[HiddenTest, ...]
    """Of all exercises."""

    @property
    def label(self) -> str:
        """For messages."""
        return self.group.variant.label

    @property
    def exercise(self) -> str:
        """The one it answers wrongly."""
        return self.group.variant.exercise

    @property
    def tests(self) -> tuple[HiddenTest, ...]:
        """Of its exercise."""
        return tuple(test for test in self.sound if test.exercise == self.exercise)

    @property
    def own_hint(self) -> Text:
        """Of its file."""
        siblings = self.material.wrong[self.exercise]
        return next(hint_of(answer) for answer in siblings if answer.shown == self.group.variant.name)

    def lost(self) -> Decimal:
        """The fewest points it loses with any seed."""
        trials = self.group.trials
        return min(sum((test.points for test in self.tests if trial.loses(test)), Decimal(0)) for trial in trials)

    def shown_hints(self) -> frozenset[Text]:
        """The hints that a student who handed it in would read."""
        cases = [case for trial in self.group.trials for test in self.tests for case in trial.cases[test.id]]
        return frozenset(case.hint for case in cases) - {Text()}


def _elsewhere(material: Material) -> Iterator[str]:
    here = set(tests_here(material))
    for test in material.suite.tests:
        if test not in here:
            yield f"{test.id} runs only on {', '.join(test.devices)}: not tried here"


def _old_release(material: Material) -> Iterator[str]:
    folder = material.project.root / "release" / material.assignment.name
    name = notebook_name(material.assignment)
    if (folder / name).is_file() and (folder / name).read_bytes() != material.files[name]:
        shown = material.project.shown(folder)
        yield f"{shown} is older than its sources: autograder release {material.assignment.name}"


def _slow(tests: Iterable[HiddenTest], references: Iterable[Group]) -> Iterator[str]:
    trials = [trial for group in references for trial in group.trials]
    for test in tests:
        slowest = max(case.seconds for trial in trials for case in trial.cases[test.id])
        if slowest > SLOW_SECONDS:
            yield f"{test.id}: a case takes the reference {slowest:.1f} s"


def _cheap(results: Iterable[Caught]) -> Iterator[str]:
    for caught in results:
        lost, most = caught.lost(), caught.material.assignment.exercise(caught.exercise).points
        if 0 < lost < LEAST_POINTS:
            yield f"{caught.label} costs only {number(lost)} of {number(most)} points"


def _unsteady(results: Iterable[Caught]) -> Iterator[str]:
    for caught in results:
        for test in caught.tests:
            failed = caught.group.where(Trial.loses, test)
            if 0 < len(failed) < len(caught.group.trials):
                yield f"{caught.label} fails {test.name} only{caught.group.seeds(failed)}"


def _hidden_hints(results: Iterable[Caught]) -> Iterator[str]:
    for caught in results:
        shown = caught.shown_hints()
        if caught.own_hint not in shown:
            names = {hint_of(answer): answer.name for answer in caught.material.wrong[caught.exercise]}
            others = ", ".join(sorted(names.get(hint, "another one") for hint in shown))
            instead = f"that of {others} is" if others else "no hint is"
            yield f"{caught.label}: its hint is never shown, {instead}"


def _idle_tests(tests: Iterable[HiddenTest], results: Sequence[Caught]) -> Iterator[str]:
    spare: dict[str, list[str]] = defaultdict(list)
    failing = {test: _failing(test, results) for test in tests}
    for test, labels in failing.items():
        others = [found for other, found in failing.items() if other is not test]
        if not labels:
            yield f"no wrong solution fails {test.id}"
        elif labels <= frozenset().union(*others):
            spare[test.exercise].append(test.name)
    for exercise, names in spare.items():
        yield f"{exercise}: whatever one of these tests catches, another catches as well: {', '.join(names)}"


def _failing(test: HiddenTest, results: Iterable[Caught]) -> frozenset[str]:
    """The wrong solutions of its exercise that fail a test, with any seed."""
    return frozenset(
        caught.label for caught in results if test in caught.tests and caught.group.where(Trial.loses, test)
    )
