"""What deserves a look and keeps nobody from publishing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from autograder.grading.suite import HiddenTest
from autograder.model import Text
from autograder.model.report import number
from autograder.releasing.build import notebook_name
from autograder.releasing.material import Material
from autograder.releasing.standards import hint_of
from autograder.releasing.trials import Group, Trial, tests_here
from autograder.releasing.variants import Role

SLOW_SECONDS = 2.0
"""A case of the reference that takes longer deserves a remark: a cohort waits for it, and students' code is slower."""
LEAST_POINTS = 1


def remarks_on(material: Material, groups: Iterable[Group]) -> tuple[str, ...]:
    """One sentence each: hints nobody sees, tests that add nothing, what depends on the seed, what is slow."""
    by_role: dict[Role, list[Group]] = {role: [] for role in Role}
    for group in groups:
        by_role[group.variant.role].append(group)
    wrong = by_role[Role.WRONG]
    return (
        *_elsewhere(material),
        *_old_release(material),
        *_slow(material, by_role[Role.REFERENCE]),
        *_cheap(material, wrong),
        *_unsteady(material, wrong),
        *_hidden_hints(material, wrong),
        *_idle_tests(material, wrong),
    )


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


def _slow(material: Material, references: Iterable[Group]) -> Iterator[str]:
    trials = [trial for group in references for trial in group.trials]
    for test in tests_here(material):
        slowest = max((case.seconds for trial in trials for case in trial.cases[test.id]), default=0.0)
        if slowest > SLOW_SECONDS:
            yield f"{test.id}: a case takes the reference {slowest:.1f} s"


def _cheap(material: Material, wrong: Iterable[Group]) -> Iterator[str]:
    for group in wrong:
        exercise = material.assignment.exercise(group.variant.exercise)
        tests = _own_tests(material, group)
        lost = [sum((test.points for test in tests if trial.loses(test)), Decimal(0)) for trial in group.trials]
        if 0 < min(lost) < LEAST_POINTS:
            yield f"{group.variant.label} costs only {number(min(lost))} of {number(exercise.points)} points"


def _unsteady(material: Material, wrong: Iterable[Group]) -> Iterator[str]:
    for group in wrong:
        for test in _own_tests(material, group):
            caught = group.where(Trial.loses, test)
            if 0 < len(caught) < len(group.trials):
                yield f"{group.variant.label} fails {test.name} only{group.seeds(caught)}"


def _hidden_hints(material: Material, wrong: Iterable[Group]) -> Iterator[str]:
    for group in wrong:
        answers = material.wrong[group.variant.exercise]
        names = {hint_of(answer): answer.name for answer in answers}
        own = next(hint_of(answer) for answer in answers if answer.shown == group.variant.name)
        shown = {hint for hint in _hints(material, group) if hint != Text()}
        if own not in shown:
            others = ", ".join(sorted(names.get(hint, "another one") for hint in shown))
            instead = f"that of {others} is" if others else "no hint is"
            yield f"{group.variant.label}: its hint is never shown, {instead}"


def _hints(material: Material, group: Group) -> Iterator[Text]:
    for trial in group.trials:
        for test in _own_tests(material, group):
            yield from (case.hint for case in trial.cases[test.id])


def _idle_tests(material: Material, wrong: Iterable[Group]) -> Iterator[str]:
    groups = list(wrong)
    for exercise in material.references:
        own = [group for group in groups if group.variant.exercise == exercise]
        caught = {test: _caught_by(test, own) for test in tests_here(material) if test.exercise == exercise}
        for test, names in caught.items():
            if not names:
                yield f"no wrong solution fails {test.id}"
        spare = [test.name for test, names in caught.items() if names and _is_spare(test, names, caught)]
        if spare:
            yield f"{exercise}: whatever one of these tests catches, another catches as well: {', '.join(spare)}"


def _caught_by(test: HiddenTest, own: Iterable[Group]) -> frozenset[str]:
    return frozenset(group.variant.label for group in own if any(trial.loses(test) for trial in group.trials))


def _is_spare(test: HiddenTest, names: frozenset[str], caught: dict[HiddenTest, frozenset[str]]) -> bool:
    return names <= frozenset().union(*(other for each, other in caught.items() if each is not test))


def _own_tests(material: Material, group: Group) -> tuple[HiddenTest, ...]:
    return tuple(test for test in tests_here(material) if test.exercise == group.variant.exercise)
