"""What has to run: every hidden test of every submission whose result is not known yet (SEMANTICS 24)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from autograder.grading.suite import Suite
from autograder.grading.work import Work
from autograder.model import Assignment, CaseResult, Device, Submission
from autograder.store import Keys

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

    def keys(self, submission: Submission, device: Device) -> Keys:
        """The cache keys of one submission."""
        return Keys.of(
            submission=submission.digest,
            seed=self.seed,
            device=device,
            tier=self.tier,
            limits=self.assignment.limits,
            versions=self.versions,
            everything_loaded=False,
        )


def make_plan(question: Question, submissions: Sequence[Submission], lookup: Lookup) -> Plan:
    """Look up what is known; the rest has to run."""
    keys: dict[Slot, str] = {}
    for submission in submissions:
        for device in question.devices:
            of = question.keys(submission, device)
            keys.update(
                ((submission.id, test.id, device), of.key(test.digest))
                for test in question.suite.tests
                if device in test.devices
            )
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
