"""Run the work that is left and take the results in, one finished submission at a time."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from queue import SimpleQueue
from typing import Any, Protocol

from autograder.errors import AutograderError, SandboxError
from autograder.executor import Executor, InlineExecutor, JudgeLost, LocalExecutor, TaskFailed
from autograder.grading.batch import grade_batch
from autograder.grading.on_cluster import start_on_cluster
from autograder.grading.options import DaskCluster, ExecutorName, Where
from autograder.grading.work import Done, Helpless, Settings, Step, Work
from autograder.model import CaseResult, Device, Outcome

MOST_LOSSES = 3
"""Judges one submission may cost; an idle one may also be killed just as it gets an item, which is nobody's fault."""
MOST_STARTS = 3
"""Zygotes one run may cost: the kernel may kill one when memory runs out, and all its judges can do nothing more."""
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


@dataclass(frozen=True, slots=True)
class _Waiting:
    """One item that has to be judged, or what is left of it after its judge was lost."""

    work: Work
    before: Results = field(default_factory=dict)
    """What is known of it already."""
    reason: str = ""
    """Why the last judge was lost."""
    blamed: bool = False
    """A case of it is to blame for that."""


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
        executor: Where,
        watcher: Watcher,
        silent_seconds: float = SILENT_SECONDS,
    ) -> None:
        self._settings = settings
        self._task = functools.partial(grade_batch, settings)
        self._jobs, self._executor, self._watcher = jobs, executor, watcher
        self._silent_seconds = silent_seconds
        self.tier = ""
        """The isolation of the judges; empty until one has finished something."""
        self._left = 0
        """Items that are not finished."""
        self._open: Counter[str] = Counter()
        """How many of them each submission has."""
        self._seen: dict[int, list[Step | Helpless]] = defaultdict(list)
        self._losses: Counter[str] = Counter()

    def run(self, work: Iterable[Work], finished: Callable[[Judged], None]) -> None:
        """Judge all work; ``finished`` is called in this thread for each item.

        An item with timeouts comes twice: what else it has at once, and all of it when they have been repeated.

        Raises:
            AutograderError: no judge can start, or what ``finished`` raised.
            KeyboardInterrupt: nothing of ours is left running.

        """
        waiting = [_Waiting(item) for item in work]
        self._open = Counter(item.work.submission.id for item in waiting)
        self._watcher.begin(len(self._open))
        for start in range(1, MOST_STARTS + 1):
            self._losses.clear()
            waiting = self._run(waiting, finished, last=start == MOST_STARTS)
            if not waiting:
                return

    def _run(self, waiting: Sequence[_Waiting], finished: Callable[[Judged], None], *, last: bool) -> list[_Waiting]:
        """Judge with one executor; returns the items for which its judges could not even begin."""
        self._left = len(waiting)
        stranded: list[_Waiting] = []
        try:
            with self._start(min(self._jobs, len(waiting))) as executor:
                for judged in self._judged(executor, waiting, finished, stranded, last=last):
                    finished(judged)
                    self._left -= 1
                    self._count(judged.work.submission.id)
        except TaskFailed as failure:
            if self._left > len(stranded):
                raise _no_judge(failure) from failure
            # a judge could not end, but what it was for is done
        return stranded

    def _count(self, submission: str) -> None:
        """A submission is graded when all of its devices are."""
        self._open[submission] -= 1
        if not self._open[submission]:
            self._watcher.graded(submission)

    def _start(self, jobs: int) -> Executor:
        match self._executor:
            case ExecutorName.INLINE:
                return InlineExecutor(self._task, self._note)
            case ExecutorName.LOCAL:
                return LocalExecutor(self._task, jobs=jobs, on_event=self._note, silent_seconds=self._silent_seconds)
            case DaskCluster(address):
                return start_on_cluster(address, self._settings, self._note, self._silent_seconds)

    def _note(self, item: Any, event: Any) -> None:
        if isinstance(event, (Step, Helpless)):
            self._seen[id(item)].append(event)

    def _judged(
        self,
        executor: Executor,
        waiting: Iterable[_Waiting],
        settled: Callable[[Judged], None],
        stranded: list[_Waiting],
        *,
        last: bool,
    ) -> Iterator[Judged]:
        """Items as they are done; of those with a timeout, what else they have goes to ``settled`` at once."""
        queue = _Queue(executor)
        for item in waiting:
            queue.submit(item)
        timeouts: list[Judged] = []
        while queue.waiting:
            judged, left = self._take(*queue.take())
            if left is not None and self._losses[left.work.submission.id] < MOST_LOSSES:
                queue.submit(left)
            elif left is not None and not left.blamed and not last:
                stranded.append(left)
            elif left is not None:
                yield replace(judged, results={**_lost(left), **judged.results})
            elif _timed_out(judged.results):
                timeouts.append(judged)
                settled(_settled(judged))
            else:
                yield judged
        for judged in timeouts:  # each one alone: nothing else runs now
            yield self._again(executor, judged)

    def _take(self, item: _Waiting, future: Future[Any]) -> tuple[Judged, _Waiting | None]:
        """The results of one future, and what is left if its judge was lost."""
        work, before = item.work, item.before
        events = self._seen.pop(id(work), [])
        try:
            done: Done = future.result()
        except JudgeLost as lost:
            reason = _last_line(lost.reason)
            results, running = _so_far(events)
            if running is not None:
                detail = f"the judge was lost during this case: {reason}"
                case = CaseResult(running.device, Outcome.GRADER_ERROR, 0.0, detail, parameters=running.parameters)
                key = (running.test, running.device)
                results[key] = (*results.get(key, ()), case)
            results = {**before, **results}
            self._losses[work.submission.id] += 1
            left = work.tests - {test for test, _ in results}
            rest = _Waiting(replace(work, tests=left), results, reason, blamed=running is not None) if left else None
            return Judged(work, results, ()), rest
        self._notice_tier(done.tier)
        return Judged(work, {**before, **done.results}, done.notes), None

    def _notice_tier(self, tier: str) -> None:
        """All results of a run are of one tier; on one machine they are."""
        if self.tier not in ("", tier):
            raise SandboxError(
                f"the machines of the cluster isolate differently: some give {self.tier}, some {tier}",
                tip="run autograder doctor on the workers' machines, and use those of one tier",
            )
        self.tier = tier

    def _again(self, executor: Executor, judged: Judged) -> Judged:
        """Repeat the tests that timed out; the second result counts."""
        tests = frozenset(_timed_out(judged.results))
        work = replace(judged.work, tests=tests)
        second, left = self._take(_Waiting(work), executor.submit(work))
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
        self.waiting: dict[Future[Any], _Waiting] = {}

    def submit(self, item: _Waiting) -> None:
        """Hand over one item."""
        future = self._executor.submit(item.work)
        self.waiting[future] = item
        future.add_done_callback(self._completed.put)

    def take(self) -> tuple[_Waiting, Future[Any]]:
        """The next one that is done."""
        if isinstance(self._executor, InlineExecutor):
            self._executor.run()
        future = self._completed.get()
        return self.waiting.pop(future), future


