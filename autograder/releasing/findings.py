"""What must be mended, seen from how the variants did (SEMANTICS 26, 27)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from autograder.grading.suite import HiddenTest
from autograder.grading.suite.problems import Problems
from autograder.model import CaseResult, Outcome
from autograder.model.report import number
from autograder.releasing.checked import Checked
from autograder.releasing.material import Material
from autograder.releasing.trials import Group, Trial, sound_tests, tests_here
from autograder.releasing.variants import Role
from autograder.reports.safe import plain

DETAIL = 240
"""Characters of what a case said that a message quotes."""


def judge_trials(material: Material, groups: Sequence[Group], problems: Problems) -> None:
    """The reference and the alternatives get everything, who does nothing gets nothing, what is wrong is caught."""
    findings = Findings(material, sound_tests(material, groups), problems)
    for group in groups:
        match group.variant.role:
            case Role.REFERENCE:
                findings.demand_reference(group)
            case Role.ALTERNATIVE:
                findings.demand_full_points(group)
            case Role.SKELETON | Role.TRIVIAL:
                findings.demand_nothing(group)
            case Role.WRONG:
                findings.demand_caught(group)
    findings.tell_faults(groups)


def judge_checks(material: Material, checked: Iterable[Checked], problems: Problems) -> None:
    """Public checks accept reference and alternatives, and fail while nothing is written."""
    broken: set[str] = set()
    for check in checked:
        passed, of = check.outcome is Outcome.PASSED, f"the public check of {check.exercise!r}"
        said = f"{check.outcome}: {check.detail}"
        match check.variant.role:
            case Role.SKELETON if passed:
                tip = "Let it call the exercise and assert what it returns."
                problems.add(check.where, f"{of} passes on the skeleton", tip)
            case Role.REFERENCE if not passed:
                broken.add(check.exercise)
                file = material.references[check.exercise].shown
                problems.add(check.where, f"{of} fails for the reference: {said}", f"Mend it, or {file}.")
            case Role.ALTERNATIVE if not passed and check.exercise not in broken:
                problems.add(check.variant.name, f"fails {of}: {said}", f"Mend it, or {check.where}.")
            case _:
                pass


class Findings:
    """Holds each group against its demand; a test that the reference fails says nothing about the others."""

    def __init__(self, material: Material, sound: tuple[HiddenTest, ...], problems: Problems) -> None:
        self._material, self._sound, self._problems = material, sound, problems
        self._tests_folder = material.project.shown(material.project.tests_folder(material.assignment.name))

    def demand_reference(self, group: Group) -> None:
        """It passes every test."""
        for test in tests_here(self._material):
            failed = group.where(Trial.falls_short, test)
            if failed:
                file = self._material.references[test.exercise].shown
                what = f"the reference fails{group.seeds(failed)}: {_told(failed[0].worst(test))}"
                self._problems.add(self._name(test), what, self._see(test, file, failed[0]))

    def demand_full_points(self, group: Group) -> None:
        """An alternative passes every test, of the other exercises too: it may not disturb them."""
        for test, failed in self._failed(group):
            most = self._material.assignment.exercise(test.exercise).points
            share = f"{number(test.points)} of {number(most)} points of {test.exercise!r}"
            told = _told(failed[0].worst(test))
            what = f"loses {share}, {test.name} fails{group.seeds(failed)}: {told}"
            self._problems.add(group.variant.name, what, self._see(test, group.variant.name, failed[0]))

    def demand_nothing(self, group: Group) -> None:
        """Who does nothing passes no test."""
        for test in self._sound:
            passed = group.where(Trial.passes, test)
            if passed:
                what = f"gives {number(test.points)} points to {group.variant.name!r}{group.seeds(passed)}"
                tip = "Let what it asks share a test with a case that only a right answer passes."
                self._problems.add(self._name(test), what, tip)

    def demand_caught(self, group: Group) -> None:
        """A wrong solution loses points of its own exercise, and else only of those that may call it."""
        own = group.variant.exercise
        tests = [test for test in self._sound if test.exercise == own]
        missed = [trial for trial in group.trials if not any(map(trial.loses, tests))]
        if missed and tests:
            points = sum((test.points for test in tests), Decimal(0))
            what = f"is not caught: it gets all {number(points)} points of {own!r}{group.seeds(missed)}"
            self._problems.add(group.variant.name, what, "Write a test that it fails; its hint says what to ask for.")
        for test, failed in self._failed(group):
            if test.exercise != own and own not in self._material.assignment.exercise(test.exercise).uses:
                what = f"also fails {test.name} of {test.exercise!r}{group.seeds(failed)}"
                tip = f"Rename what it shares with that exercise, or add {own!r} to the uses of {test.exercise!r}."
                self._problems.add(group.variant.name, f"{what}: {_told(failed[0].worst(test))}", tip)

    def tell_faults(self, groups: Iterable[Group]) -> None:
        """Whatever a student writes, a test passes or fails; one problem for each test, however many set it off."""
        others = [group for group in groups if group.variant.role not in (Role.REFERENCE, Role.ALTERNATIVE)]
        for test in self._sound:
            faulty = [(group, found) for group in others if (found := group.where(Trial.is_faulty, test))]
            if faulty:
                (group, found), *more = faulty
                also = f" and {len(more)} others" if more else ""
                what = f"the grader is at fault with {group.variant.label!r}{also}{group.seeds(found)}"
                tip = "Mend the test: whatever a student writes, it must pass or fail."
                self._problems.add(self._name(test), f"{what}: {_told(found[0].worst(test))}", tip)

    def _failed(self, group: Group) -> Iterator[tuple[HiddenTest, tuple[Trial, ...]]]:
        for test in self._sound:
            failed = group.where(Trial.falls_short, test)
            if failed:
                yield test, failed

    def _name(self, test: HiddenTest) -> str:
        return f"{self._tests_folder}/{test.id}"

    def _see(self, test: HiddenTest, file: str, trial: Trial) -> str:
        return f"See it with: pytest {self._tests_folder}/{test.file} --submission {file} --grading-seed {trial.seed}"


def _told(case: CaseResult) -> str:
    parameters = f" [{case.parameters}]" if case.parameters else ""
    detail = f", {plain(case.detail, DETAIL)}" if case.detail else ""
    return f"{case.outcome}{parameters}{detail}"
