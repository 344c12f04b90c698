"""The executor for many machines: a Dask cluster runs batches, this side alone knows who is to blame for what."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Self

from autograder.errors import UsageError
from autograder.executor.dask.bundle import Bundle
from autograder.executor.dask.connection import Connection
from autograder.executor.dask.letters import Answered, Broke, Came, Dropped, Ended, Gone, Letter, Lost, News, Told
from autograder.executor.dask.roster import Order, Roster
from autograder.executor.dask.site import Brief, Versions
from autograder.executor.protocol import OnEvent, Task, TaskFailed

Resources = Mapping[str, float]
NOTHING = Bundle()


@dataclass(frozen=True, slots=True)
class _Close:
    """There will be no more items."""

    cancel: bool
    """And nobody wants those that are left."""


def no_resources(item: Any) -> Resources:  # noqa: ARG001  (the answer for any item)
    """An item that can run on every worker."""
    return {}


class DaskExecutor:
    """Judges are processes beside Dask workers, as many as a worker has threads; the cluster is there already.

    The task warms up once for each Dask worker. What it needs of this machine's files goes along. When a Dask worker
    dies, others take over; the item it was at runs alone then, and is given up as ``JudgeLost`` if that costs more.

    Args:
        task_at: the task, when told where ``bundle`` lies on a machine; picklable.
        address: ``host:port`` of the scheduler.
        on_event: called in a thread of the executor; what it raises ends everything.
        versions: what must be equal on all machines, our own package included; picklable, and free of heavy imports.
        bundle: files that travel to every worker, and are removed there at the end.
        resources: what an item takes on its worker, by the names given to ``dask worker --resources``.
        silent_seconds: a judge that says nothing for so long while it has an item is killed (SEMANTICS 3).
        warm_up_seconds: how long the task may take until it asks for its first item.
        patience_seconds: how long to wait for a worker when all have gone.

    Raises:
        UsageError: the cluster does not answer, has no workers, or other versions than this machine.

    """

    def __init__(
        self,
        task_at: Callable[[Path], Task],
        *,
        address: str,
        on_event: OnEvent,
        versions: Versions,
        bundle: Bundle = NOTHING,
        resources: Callable[[Any], Resources] = no_resources,
        silent_seconds: float = 60.0,
        warm_up_seconds: float = 600.0,
        patience_seconds: float = 120.0,
    ) -> None:
        self._where = f"dask://{address}"
        self._resources, self._patience = resources, patience_seconds
        self._mail: SimpleQueue[Order | _Close | Letter | News] = SimpleQueue()
        self._connection = Connection(address, versions, self._mail.put)
        self._roster = Roster(self._connection, on_event, self._where)
        brief = Brief(
            run=self._connection.run,
            topic=self._connection.topic,
            task_at=task_at,
            bundle=bundle,
            silent_seconds=silent_seconds,
            warm_up_seconds=warm_up_seconds,
        )
        self._roster.came(self._connection.install(brief))
        self._lock = threading.Lock()
        self._closing = self._cancelling = False
        self._failure: BaseException | None = None
        self._told = False
        self._deserted_since: float | None = None
        self._thread = threading.Thread(
            target=self._run,
            name="autograder-dask",
            daemon=True,  # the cluster ends what is left when this process has gone
        )
        self._thread.start()

    def submit(self, item: Any) -> Future[Any]:
        """Hand over one item; see :class:`~autograder.executor.protocol.Executor`."""
        order = Order(item, Future(), tuple(sorted(self._resources(item).items())))
        with self._lock:
            if self._closing:
                raise RuntimeError("cannot take an item after shutdown")
            if self._failure is None:
                self._mail.put(order)
                return order.future
            self._told = True
        order.future.set_exception(self._failure)
        return order.future

    def shutdown(self, *, cancel: bool = False) -> None:
        """Wait for all items, or drop them; nothing of this run is left on the cluster."""
        self._close(cancel=cancel)
        try:
            self._thread.join()
        except BaseException:  # Ctrl-C while waiting
            self._close(cancel=True)
            self._thread.join()
            raise
        if self._failure is not None and not self._told and not cancel:
            self._told = True
            raise self._failure

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.shutdown(cancel=kind is not None)

    def _close(self, *, cancel: bool) -> None:
        with self._lock:
            self._closing = True
        self._mail.put(_Close(cancel))

    # In the thread

    def _run(self) -> None:
        try:
            self._work()
        except BaseException as error:  # noqa: BLE001  (nothing is above this thread; the futures tell)
            self._give_up(error)
        finally:
            self._connection.close()

    def _work(self) -> None:
        closing = False
        while self._roster.busy or not closing:
            for message in self._arrived():
                if isinstance(message, _Close):
                    closing = True
                    if message.cancel:
                        self._roster.cancel()
                        return
                else:
                    self._react(message)
            self._roster.hand_out()
        for failure in self._connection.finish(self._roster.used):
            raise failure

    def _arrived(self) -> list[Order | _Close | Letter | News]:
        """Wait for something, and take all that is there.

        Raises:
            TaskFailed: there is work and for too long there was nobody to do it.

        """
        try:
            messages = [self._mail.get(timeout=self._patience_left())]
        except Empty:
            error = UsageError(
                f"all workers of the cluster have gone, and none came within {self._patience:g} s",
                where=self._where,
                tip="what is graded is kept: start workers, and run the same command again",
            )
            raise TaskFailed(str(error), error) from None
        while not self._mail.empty():
            messages.append(self._mail.get())
        return messages

    def _patience_left(self) -> float | None:
        if not (self._roster.deserted and self._roster.busy):
            self._deserted_since = None
            return None
        now = time.monotonic()
        self._deserted_since = now if self._deserted_since is None else self._deserted_since
        return max(0.0, self._deserted_since + self._patience - now)

    def _react(self, message: Order | Letter | News) -> None:
        match message:
            case Order():
                self._roster.add(message)
            case Told() | Answered() | Lost() | Broke():
                self._roster.hear(message)
            case Came(address):
                self._roster.came(self._connection.facts([address]))
            case Gone(address):
                self._roster.gone(address)
            case Ended(batch, failure):
                self._roster.ended(batch, failure)
            case Dropped(batch):
                self._roster.dropped(batch)

    def _give_up(self, error: BaseException) -> None:
        """Everything that was submitted, and will be, fails with this error."""
        if isinstance(error, UsageError):  # a worker that came later
            error = TaskFailed(str(error), error)
        with self._lock:
            self._failure = error
            while not self._mail.empty():
                message = self._mail.get()
                if isinstance(message, Order):
                    self._roster.add(message)
            self._told = self._roster.busy
        self._roster.abandon(error)
