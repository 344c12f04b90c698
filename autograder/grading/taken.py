"""What is known of a run so far: looked up, resumed, or judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from autograder.grading.plan import Plan
from autograder.grading.work import Work
from autograder.model import CaseResult, Device
from autograder.store import ItemResult


class Taken:
    """The results of one run, by submission."""

    def __init__(self) -> None:
        self._results: dict[str, dict[tuple[str, Device], tuple[CaseResult, ...]]] = defaultdict(dict)
        self._notes: dict[str, dict[str, None]] = defaultdict(dict)

    def look_up(self, plan: Plan) -> None:
        """Take what the store knows."""
        for (submission, test, device), cases in plan.known.items():
            self._results[submission][test, device] = cases

    def add(self, work: Work, item: ItemResult) -> None:
        """Take the results of one work item."""
        (device,) = work.devices
        for test, cases in item.results.items():
            self._results[work.submission.id][test, device] = cases
        self._notes[work.submission.id].update(dict.fromkeys(item.notes))

    def results(self, submission: str) -> Mapping[tuple[str, Device], tuple[CaseResult, ...]]:
        """By test id and device."""
        return self._results[submission]

    def notes(self, submission: str) -> tuple[str, ...]:
        """What worker and judge noted about a submission, each sentence once."""
        return tuple(self._notes[submission])
