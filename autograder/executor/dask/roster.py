"""The coordinator's side of a run on many machines: who has which batch, who is alive, who is to blame.

Used by one thread. Nothing here knows of Dask, and nothing waits: everything is a reaction to a letter.
"""

from __future__ import annotations

import math
import pickle
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from typing import Any, Protocol

from autograder.errors import UsageError
from autograder.executor.dask.letters import Answered, Broke, Facts, Letter, Lost, Place, Told
from autograder.executor.protocol import JudgeLost, OnEvent, TaskFailed

PREFETCH = 2
"""Batches for each thread of a worker: the one it works on, and the next, so that it never waits for this side."""
MOST_ITEMS = 16
"""In a batch: a Dask task costs some 10 ms, and what is left of a batch runs again when its worker dies."""
MOST_BYTES = 1 << 20
"""In a batch of several items; Dask warns about tasks of ten times that."""
MOST_LOSSES = 3
"""Workers one item may cost, all but the first of them alone: a machine also dies of other things."""
MOST_FRUITLESS = 3
"""Losses for each worker without one answer between them: the fault is not in the items."""

Needs = tuple[tuple[str, float], ...]
"""Resources an item takes on its worker, by name; hashable."""


@dataclass(slots=True, eq=False)
class Order:
    """An item on its way."""

    item: Any
    future: Future[Any]
    needs: Needs = ()
    last_event: Any = None
    losses: int = 0
    """Workers that were lost while it was the first without an answer in its batch."""

    @property
    def alone(self) -> bool:
        """Whether it is suspected, so that nothing else may run on its worker."""
        return bool(self.losses)


@dataclass(slots=True, eq=False)
class _Batch:
    """Some orders that travel together; a worker takes them in their order."""

    number: int
    host: _Host
    needs: Needs
    orders: dict[int, Order]
    """Those without an answer, by index."""
    alone: bool


