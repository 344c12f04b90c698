"""The executor for debugging: the task runs in this very process and thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import Any, Self

from autograder.errors import AutograderError
from autograder.executor.channel import Done, Event, WorkChannel
from autograder.executor.protocol import JudgeLost, OnEvent, Task, TaskFailed
from autograder.executor.reasons import raised


class InlineExecutor:
    """Items wait until somebody asks for a result, or for the end; then the task runs over all that are there.

    A breakpoint in the task or in a hidden test works. Nobody watches for silence. The functions of
    ``concurrent.futures`` that wait for several futures know nothing of this executor and wait forever.
    """

    def __init__(self, task: Task, on_event: OnEvent) -> None:
        self._task = task
        self._on_event = on_event
        self._queue: deque[_Order] = deque()
        self._closed = False
        self._untold: Exception | None = None
        """A failure that no future was there to tell."""

    def submit(self, item: Any) -> Future[Any]:
        """Hand over one item; it runs when its result is asked for, or at the shutdown."""
        if self._closed:
            raise RuntimeError("cannot take an item after shutdown")
        order = _Order(item, self.run)
        self._queue.append(order)
        return order

    def run(self) -> None:
        """Run the task over all items that wait."""
        while self._queue:
            self._untold = _Run(self._queue, self._on_event).of(self._task)

    def shutdown(self, *, cancel: bool = False) -> None:
        """Run what still waits, or drop it."""
        self._closed = True
        if cancel:
            while self._queue:
                self._queue.popleft().cancel()
            return
        self.run()
        untold, self._untold = self._untold, None
        if untold is not None:
            raise untold

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.shutdown(cancel=kind is not None)


class _Order(Future[Any]):
    """A future that gets its result by running the executor."""

    def __init__(self, item: Any, run: Callable[[], None]) -> None:
        super().__init__()
        self.item = item
        self._run = run

    def result(self, timeout: float | None = None) -> Any:
        self._ensure_run()
        return super().result(timeout)

    def exception(self, timeout: float | None = None) -> BaseException | None:
        self._ensure_run()
        return super().exception(timeout)

    def _ensure_run(self) -> None:
        if not self.done() and not self.running():
            self._run()


class _Run:
    """One call of the task, and the transport of its channel."""

    def __init__(self, queue: deque[_Order], on_event: OnEvent) -> None:
        self._queue = queue
        self._on_event = on_event
        self._current: _Order | None = None
        self._last_event: Any = None
        self._asked = False
        self._hook_error: Exception | None = None

    def of(self, task: Task) -> Exception | None:
        """Call the task; every item it took has an answer or an exception afterwards. Returns what no item tells."""
        try:
            task(WorkChannel(self))
            if self._current is not None or self._hook_error is not None or not self._asked:
                return self._fail(RuntimeError("the task returned before it had answered its items"))
        except (Exception, SystemExit) as error:  # noqa: BLE001  (whatever the task raises is told with the future)
            return self._fail(error)
        else:
            return None
        finally:
            if self._current is not None:  # interrupted
                self._current.set_exception(CancelledError())

    def receive(self) -> Any:
        """The next item that nobody has cancelled."""
        self._asked = True
        while self._queue:
            order = self._queue.popleft()
            if order.set_running_or_notify_cancel():
                self._current = order
                return order.item
        raise EOFError

    def send(self, message: Done | Event) -> None:
        """Answer the current item, or pass on its event."""
        order = self._current
        assert order is not None, "the channel sends only while an item is at hand"
        match message:
            case Done(result):
                self._current = self._last_event = None
                order.set_result(result)
            case Event(event):
                self._last_event = event
                self._tell(order, event)

    def _tell(self, order: _Order, event: Any) -> None:
        try:
            self._on_event(order.item, event)
        except Exception as error:
            self._hook_error = error
            raise

    def _fail(self, error: BaseException) -> Exception | None:
        """One item is to blame, or all that wait are without hope; without any, the failure is yet to be told."""
        current, self._current = self._current, None
        if current is not None and self._hook_error is None:
            current.set_exception(JudgeLost(raised(error), self._last_event))
            return None
        failure = self._hook_error or TaskFailed(raised(error), error if isinstance(error, AutograderError) else None)
        hopeless = [order for order in self._queue if order.set_running_or_notify_cancel()]
        hopeless += [current] if current else []
        self._queue.clear()
        for order in hopeless:
            order.set_exception(failure)
        return None if hopeless else failure
