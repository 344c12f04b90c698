"""The executor for one machine: a nursery warms the task up once and forks the judges."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections import deque
from concurrent.futures import Future
from typing import Any, Self

from autograder.executor.crew import Crew, Order
from autograder.executor.protocol import OnEvent, Task
from autograder.executor.wire import pack


class LocalExecutor:
    """Judges are processes of this machine, forked after the warm-up.

    The task must not leave threads running when it asks for its first item, because a fork has only the thread that
    forked. ``sys.stdout`` of a judge goes nowhere, its ``sys.stderr`` is ours.

    Args:
        task: what a judge runs; it is imported by its name in a fresh interpreter.
        jobs: how many judges work at the same time; none is forked before it is needed.
        on_event: called in a thread of the executor; what it raises ends everything.
        silent_seconds: a judge that says nothing for so long while it has an item is killed (SEMANTICS 3).
        warm_up_seconds: how long the task may take until it asks for its first item.

    """

    def __init__(
        self,
        task: Task,
        *,
        jobs: int,
        on_event: OnEvent,
        silent_seconds: float = 60.0,
        warm_up_seconds: float = 600.0,
    ) -> None:
        if jobs < 1:
            raise ValueError(f"jobs must be at least 1, got {jobs}")
        task_frame = pack(task)
        settings = {
            "jobs": jobs,
            "on_event": on_event,
            "silent_seconds": silent_seconds,
            "warm_up_seconds": warm_up_seconds,
        }
        self._lock = threading.Lock()
        self._arrived: deque[Order] = deque()
        self._closing = self._cancelling = False
        self._failure: BaseException | None = None
        self._told = False
        self._ear, self._bell = socket.socketpair()
        self._ear.settimeout(0)
        self._bell.settimeout(0)
        self._thread = threading.Thread(
            target=self._run,
            args=(task_frame, settings),
            name="autograder-executor",
            daemon=True,  # the nursery dies with this thread, so leaving without a shutdown leaves nothing behind
        )
        self._thread.start()

    def submit(self, item: Any) -> Future[Any]:
        """Hand over one item; see :class:`~autograder.executor.protocol.Executor`."""
        order = Order(item, Future())
        with self._lock:
            if self._closing:
                raise RuntimeError("cannot take an item after shutdown")
            if self._failure is None:
                self._arrived.append(order)
                self._ring()
                return order.future
            self._told = True
        order.future.set_exception(self._failure)
        return order.future

    def shutdown(self, *, cancel: bool = False) -> None:
        """Wait for all items, or drop them; no process is left behind."""
        self._close(cancel=cancel)
        try:
            self._thread.join()
        except BaseException:  # Ctrl-C while waiting
            self._close(cancel=True)
            self._thread.join()
            raise
        self._ear.close()
        self._bell.close()
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
            self._cancelling |= cancel
            self._ring()

    def _ring(self) -> None:
        """Wake the thread up; it may be gone, or have been rung for already."""
        with contextlib.suppress(OSError):
            self._bell.send(b"\0")

    # In the thread

    def _run(self, task_frame: bytes, settings: dict[str, Any]) -> None:
        try:
            crew = Crew(task_frame, **settings)
        except BaseException as error:  # noqa: BLE001  (nothing is above this thread; the futures tell)
            self._give_up(error, None)
            return
        try:
            self._work(crew)
        except BaseException as error:  # noqa: BLE001  (as above)
            self._give_up(error, crew)
        finally:
            crew.close()

    def _work(self, crew: Crew) -> None:
        crew.watch(self._ear.fileno(), self._hush)
        while True:
            closing, cancelling = self._take_in(crew)
            if cancelling:
                crew.cancel()
                return
            crew.hand_out()
            if closing and not crew.busy and crew.dismissed():
                return
            crew.turn()

    def _take_in(self, crew: Crew) -> tuple[bool, bool]:
        """Pass on what has been submitted; whether that is all, and whether nobody wants it any more."""
        with self._lock:
            while self._arrived:
                crew.add(self._arrived.popleft())
            return self._closing, self._cancelling

    def _hush(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._ear.recv(4096)

    def _give_up(self, error: BaseException, crew: Crew | None) -> None:
        """Everything that was submitted, and will be, fails with this error."""
        with self._lock:
            self._failure = error
            orders = list(self._arrived)
            self._arrived.clear()
            self._told = bool(orders) or (crew is not None and crew.busy)
        if crew is not None:
            crew.abandon(error)
        for order in orders:
            if order.future.set_running_or_notify_cancel():
                order.future.set_exception(error)