@dataclass(slots=True, eq=False)
class _Host:
    """One Dask worker as the coordinator knows it."""

    address: str
    facts: Facts
    batches: dict[int, _Batch] = field(default_factory=dict)
    """By number, in the order in which they were sent, which is the one in which Dask starts them."""
    heard: bool = False
    """Its judges have said something once, so that they can work there."""
    starts_lost: int = 0
    """How many times its judges have broken down."""

    def slots(self, needs: Needs) -> int:
        """Batches with these needs that run here at the same time."""
        return min([self.facts.threads, *(int(self.facts.resources.get(name, 0) // much) for name, much in needs)])

    def room(self, needs: Needs) -> int:
        """Batches with these needs that it can take."""
        if any(batch.alone for batch in self.batches.values()):
            return 0
        return self.slots(needs) * PREFETCH - sum(batch.needs == needs for batch in self.batches.values())


class Post(Protocol):
    """Who carries batches to workers."""

    def send(self, batch: int, address: str, load: tuple[Sequence[bytes], Sequence[int], Mapping[str, float]]) -> None:
        """Hand over a batch: frames, cores, resources."""
        ...

    def forget(self, batch: int) -> None:
        """Nobody waits for it any more."""
        ...


class Roster:
    """The workers, the batches they have, and the orders that wait.

    Args:
        post: carries batches.
        on_event: is told the events of items.
        where: the cluster, for messages.

    """

    def __init__(self, post: Post, on_event: OnEvent, where: str) -> None:
        self._post, self._on_event, self._where = post, on_event, where
        self._queues: dict[Needs, deque[Order]] = {}
        self._hosts: dict[str, _Host] = {}
        self._batches: dict[int, _Batch] = {}
        self._sent = 0
        self._fruitless = 0
        self._most_hosts = 0
        self._warm = False
        """Somewhere a judge has said something: before that, no item can be to blame."""
        self.used: set[str] = set()
        """Workers that were given something and are still there."""

    @property
    def busy(self) -> bool:
        """Whether an order waits for its answer."""
        return bool(self._batches) or any(self._queues.values())

    @property
    def deserted(self) -> bool:
        """Whether nobody is there to work."""
        return not self._hosts

    def add(self, order: Order) -> None:
        """Take an order."""
        self._queues.setdefault(order.needs, deque()).append(order)

    def came(self, hosts: Mapping[str, Facts]) -> None:
        """Take workers in."""
        for address, facts in hosts.items():
            self._hosts.setdefault(address, _Host(address, facts))
        self._most_hosts = max(self._most_hosts, len(self._hosts))

    def gone(self, address: str) -> None:
        """A worker has left or died: what it had goes to others, and what it was at is suspected.

        Raises:
            TaskFailed: one worker after the other dies and nothing is answered.

        """
        host = self._hosts.pop(address, None)
        self.used.discard(address)
        if host is None or not host.batches:
            return
        reason = f"the Dask worker {address} died, or lost its connection, while it had this item"
        self._count_loss(reason)
        for position, batch in reversed(list(enumerate(host.batches.values()))):
            self._lose(batch, reason, running=position < host.slots(batch.needs))

    def hear(self, letter: Letter) -> None:
        """React to what a worker says; letters of batches it was thought to have lost are nobody's.

        Raises:
            TaskFailed: no judge can work there.
            Exception: whatever ``on_event`` raised.

        """
        match letter:
            case Told(place, event):
                order = self._order(place)
                if order is not None:
                    order.last_event = event
                    self._on_event(order.item, event)
            case Answered(place, result):
                order = self._settle(place)
                if order is not None:
                    order.future.set_result(result)
            case Lost(place, error):
                order = self._settle(place)
                if order is not None:
                    order.future.set_exception(error)
            case Broke(batch, start, error):
                self._break(batch, start, error)

    def ended(self, number: int, failure: str) -> None:
        """A batch is over; what it has left unanswered runs again.

        Raises:
            TaskFailed: our own code failed there.

        """
        batch = self._batches.get(number)
        if batch is None:
            return
        if failure:
            raise TaskFailed(f"on the Dask worker {batch.host.address}: {failure}")
        if batch.orders:
            self._count_loss(f"the Dask worker {batch.host.address} has left out items")
        self._lose(batch, "", running=False)

    def dropped(self, number: int) -> None:
        """The scheduler does not know a batch any more.

        Raises:
            TaskFailed: and that was not our wish.

        """
        if number in self._batches:
            error = UsageError("the connection to the scheduler was lost", where=self._where, tip="run it again")
            raise TaskFailed(str(error), error)

    def hand_out(self) -> None:
        """Give workers what they can take; what was cancelled meanwhile is dropped.

        Raises:
            TaskFailed: no worker has the resources that an order needs.

        """
        for needs, queue in self._queues.items():
            while queue:
                host = self._taker(needs, alone=queue[0].alone)
                if host is None and queue[0].alone:
                    return  # a worker has to become idle for it
                if host is None:
                    break
                self._give(host, needs, self._next(needs, queue))

    def abandon(self, error: BaseException) -> None:
        """Fail every order that is left."""
        orders = [order for batch in self._batches.values() for order in batch.orders.values()]
        orders += [order for queue in self._queues.values() for order in queue if _claim(order)]
        self._batches.clear()
        self._queues.clear()
        for order in orders:
            order.future.set_exception(error)

    def cancel(self) -> None:
        """Drop every order that is left."""
        for queue in self._queues.values():
            for order in queue:
                order.future.cancel()
        self.abandon(CancelledError())

    # Giving

    def _taker(self, needs: Needs, *, alone: bool) -> _Host | None:
        """The worker for the next batch: the one with the least to do; none if all have enough."""
        able = [host for host in self._hosts.values() if host.slots(needs)]
        if self._hosts and not able:
            named = ", ".join(f"{name}={much:g}" for name, much in needs)
            error = UsageError(
                f"no worker of the cluster has the resources {named}",
                where=self._where,
                tip=f"start workers on such machines with --resources {named}",
            )
            raise TaskFailed(str(error), error)
        free = [host for host in able if (not host.batches if alone else host.room(needs) > 0)]
        return min(free, key=lambda host: len(host.batches) / host.facts.threads, default=None)

    def _next(self, needs: Needs, queue: deque[Order]) -> list[tuple[Order, bytes]]:
        """The next batch: large while much is left, so that it costs little; small at last, so that nobody waits."""
        slots = sum(host.slots(needs) for host in self._hosts.values())
        most = min(MOST_ITEMS, math.ceil(len(queue) / (PREFETCH * slots)))
        taken: list[tuple[Order, bytes]] = []
        size = 0
        while queue and len(taken) < most and size < MOST_BYTES and not (taken and queue[0].alone):
            order = queue.popleft()
            frame = _packed(order)
            if frame is not None:
                taken.append((order, frame))
                size += len(frame)
                if order.alone:
                    break
        return taken

    def _give(self, host: _Host, needs: Needs, taken: Sequence[tuple[Order, bytes]]) -> None:
        if not taken:
            return
        self._sent += 1
        orders = dict(enumerate(order for order, _ in taken))
        batch = _Batch(self._sent, host, needs, orders, alone=taken[0][0].alone)
        self._batches[batch.number] = host.batches[batch.number] = batch
        self.used.add(host.address)
        frames = tuple(frame for _, frame in taken)
        self._post.send(batch.number, host.address, (frames, self._cores(host), dict(needs)))

    def _cores(self, host: _Host) -> tuple[int, ...]:
        """The share of a worker that is not the only one on its machine; else its judges might meet on one core."""
        facts = host.facts
        group = [
            address
            for address, other in self._hosts.items()
            if (other.facts.machine, other.facts.cores) == (facts.machine, facts.cores)
        ]
        share = facts.cores[group.index(host.address) :: len(group)]
        return share if len(share) >= facts.threads else ()

    # Hearing

    def _order(self, place: Place) -> Order | None:
        batch = self._batches.get(place.batch)
        if batch is None:
            return None
        batch.host.heard = self._warm = True
        return batch.orders.get(place.index)

    def _settle(self, place: Place) -> Order | None:
        order = self._order(place)
        if order is not None:
            self._fruitless = 0
            del self._batches[place.batch].orders[place.index]
        return order

    # Losing

    def _break(self, number: int, start: int, error: TaskFailed) -> None:
        batch = self._batches.get(number)
        if batch is None:
            return
        host = batch.host
        if error.error is not None or not host.heard:
            raise TaskFailed(f"on the Dask worker {host.address}: {error.text}", error.error)
        if start > host.starts_lost:  # its other batches say the same
            host.starts_lost = start
            self._count_loss(error.text)
        self._lose(batch, error.text, running=True)

    def _lose(self, batch: _Batch, reason: str, *, running: bool) -> None:
        """Take a batch back: the first order without an answer is the one it was at."""
        self._post.forget(batch.number)
        del self._batches[batch.number]
        batch.host.batches.pop(batch.number, None)
        orders = list(batch.orders.values())
        if running and orders and self._warm:
            suspect = orders[0]
            suspect.losses += 1
            if suspect.losses >= MOST_LOSSES:
                orders.remove(suspect)
                suspect.future.set_exception(JudgeLost(reason, suspect.last_event))
        for order in orders:
            order.last_event = None
        queue = self._queues.setdefault(batch.needs, deque())
        self._queues[batch.needs] = deque(sorted([*orders, *queue], key=lambda order: not order.alone))

    def _count_loss(self, reason: str) -> None:
        self._fruitless += 1
        if self._fruitless > MOST_FRUITLESS * self._most_hosts:
            raise TaskFailed(f"nothing was answered in {self._fruitless} attempts; the last one: {reason}")


def _claim(order: Order) -> bool:
    """Whether the order is to be worked on: nobody has cancelled it."""
    return order.future.running() or order.future.set_running_or_notify_cancel()


def _packed(order: Order) -> bytes | None:
    """The frame of an order; nothing if nobody wants it, or it cannot be sent."""
    if not _claim(order):
        return None
    try:
        return pickle.dumps(order.item, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001  (pickle passes on whatever the item's own methods raise)
        order.future.set_exception(error)
        return None
