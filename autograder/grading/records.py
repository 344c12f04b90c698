"""What is known of a run: looked up, resumed, or judged just now; in memory and in the results store."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from autograder.grading.judging import Judged
from autograder.grading.plan import Plan, Question, make_plan
from autograder.model import CaseResult, Device, Submission
from autograder.store import Journal, Store

Cases = tuple[CaseResult, ...]
NOTES = "notes of loading"
"""In the place of a test: what loading a submission said; the latest load counts, whichever tests asked for it."""


class Records:
    """The results of one run, by submission.

    Args:
        store: keeps what holds for later runs too (SEMANTICS 24).
        journal: keeps the rest until this run is finished.
        fresh: nothing that an earlier run left in the store counts.

    """

    def __init__(self, store: Store, journal: Journal, *, fresh: bool) -> None:
        self._store, self._journal, self._fresh = store, journal, fresh
        self._results: dict[str, dict[tuple[str, Device], Cases]] = defaultdict(dict)
        self._notes: dict[tuple[str, Device], tuple[str, ...]] = {}

    def look_up(self, question: Question, submissions: Sequence[Submission]) -> Plan:
        """Start from what is known of the submissions, and say what is left."""
        self._results.clear()
        plan = make_plan(question, submissions, self._known)
        for (submission, test, device), cases in plan.known.items():
            self._results[submission][test, device] = cases
        places = [(submission, device) for submission in submissions for device in question.devices]
        keys = {(submission.id, device): question.keys(submission, device).key(NOTES) for submission, device in places}
        notes = self._store.notes(frozenset(keys.values()))
        self._notes = {place: notes[key] for place, key in keys.items() if key in notes}
        return plan

    def add(self, question: Question, judged: Judged) -> None:
        """Take the results of one work item, and write them down; one whose isolation is unknown only counts today."""
        submission = judged.work.submission
        (device,) = judged.work.devices
        self._results[submission.id].update(judged.results)
        self._notes[submission.id, device] = judged.notes
        if not question.tier:
            return
        tests = {test.id: test for test in question.suite.tests}
        keys = question.keys(submission, device)
        keyed = {keys.key(tests[test].digest): cases for (test, _), cases in judged.results.items()}
        kept = self._store.keep(keyed.items(), {keys.key(NOTES): judged.notes})
        rest = {key: cases for key, cases in keyed.items() if self._fresh or key not in kept}
        if rest:
            digest = hashlib.sha256("".join(sorted(rest)).encode()).hexdigest()
            self._journal.record(f"{submission.id} on {device}: {digest}", rest)

    def results(self, submission: str) -> Mapping[tuple[str, Device], Cases]:
        """By test id and device."""
        return self._results[submission]

    def notes(self, submission: str) -> tuple[str, ...]:
        """What loading a submission said, each sentence once."""
        told = (sentence for device in Device for sentence in self._notes.get((submission, device), ()))
        return tuple(dict.fromkeys(told))

    def _known(self, keys: Collection[str]) -> Mapping[str, Cases]:
        found = {} if self._fresh else self._store.lookup(keys)
        for resumed in self._journal.finished().values():
            found.update(resumed)
        return found
