"""What runs in a Dask worker: a nursery that is warmed up once, and batches that pass through its judges.

The Dask worker itself never runs the task: it has threads, and judges are forks. A ``LocalExecutor`` of its own starts
the nursery by exec, so the price of the warm-up is paid once for each Dask worker and run, whatever the batches.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import platform
import shutil
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from distributed import Worker, WorkerPlugin, get_worker

from autograder.executor.cores import stay_on
from autograder.executor.crew import IN_FLIGHT
from autograder.executor.dask.bundle import Bundle
from autograder.executor.dask.letters import Answered, Broke, Facts, Letter, Lost, Place, Told
from autograder.executor.local import LocalExecutor
from autograder.executor.protocol import JudgeLost, Task, TaskFailed
from autograder.executor.reasons import raised

EVENTS_WAIT_SECONDS = 0.05
"""Events travel together: one letter of its own costs the scheduler as much as twenty in a parcel."""

Versions = Callable[[], Mapping[str, str]]
"""What must be equal on all machines, by name; a picklable function."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What a Dask worker is told once."""

    run: str
    """Names our plugin on the workers."""
    topic: str
    """Where the coordinator listens."""
    task_at: Callable[[Path], Task]
    """The task, for the place where the bundle lies on this machine; picklable."""
    bundle: Bundle
    silent_seconds: float
    warm_up_seconds: float


def run_batch(run: str, batch: int, frames: Sequence[bytes], cores: Sequence[int]) -> None:
    """The Dask task: judge the items of one batch in their order; all answers travel as letters.

    Args:
        run: of the brief.
        batch: names this batch in the letters.
        frames: the items, pickled.
        cores: where a nursery is to stay that has yet to start; anywhere if empty.

    """
    site = get_worker().plugins.get(run)
    if isinstance(site, Site):  # else the run was cancelled while this task was on its way
        site.work(batch, frames, cores)


async def finish(run: str, dask_worker: Worker) -> TaskFailed | None:
    """Let the judges end of themselves; what went wrong in that."""
    site = dask_worker.plugins.get(run)
    return await asyncio.to_thread(site.finish) if isinstance(site, Site) else None


def describe(versions: Versions, dask_worker: Worker) -> Facts:
    """What this Dask worker is and has."""
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else ()
    return Facts(
        machine=platform.node(),
        cores=tuple(sorted(cores)),
        threads=dask_worker.state.nthreads,
        resources=dict(dask_worker.state.total_resources),
        versions=dict(versions()),
    )


