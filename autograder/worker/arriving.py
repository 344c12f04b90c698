"""What arrives with a call and has no plain value: callbacks, generators, one-shot iterators, devices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import torch

from autograder.worker.codec import Connection, Decoder, Encoder, Node, Unsupported, pack
from autograder.worker.codec.elements import stay
from autograder.worker.home import Home
from autograder.worker.messages import MAX_CALLBACKS, Reply, Request


class Server(Protocol):
    """What a call needs of the server that runs it."""

    connection: Connection
    home: Home

    def answer(self, head: dict[str, Any], body: Any, buffers: list[memoryview]) -> None:
        """One request, one reply."""
        ...

    def arrive(self, tag: str, what: Any) -> Any:
        """What a node with a tag that the codec does not know stands for."""
        ...


class CallbackError(RuntimeError):
    """A function of the hidden test raised; the judge keeps the reason to itself (SEMANTICS 15)."""


class Arriving:
    """What belongs to one call among the things without a plain value: callbacks, generators, iterators."""

    def __init__(self, server: Server, number: int) -> None:
        self._server, self._number = server, number
        self._callbacks_made = 0

    def foreign(self, node: list[Node], decoder: Decoder, depth: int) -> Any:
        """For the decoder of the arguments."""
        tag = node[0]
        if tag == "i":
            return iter([decoder.value(x, depth + 1) for x in node[1:]])
        if tag == "k":
            decoder.objects.append(self._callback(node[1]))
            return decoder.objects[-1]
        if tag == "o":
            return self._on_cpu(node[1], decoder, depth)
        if tag == "x":
            return self._server.home.name
        if tag == "G":
            generator = torch.Generator()
            decoder.objects.append(generator)
            generator.set_state(self._on_cpu(node[1], decoder, depth))
            return generator
        return self._server.arrive(tag, node[1])

    def _on_cpu(self, node: Node, decoder: Decoder, depth: int) -> Any:
        """A value whose tensors stay on the CPU, whatever the device."""
        place, decoder.elements.place = decoder.elements.place, stay
        try:
            return decoder.value(node, depth + 1)
        finally:
            decoder.elements.place = place

    def _callback(self, index: int) -> Callable[..., Any]:
        def callback(*arguments: Any, **keywords: Any) -> Any:
            self._callbacks_made += 1
            if self._callbacks_made > MAX_CALLBACKS:
                raise RuntimeError(f"the function that was passed in was called more than {MAX_CALLBACKS} times")
            return self._ask(index, (arguments, keywords))

        return callback

    def _ask(self, index: int, arguments: tuple[Any, Any]) -> Any:
        connected: list[torch.Tensor] = []
        encoder = Encoder(tensor_hook=lambda x, _node: connected.append(x) if x.requires_grad else None)
        try:
            node = encoder.node(arguments)
            head = {
                "k": Reply.CALLBACK,
                "n": self._number,
                "i": index,
                "grad": torch.is_grad_enabled(),
                "connected": bool(connected),
            }
            parts = pack(head, node, encoder.buffers)
        except Unsupported as error:
            raise TypeError(f"the function that was passed in takes plain values only, not {error}") from None
        connection = self._server.connection
        connection.send(parts)
        while True:
            head, body, buffers = connection.receive()
            if head["op"] != Request.ANSWER:
                self._server.answer(head, body, buffers)  # the judge's function called the student's code again
            elif head["ok"]:
                return Decoder(buffers, self.foreign, place=self._server.home.place).value(body)
            else:
                raise CallbackError("the function that was passed in raised an error")