def _so_far(events: Iterable[Step | Helpless]) -> tuple[Results, Step | None]:
    """Finished cases of an item whose judge was lost, and the case that is to blame for that, if one is."""
    cases: dict[tuple[str, Device, str], CaseResult] = {}  # an item that was started twice has its events twice
    running: Step | None = None
    for event in events:
        if isinstance(event, Helpless):
            running = None
            continue
        running = event
        if event.before is not None:
            test, case = event.before
            cases[test, case.device, case.parameters] = case
    results: Results = {}
    for (test, device, _), case in cases.items():
        results[test, device] = (*results.get((test, device), ()), case)
    return results, running


def _lost(item: _Waiting) -> Results:
    """It cost too many judges: a person must look."""
    return {
        (test, device): (CaseResult(device, Outcome.GRADER_ERROR, 0.0, item.reason),)
        for test in item.work.tests
        for device in item.work.devices
    }


def _no_judge(failure: TaskFailed) -> AutograderError:
    return failure.error or SandboxError(f"no judge can work: {_last_line(failure.text)}", where="judge")


def _last_line(text: str) -> str:
    """Of a traceback, the line that says what was wrong."""
    return text.strip().rpartition("\n")[2]


def _not_alone(case: CaseResult) -> CaseResult:
    note = "TIMEOUT at first, not when it ran alone"
    return replace(case, detail=f"{case.detail} ({note})" if case.detail else note)


def _settled(judged: Judged) -> Judged:
    return replace(judged, results={key: cases for key, cases in judged.results.items() if not _has_timeout(cases)})


def _timed_out(results: Mapping[tuple[str, Device], tuple[CaseResult, ...]]) -> set[str]:
    return {test for (test, _), cases in results.items() if _has_timeout(cases)}


def _has_timeout(cases: tuple[CaseResult, ...]) -> bool:
    return any(case.outcome is Outcome.TIMEOUT for case in cases)
