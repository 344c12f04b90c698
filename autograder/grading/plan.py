"""What has to run: every hidden test of every submission whose result is not known yet (SEMANTICS 24)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from autograder.grading.suite import HiddenTest, Suite
from autograder.grading.work import Work
from autograder.model import Assignment, CaseResult, Device, Submission
from autograder.store import cache_key

Slot = tuple[str, str, Device]
"""Submission id, test id, device."""
Lookup = Callable[[Collection[str]], Mapping[str, tuple[CaseResult, ...]]]
"""The known results among some cache keys."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The known results and the work that is left."""

    known: Mapping[Slot, tuple[CaseResult, ...]]
    work: tuple[Work, ...]


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
        return self._key(submission, test.digest, device)

    def notes_key(self, submission: Submission, device: Device) -> str:
        """The key of what loading the submission said; the latest load counts, whichever tests asked for it."""
        return self._key(submission, "notes of loading", device)

    def devices_of(self, test: HiddenTest) -> tuple[Device, ...]:
        """Where a test runs in this run."""
        return tuple(device for device in self.devices if device in test.devices)

    def _key(self, submission: Submission, test: str, device: Device) -> str:
        return cache_key(
            submission=submission.digest,
            test=test,
            seed=self.seed,
            device=device,
            tier=self.tier,
            limits=self.assignment.limits,
            versions=self.versions,
            everything_loaded=False,
        )


def make_plan(question: Question, submissions: Sequence[Submission], lookup: Lookup) -> Plan:
    """Look up what is known; the rest has to run."""
    keys = {
        (submission.id, test.id, device): question.key(submission, test, device)
        for submission in submissions
        for test in question.suite.tests
        for device in question.devices_of(test)
    }
    found = lookup(frozenset(keys.values()))
    known = {slot: found[key] for slot, key in keys.items() if key in found}
    return Plan(known, tuple(_work(question, submissions, known)))


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
