"""The coordinator's side of one nursery and its judges: who has which item, who is alive, who is to blame.

Used by one thread. Nothing here waits for a judge: everything is a reaction to a socket or to the clock.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.executor.channel import Done, Event
from autograder.executor.cores import Cores
from autograder.executor.messages import Ended, Failed, Fork, Kill, Ready
from autograder.executor.protocol import JudgeLost, OnEvent, TaskFailed
from autograder.executor.reasons import ended
from autograder.executor.wire import Line, Pipe, pack, unpack

IN_FLIGHT = 2
"""Items a judge holds: the one it works on, and the next, so that it never waits for the coordinator."""
LEAVE_SECONDS = 10.0
"""For the nursery to kill and reap its judges and end; it does nothing else then."""


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """An item on its way."""

    item: Any
    future: Future[Any]


@dataclass(slots=True, eq=False)
class _Judge:
    """One forked judge as the coordinator knows it."""

    number: int
    line: Line
    last_sign: float
    """When it last said something or was given something while idle, in seconds of the monotonic clock."""
    orders: deque[Order] = field(default_factory=deque)
    """What it was given and has not answered; it works on the first."""
    last_event: Any = None
    """Of the first order."""
    reason: str = ""
    """Why it is lost, if that is known before its end."""
    blamed: Order | None = None
    """The order it was killed for."""
    garbled: bool = False
    """It sent something unreadable; which order a later answer belongs to is then unknown."""

    @property
    def leaving(self) -> bool:
        return bool(self.reason)


class Crew:
    """A nursery, its judges, and the orders they work on."""

    def __init__(
        self, task_frame: bytes, *, jobs: int, on_event: OnEvent, silent_seconds: float, warm_up_seconds: float
    ) -> None:
        self._jobs = jobs
        self._on_event = on_event
        self._silent_seconds = silent_seconds
        self._warm_up_seconds = warm_up_seconds
        self._selector = selectors.DefaultSelector()
        self._queue: deque[Order] = deque()
        self._judges: dict[int, _Judge] = {}
        self._cores = Cores(jobs)
        self._born = 0
        self._ready = False
        self._finishing = False
        self._control, self._nursery = _start_nursery(task_frame)
        self._started = time.monotonic()
        self.watch(self._control.fileno(), self._hear_nursery)

    @property
    def busy(self) -> bool:
        """Whether an order waits for its answer."""
        return bool(self._queue) or any(judge.orders for judge in self._judges.values())

    def watch(self, descriptor: int, react: Callable[[], None]) -> None:
        """Call ``react`` within :meth:`turn` whenever the descriptor can be read."""
        self._selector.register(descriptor, selectors.EVENT_READ, react)

    def add(self, order: Order) -> None:
        """Take an order."""
        self._queue.append(order)

    def hand_out(self) -> None:
        """Give judges what they can take; what was cancelled meanwhile is dropped."""
        while self._queue and self._ready:
            judge = self._taker()
            if judge is None:
                return
            order = self._queue.popleft()
            if _claim(order):
                self._give(judge, order)

    def turn(self) -> None:
        """Wait until something happens, and react to it.

        Raises:
            TaskFailed: the task failed where no item is to blame, or its process died.
            Exception: whatever ``on_event`` raised.

        """
        for key, _ in self._selector.select(self._patience()):
            key.data()
        self._check_signs_of_life()

    def dismissed(self) -> bool:
        """Tell the judges that nothing will follow, and whether all have come to their end."""
        if not self._finishing:
            self._finishing = True
            for judge in self._judges.values():
                judge.last_sign = time.monotonic()
                judge.line.no_more()
        return not self._judges

    def abandon(self, error: BaseException) -> None:
        """Fail every order that is left."""
        orders = [order for judge in self._judges.values() for order in judge.orders]
        orders += [order for order in self._queue if _claim(order)]
        self._queue.clear()
        for judge in self._judges.values():
            judge.orders.clear()
        for order in orders:
            order.future.set_exception(error)

    def cancel(self) -> None:
        """Drop every order that is left."""
        for order in self._queue:
            order.future.cancel()
        self.abandon(CancelledError())

    def close(self) -> None:
        """Leave no process behind."""
        self._control.close()  # the nursery kills its judges, reaps them and ends
        if not self._ready:
            self._nursery.kill()  # it is deep in the warm-up and has no judges
        try:
            self._nursery.wait(LEAVE_SECONDS)
        except subprocess.TimeoutExpired:
            self._nursery.kill()
            self._nursery.wait()
        for judge in self._judges.values():
            judge.line.close()
        self._judges.clear()
        self._selector.close()

    # Giving

    def _taker(self) -> _Judge | None:
        """The judge for the next order: an idle one, a new one, or one that gets it in advance."""
        present = [judge for judge in self._judges.values() if not judge.leaving]
        idle = next((judge for judge in present if not judge.orders), None)
        if idle is not None:
            return idle
        if len(self._judges) < self._jobs:
            return self._fork()
        if len(self._queue) < self._jobs:  # near the end an order waits better for whoever is free first
            return None
        return next((judge for judge in present if len(judge.orders) < IN_FLIGHT), None)

    def _give(self, judge: _Judge, order: Order) -> None:
        try:
            frame = pack(order.item)
        except Exception as error:  # noqa: BLE001  (pickle passes on whatever the item's own methods raise)
            order.future.set_exception(error)
            return
        if not judge.orders:
            judge.last_sign = time.monotonic()
        judge.orders.append(order)
        judge.line.queue(frame)
        self._adjust(judge)

    def _fork(self) -> _Judge:
        ours, theirs = socket.socketpair()
        self._born += 1
        judge = _Judge(self._born, Line(ours), time.monotonic())
        self._ask(Fork(judge.number, self._cores.give(judge.number)), theirs.fileno())
        theirs.close()
        self._judges[judge.number] = judge
        self.watch(judge.line.fileno(), lambda: self._hear(judge))
        return judge

    def _ask(self, request: Fork | Kill, descriptor: int | None = None) -> None:
        with contextlib.suppress(OSError):  # the nursery died, which its closed socket tells
            self._control.send(request, descriptor)

    # Hearing

    def _hear(self, judge: _Judge) -> None:
        if judge.number not in self._judges:  # buried since the selector saw its last words
            return
        judge.line.flush()
        for body in judge.line.arrived():
            judge.last_sign = time.monotonic()
            if judge.garbled:
                continue
            try:
                message = unpack(body)
            except Exception as error:  # noqa: BLE001  (pickle passes on whatever the value's own methods raise)
                judge.garbled = True
                self._kill(judge, f"the judge sent an answer that cannot be read: {error!r}")
                continue
            self._react(judge, message)
        self._adjust(judge)

    def _react(self, judge: _Judge, message: Done | Event | Failed) -> None:
        match message:
            case Event(event):
                judge.last_event = event
                self._on_event(judge.orders[0].item, event)
            case Done(result):
                judge.last_event = None
                judge.orders.popleft().future.set_result(result)
            case Failed(text, _) if judge.orders:
                judge.reason = text
            case Failed(text, error):
                raise TaskFailed(text, error)

    def _hear_nursery(self) -> None:
        try:
            messages = self._control.arrived()
        except (EOFError, OSError):
            raise TaskFailed(f"the process that forks the judges {ended(self._nursery.wait())}") from None
        for message in messages:
            self._follow(message)

    def _follow(self, message: Ready | Failed | Ended) -> None:
        match message:
            case Ready():
                self._ready = True
            case Failed(text, error):
                raise TaskFailed(text, error)
            case Ended(number, status):
                self._bury(self._judges[number], status)

    def _adjust(self, judge: _Judge) -> None:
        """Listen to a judge's line for what is left to do on it."""
        if judge.line.ended:
            if judge.line.fileno() in self._selector.get_map():
                self._selector.unregister(judge.line.fileno())
            return
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if judge.line.unsent else 0)
        key = self._selector.get_key(judge.line.fileno())
        if key.events != events:
            self._selector.modify(judge.line.fileno(), events, key.data)

    # Life and death

    def _patience(self) -> float | None:
        """Seconds until somebody has been silent for too long."""
        deadlines = [judge.last_sign + self._silent_seconds for judge in self._expected()]
        if not self._ready:
            deadlines.append(self._started + self._warm_up_seconds)
        return max(0.0, min(deadlines) - time.monotonic()) if deadlines else None

    def _expected(self) -> list[_Judge]:
        """Judges that owe a sign of life."""
        return [judge for judge in self._judges.values() if not judge.leaving and (judge.orders or self._finishing)]

    def _check_signs_of_life(self) -> None:
        now = time.monotonic()
        for judge in self._expected():
            if now - judge.last_sign >= self._silent_seconds:
                self._kill(judge, f"the judge gave no sign of life for {self._silent_seconds:g} s")
        if not self._ready and now - self._started >= self._warm_up_seconds:
            raise TaskFailed(f"the task did not warm up within {self._warm_up_seconds:g} s")

    def _kill(self, judge: _Judge, reason: str) -> None:
        judge.reason = reason
        judge.blamed = judge.orders[0] if judge.orders else None
        self._ask(Kill(judge.number))

    def _bury(self, judge: _Judge, status: int) -> None:
        """A judge has ended: one order is to blame, those it had in advance go to others."""
        self._hear(judge)  # its last words: what it had answered by then is answered
        if not judge.line.ended:
            self._selector.unregister(judge.line.fileno())
        judge.line.close()
        del self._judges[judge.number]
        self._cores.take_back(judge.number)
        reason = judge.reason or f"the judge {ended(status)}"
        blamed = judge.blamed or next(iter(judge.orders), None)
        if blamed is not None and blamed in judge.orders:
            judge.orders.remove(blamed)
            blamed.future.set_exception(JudgeLost(reason, judge.last_event))
        self._queue.extendleft(reversed(judge.orders))
        if self._finishing and status:
            raise TaskFailed(f"after its last item: {reason}")


def _claim(order: Order) -> bool:
    """Whether the order is to be worked on: nobody has cancelled it."""
    return order.future.running() or order.future.set_running_or_notify_cancel()


def _start_nursery(task_frame: bytes) -> tuple[Pipe, subprocess.Popen[bytes]]:
    """The nursery finds our code where this process does, whatever lies in the working directory."""
    ours, theirs = socket.socketpair()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path)}
    command = [sys.executable, "-P", "-m", "autograder.executor.nursery", str(theirs.fileno()), str(os.getpid())]
    process = subprocess.Popen(  # noqa: S603  (our own module, no shell)
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=[theirs.fileno()],
        start_new_session=True,  # Ctrl-C in the terminal reaches the coordinator alone
    )
    theirs.close()
    pipe = Pipe(ours)
    with contextlib.suppress(OSError):  # it died at once, which its closed socket tells
        pipe.send_frame(task_frame)
    return pipe, process
