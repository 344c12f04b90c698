"""Run the work that is left and take the results in, one finished submission at a time."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from queue import SimpleQueue
from typing import Any, Protocol

from autograder.errors import SandboxError
from autograder.executor import Executor, InlineExecutor, JudgeLost, LocalExecutor, TaskFailed
from autograder.grading.batch import grade_batch
from autograder.grading.options import ExecutorName
from autograder.grading.work import Done, Settings, Step, Work
from autograder.model import CaseResult, Device, Outcome

MOST_LOSSES = 3
"""Judges one submission may cost; an idle one may also be killed just as it gets an item, which is nobody's fault."""
SILENT_SECONDS = 60.0
Results = dict[tuple[str, Device], tuple[CaseResult, ...]]
"""By test id and device, of one submission."""


class Watcher(Protocol):
    """Who is told how far a run is."""

    def begin(self, total: int) -> None:
        """So many submissions have to run."""
        ...

    def graded(self, submission: str) -> None:
        """One submission is done."""
        ...


@dataclass(frozen=True, slots=True)
class Judged:
    """The results of one work item."""

    work: Work
    results: Results
    notes: tuple[str, ...]


class Judging:
    """Hands work to judges; blames the running case when a judge is lost; repeats timeouts alone (SEMANTICS 2, 3).

    Args:
        settings: what a judge is started with.
        jobs: how many judges.
        executor: where they run.
        watcher: is told about progress.
        silent_seconds: a judge that says nothing for so long is killed.

    """

    def __init__(
        self,
        settings: Settings,
        jobs: int,
        executor: ExecutorName,
        watcher: Watcher,
        silent_seconds: float = SILENT_SECONDS,
    ) -> None:
        self._task = functools.partial(grade_batch, settings)
        self._jobs, self._executor, self._watcher = jobs, executor, watcher
        self._silent_seconds = silent_seconds
        self.tier = ""
        """The isolation of the judges; empty until one has finished something."""
        self._left = 0
        """Items that are not finished."""
        self._seen: dict[int, list[Step]] = defaultdict(list)
        self._losses: Counter[str] = Counter()

    def run(self, work: Iterable[Work], finished: Callable[[Judged], None]) -> None:
        """Judge all work; ``finished`` is called in this thread for each item.

        An item with timeouts comes twice: what else it has at once, and all of it when they have been repeated.

        Raises:
            AutograderError: no judge can start, or what ``finished`` raised.
            KeyboardInterrupt: nothing of ours is left running.

        """
        items = tuple(work)
        self._watcher.begin(len(items))
        self._left = len(items)
        try:
            with self._start(min(self._jobs, len(items))) as executor:
                self._run_all(executor, items, finished)
        except TaskFailed as failure:
            if not self._left:  # a judge could not end, but what it was for is done
                return
            if failure.error is not None:
                raise failure.error from None
            reason = failure.text.strip().rpartition("\n")[2]
            raise SandboxError(f"no judge can work: {reason}", where="judge") from failure

    def _start(self, jobs: int) -> Executor:
        if self._executor is ExecutorName.INLINE:
            return InlineExecutor(self._task, self._note)
        return LocalExecutor(self._task, jobs=jobs, on_event=self._note, silent_seconds=self._silent_seconds)

    def _note(self, item: Any, event: Any) -> None:
        if isinstance(event, Step):
            self._seen[id(item)].append(event)

    def _run_all(self, executor: Executor, items: tuple[Work, ...], finished: Callable[[Judged], None]) -> None:
        queue = _Queue(executor)
        for item in items:
            queue.submit(item, {})
        timeouts: list[Judged] = []
        while queue.waiting:
            work, before, future = queue.take()
            judged, left = self._take(work, before, future)
            if left is not None:
                queue.submit(left, judged.results)
            elif _timed_out(judged.results):
                timeouts.append(judged)
                finished(_settled(judged))
            else:
                self._finish(judged, finished)
        for judged in timeouts:  # each one alone: nothing else runs now
            self._finish(self._again(executor, judged), finished)

    def _finish(self, judged: Judged, finished: Callable[[Judged], None]) -> None:
        finished(judged)
        self._left -= 1
        self._watcher.graded(judged.work.submission.id)

    def _take(self, work: Work, before: Results, future: Future[Any]) -> tuple[Judged, Work | None]:
        """The results of one future, and what is left if its judge was lost."""
        events = self._seen.pop(id(work), [])
        try:
            done: Done = future.result()
        except JudgeLost as lost:
            results, running = _so_far(events)
            if running is not None:
                detail = f"the judge was lost during this case: {lost.reason}"
                case = CaseResult(running.device, Outcome.GRADER_ERROR, 0.0, detail, parameters=running.parameters)
                key = (running.test, running.device)
                results[key] = (*results.get(key, ()), case)
            results = {**before, **results}
            left = work.tests - {test for test, _ in results}
            self._losses[work.submission.id] += 1
            if self._losses[work.submission.id] >= MOST_LOSSES:
                left, results = frozenset(), {**_lost(work, lost.reason), **results}
            return Judged(work, results, ()), replace(work, tests=left) if left else None
        self.tier = done.tier
        return Judged(work, {**before, **done.results}, done.notes), None

    def _again(self, executor: Executor, judged: Judged) -> Judged:
        """Repeat the tests that timed out; the second result counts."""
        tests = frozenset(_timed_out(judged.results))
        work = replace(judged.work, tests=tests)
        second, left = self._take(work, {}, executor.submit(work))
        if left is not None:
            return judged
        changed = {test for (test, _), cases in second.results.items() if not _has_timeout(cases)}
        noted = {key: tuple(map(_not_alone, cases)) for key, cases in second.results.items() if key[0] in changed}
        return replace(judged, results={**judged.results, **second.results, **noted})


