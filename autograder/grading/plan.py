"""What has to run: every hidden test of every submission whose result is not known yet (SEMANTICS 24)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.grading.suite import HiddenTest, Suite
from autograder.grading.work import Work
from autograder.model import Assignment, CaseResult, Device, Submission
from autograder.store import Store, cache_key

Slot = tuple[str, str, Device]
"""Submission id, test id, device."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The known results and the work that is left."""

    keys: Mapping[Slot, str]
    known: Mapping[Slot, tuple[CaseResult, ...]]
    work: tuple[Work, ...]

    @property
    def slots(self) -> int:
        """How many tests there are in all."""
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class Question:
    """What the results depend on besides submission and test."""

    assignment: Assignment
    suite: Suite
    seed: str
    tier: str
    versions: Mapping[str, str]
    devices: tuple[Device, ...]

    def key(self, submission: Submission, test: HiddenTest, device: Device) -> str:
        """The cache key of one test of one submission."""
        return cache_key(
            submission=submission.digest,
            test=test.digest,
            seed=self.seed,
            device=device,
            tier=self.tier,
            limits=self.assignment.limits,
            versions=self.versions,
            everything_loaded=False,
        )

    def devices_of(self, test: HiddenTest) -> tuple[Device, ...]:
        """Where a test runs in this run."""
        return tuple(device for device in self.devices if device in test.devices)


def make_plan(question: Question, submissions: Sequence[Submission], store: Store, *, fresh: bool) -> Plan:
    """Look up what is known; ``fresh`` looks up nothing."""
    keys = {
        (submission.id, test.id, device): question.key(submission, test, device)
        for submission in submissions
        for test in question.suite.tests
        for device in question.devices_of(test)
    }
    found = {} if fresh else store.lookup(frozenset(keys.values()))
    known = {slot: found[key] for slot, key in keys.items() if key in found}
    return Plan(keys, known, tuple(_work(question, submissions, known)))


def _work(
    question: Question, submissions: Sequence[Submission], known: Mapping[Slot, tuple[CaseResult, ...]]
) -> list[Work]:
    items = []
    for submission in submissions:
        for device in question.devices:
            tests = frozenset(
                test.id
                for test in question.suite.tests
                if device in test.devices and (submission.id, test.id, device) not in known
            )
            if tests:
                items.append(Work(submission, tests, (device,)))
    return items