class Site(WorkerPlugin):
    """Our part of one Dask worker, for one run."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief

    def setup(self, worker: Worker) -> None:
        """Arrive; nothing is started before the first batch."""
        self._jobs: int = worker.state.nthreads
        self._root = Path(worker.local_directory) / self._brief.run
        self._outbox = _Outbox(worker, self._brief.topic)
        self._lock = threading.Lock()
        self._executor: LocalExecutor | None = None
        self._starts = 0
        self._closed = False

    async def teardown(self, worker: Worker) -> None:  # noqa: ARG002  (its name is part of Dask's interface)
        """Leave no process and no file behind: the run is over, or this worker is."""
        await asyncio.to_thread(self._close)

    def work(self, batch: int, frames: Sequence[bytes], cores: Sequence[int]) -> None:
        """Judge the items of one batch; called in a thread of the worker, as many at a time as it has threads."""
        opened = self._opened(cores)
        if opened is None:
            return
        executor, start = opened
        try:
            for letter in _answers(executor, batch, frames):
                self._outbox.post(letter)
                self._outbox.flush()
        except CancelledError:
            return
        except Exception as error:  # noqa: BLE001  (whatever it is, the coordinator decides what becomes of the run)
            self._discard(executor)
            failure = error if isinstance(error, TaskFailed) else TaskFailed(raised(error))
            self._outbox.post(Broke(batch, start, failure))
        self._outbox.flush()

    def finish(self) -> TaskFailed | None:
        """End the judges after their last item."""
        with self._lock:
            executor, self._executor = self._executor, None
        try:
            if executor is not None:
                executor.shutdown()
        except TaskFailed as failure:
            return failure
        return None

    def _opened(self, cores: Sequence[int]) -> tuple[LocalExecutor, int] | None:
        """The executor of this worker, and the how many-th it is; nothing if the run is over."""
        with self._lock:
            if self._closed:
                return None
            if self._executor is None:
                self._starts += 1
                self._executor = _start_on(cores, self._start)
            return self._executor, self._starts

    def _start(self) -> LocalExecutor:
        if not self._root.exists():
            self._brief.bundle.unpack(self._root)
        return LocalExecutor(
            self._brief.task_at(self._root),
            jobs=self._jobs,
            on_event=self._pass_on,
            silent_seconds=self._brief.silent_seconds,
            warm_up_seconds=self._brief.warm_up_seconds,
        )

    def _pass_on(self, item: _Numbered, event: Any) -> None:
        self._outbox.post(Told(item.place, event))

    def _discard(self, executor: LocalExecutor) -> None:
        """The next batch starts another one."""
        with self._lock:
            if self._executor is executor:
                self._executor = None
        executor.shutdown(cancel=True)

    def _close(self) -> None:
        with self._lock:
            self._closed = True
            executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(cancel=True)
        shutil.rmtree(self._root, ignore_errors=True)


class _Numbered:
    """An item on its way to a judge, which receives the item alone: this process needs none of its classes."""

    __slots__ = ("frame", "place")

    def __init__(self, place: Place, frame: bytes) -> None:
        self.place, self.frame = place, frame

    def __reduce__(self) -> tuple[Callable[[bytes], Any], tuple[bytes]]:
        return pickle.loads, (self.frame,)


def _answers(executor: LocalExecutor, batch: int, frames: Sequence[bytes]) -> Iterator[Letter]:
    """What became of the items, in their order; a few are always with the judges, so that those never wait for us.

    Raises:
        TaskFailed: the judges cannot go on.
        CancelledError: nobody wants to know any more.

    """
    given: deque[tuple[Place, Future[Any]]] = deque()
    for index, frame in enumerate(frames):
        place = Place(batch, index)
        given.append((place, executor.submit(_Numbered(place, frame))))
        if len(given) == IN_FLIGHT:
            yield _answer(*given.popleft())
    while given:
        yield _answer(*given.popleft())


def _answer(place: Place, future: Future[Any]) -> Letter:
    try:
        return Answered(place, future.result())
    except JudgeLost as lost:
        return Lost(place, lost)


def _start_on(cores: Sequence[int], start: Callable[[], LocalExecutor]) -> LocalExecutor:
    """Start an executor that stays on these cores, with all it starts; this process goes where it likes."""
    with ThreadPoolExecutor(1, initializer=stay_on, initargs=(cores,)) as thread:
        return thread.submit(start).result()


class _Outbox:
    """Letters to the coordinator, in their order, through the connections that Dask has anyway."""

    def __init__(self, worker: Worker, topic: str) -> None:
        self._worker, self._topic = worker, topic
        self._lock = threading.Lock()
        self._waiting: list[Letter] = []

    def post(self, letter: Letter) -> None:
        """Send a letter soon, together with those that follow at once."""
        with self._lock:
            self._waiting.append(letter)
            first = len(self._waiting) == 1
        if first:
            self._worker.loop.add_callback(self._worker.loop.call_later, EVENTS_WAIT_SECONDS, self.flush)

    def flush(self) -> None:
        """Send what waits."""
        with self._lock:
            parcel, self._waiting = self._waiting, []
            if parcel:  # one pickle: letters of one item have most of their words in common
                self._worker.log_event(self._topic, pickle.dumps(parcel, pickle.HIGHEST_PROTOCOL))