class _Queue:
    """Futures in the order in which they complete."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._completed: SimpleQueue[Future[Any]] = SimpleQueue()
        self.waiting: dict[Future[Any], tuple[Work, Results]] = {}

    def submit(self, work: Work, before: Results) -> None:
        """Hand over one item and what is known of it from a judge that was lost."""
        future = self._executor.submit(work)
        self.waiting[future] = (work, before)
        future.add_done_callback(self._completed.put)

    def take(self) -> tuple[Work, Results, Future[Any]]:
        """The next one that is done."""
        if isinstance(self._executor, InlineExecutor):
            self._executor.run()
        future = self._completed.get()
        return (*self.waiting.pop(future), future)


def _so_far(events: Iterable[Step]) -> tuple[Results, Step | None]:
    """Finished cases of an item whose judge was lost, and the case that was running."""
    cases: dict[tuple[str, Device, str], CaseResult] = {}  # an item that was started twice has its events twice
    running: Step | None = None
    for running in events:
        if running.before is not None:
            test, case = running.before
            cases[test, case.device, case.parameters] = case
    results: Results = {}
    for (test, device, _), case in cases.items():
        results[test, device] = (*results.get((test, device), ()), case)
    return results, running


def _lost(work: Work, reason: str) -> Results:
    """What is left of a submission that costs one judge after the other: a person must look."""
    return {
        (test, device): (CaseResult(device, Outcome.GRADER_ERROR, 0.0, reason),)
        for test in work.tests
        for device in work.devices
    }


def _not_alone(case: CaseResult) -> CaseResult:
    note = "TIMEOUT at first, not when it ran alone"
    return replace(case, detail=f"{case.detail} ({note})" if case.detail else note)


def _settled(judged: Judged) -> Judged:
    return replace(judged, results={key: cases for key, cases in judged.results.items() if not _has_timeout(cases)})


def _timed_out(results: Mapping[tuple[str, Device], tuple[CaseResult, ...]]) -> set[str]:
    return {test for (test, _), cases in results.items() if _has_timeout(cases)}


def _has_timeout(cases: tuple[CaseResult, ...]) -> bool:
    return any(case.outcome is Outcome.TIMEOUT for case in cases)
