"""The channel every executor gives to its task; what differs between executors is the transport under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Done:
    """The current item is answered."""

    result: Any


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened while the current item runs."""

    event: Any


class Transport(Protocol):
    """Where items come from and answers go."""

    def receive(self) -> Any:
        """The next item; ``EOFError`` when there are no more."""
        ...

    def send(self, message: Done | Event) -> None:
        """Pass an answer on."""
        ...


class WorkChannel:
    """A :class:`~autograder.executor.protocol.Channel` over a transport; it holds the task to one item at a time."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._at_work = False

    def __iter__(self) -> Iterator[Any]:
        while True:
            if self._at_work:
                raise RuntimeError("the task asked for the next item before it had answered the last one")
            try:
                item = self._transport.receive()
            except EOFError:
                return
            self._at_work = True
            yield item

    def done(self, result: Any) -> None:
        """Answer the current item."""
        self._send(Done(result))
        self._at_work = False

    def emit(self, event: Any) -> None:
        """Stream an event of the current item."""
        self._send(Event(event))

    def _send(self, message: Done | Event) -> None:
        if not self._at_work:
            raise RuntimeError(f"the task sent {type(message).__name__} while no item was at hand")
        self._transport.send(message)
