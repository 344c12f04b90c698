"""Variants graded by the judges that grade students, in the same locked workers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.grading.judging import Judged, Judging, Watcher
from autograder.grading.options import ExecutorName
from autograder.grading.score import UNDECIDED
from autograder.grading.suite import HiddenTest
from autograder.grading.work import Settings, Work
from autograder.model import CaseResult, Device, Outcome
from autograder.notebook import CellKind
from autograder.releasing.material import Material
from autograder.releasing.reach import reach
from autograder.releasing.variants import Role, Variant


@dataclass(frozen=True, slots=True)
class Trial:
    """One variant, graded with one seed."""

    variant: Variant
    seed: str
    cases: Mapping[str, tuple[CaseResult, ...]]
    """By test id."""

    def passes(self, test: HiddenTest) -> bool:
        """Whether the test gives its points."""
        return all(case.outcome is Outcome.PASSED for case in self.cases[test.id])

    def falls_short(self, test: HiddenTest) -> bool:
        """Whether the test does not give its points, whoever is to blame."""
        return not self.passes(test)

    def loses(self, test: HiddenTest) -> bool:
        """Whether the test takes its points; where the grader itself is at fault it neither gives nor takes them."""
        return any(case.outcome not in UNDECIDED for case in self.cases[test.id])

    def is_faulty(self, test: HiddenTest) -> bool:
        """Whether the test ends in a fault of the grader or its author."""
        return any(case.outcome is Outcome.GRADER_ERROR for case in self.cases[test.id])

    def worst(self, test: HiddenTest) -> CaseResult:
        """The case to tell of: a fault of the grader before a case that merely did not pass."""
        order = {Outcome.GRADER_ERROR: 0, Outcome.PASSED: 2}
        return min(self.cases[test.id], key=lambda case: order.get(case.outcome, 1))


@dataclass(frozen=True, slots=True)
class Group:
    """The trials of one variant, one for each seed."""

    variant: Variant
    trials: tuple[Trial, ...]

    def where(self, holds: Callable[[Trial, HiddenTest], bool], test: HiddenTest) -> tuple[Trial, ...]:
        """The trials for which something holds of a test, such as ``Trial.passes``."""
        return tuple(trial for trial in self.trials if holds(trial, test))

    def seeds(self, chosen: Sequence[Trial]) -> str:
        """`` with 2 of 20 seeds (v3, v7)``, to end a sentence; empty where there is only one seed."""
        if len(self.trials) == 1:
            return ""
        if len(chosen) == len(self.trials):
            return f" with all {len(chosen)} seeds"
        names = [trial.seed for trial in chosen]
        return f" with {len(names)} of {len(self.trials)} seeds ({', '.join(names)})"


def tests_here(material: Material) -> tuple[HiddenTest, ...]:
    """The tests that are tried on a device."""
    return tuple(test for test in material.suite.tests if set(material.devices) & set(test.devices))


def sound_tests(material: Material, groups: Iterable[Group]) -> tuple[HiddenTest, ...]:
    """Those that the reference passes with every seed; of the others nothing can be learnt."""
    references = [trial for group in groups if group.variant.role is Role.REFERENCE for trial in group.trials]
    return tuple(test for test in tests_here(material) if all(trial.passes(test) for trial in references))


def run_trials(
    material: Material, variants: Sequence[Variant], seeds: Iterable[str], jobs: int, watcher: Watcher
) -> tuple[Group, ...]:
    """Grade every variant with every seed; nothing is kept and nothing looked up.

    All variants are one run of the judges for each seed.

    Raises:
        AuthoringError: the tests or solutions cannot be imported.
        SandboxError: no worker can be started.

    """
    found: dict[str, list[Trial]] = defaultdict(list)
    for seed in seeds:
        for trial in _run(material, variants, seed, jobs, watcher):
            found[trial.variant.label].append(trial)
    return tuple(Group(variant, tuple(found[variant.label])) for variant in variants)


def _run(material: Material, variants: Sequence[Variant], seed: str, jobs: int, watcher: Watcher) -> list[Trial]:
    judged: dict[tuple[str, Device], Judged] = {}

    def finished(item: Judged) -> None:  # one with a timeout comes twice; the second time with everything
        judged[item.work.submission.id, item.work.devices[0]] = item

    # The authors' own code: where no isolation works it runs all the same.
    settings = Settings(material.project.root, material.assignment.name, seed, True, material.devices)  # noqa: FBT003
    work = [item for variant in variants for item in _work(material, variant)]
    Judging(settings, jobs, ExecutorName.LOCAL, watcher).run(work, finished)
    found = [
        (variant, _cases(judged[item.submission.id, item.devices[0]] for item in _work(material, variant)))
        for variant in variants
    ]
    untouched = next((cases for variant, cases in found if variant.role is Role.REFERENCE), {})
    return [Trial(variant, seed, {**untouched, **cases}) for variant, cases in found]


def _work(material: Material, variant: Variant) -> Iterator[Work]:
    """The tests whose outcome the variant can change, for each device; the others come out as with the reference."""
    ids = {exercise.id for exercise in material.assignment.exercises}
    if variant.exercise:
        further = [cell.source for cell in material.sources.cells if cell.kind is CellKind.CODE]
        ids &= reach(material.assignment, variant.exercise, variant.answers, further)
    for device in material.devices:
        tests = frozenset(test.id for test in tests_here(material) if device in test.devices and test.exercise in ids)
        if tests:
            yield Work(variant.submission, tests, (device,))


def _cases(judged: Iterable[Judged]) -> dict[str, tuple[CaseResult, ...]]:
    """By test id, over all devices; a case that could not run says nothing if others did."""
    found: dict[str, list[CaseResult]] = defaultdict(list)
    for item in judged:
        for (test, _), cases in item.results.items():
            found[test] += cases
    return {
        test: tuple(case for case in cases if case.outcome is not Outcome.NOT_RUN) or tuple(cases)
        for test, cases in found.items()
    }
