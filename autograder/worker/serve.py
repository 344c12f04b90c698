"""What runs in a locked fork: load a submission, answer calls until the pipe closes.

It shares a process with student code, so nothing here is trusted and nothing here decides points. It imports nothing of
ours but its neighbours in ``autograder.worker``.
"""

from __future__ import annotations

import importlib
import operator
import os
import random
import socket
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch

from autograder.worker import sympy_trees
from autograder.worker.codec import Bad, Buffer, Connection, Decoder, Encoder, Node, Unsupported, pack
from autograder.worker.codec.tables import NON_LEAF
from autograder.worker.graphs import Graph, Parameters, leaves_behind
from autograder.worker.loader import load
from autograder.worker.messages import CONSTRUCTORS, How, Reply, Request, To
from autograder.worker.output import Output
from autograder.worker.raised import describe
from autograder.worker.snapshot import Snapshot

Head = dict[str, Any]
Answer = list[Buffer]


def run(sock: socket.socket) -> None:
    """Answer requests until the judge closes its end; never returns."""
    Server(Connection(sock)).run()


class CallbackError(RuntimeError):
    """A function of the hidden test raised; the judge keeps the reason to itself (SEMANTICS 15)."""


class Server:
    """One submission in one process."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.namespace: dict[str, Any] = {}
        self.handles: dict[int, Any] = {}
        self.handle_numbers: dict[int, int] = {}
        self.next_handle = 0
        self.graphs: dict[int, Graph] = {}
        self.parameters = Parameters()
        self.output = Output(0)
        self._generators: list[tuple[int, torch.Generator]] = []
        self._known: dict[str, Callable[[Any], Any]] = {
            "h": self.handles.__getitem__,
            "p": self.parameters.get,
            "S": lambda tree: sympy_trees.decode(tree, evaluate=True),
            "N": self._name,
            "k": self._callback,
        }
        self._requests: dict[str, Callable[[Head, Any, list[memoryview]], Answer]] = {
            Request.LOAD: self.load,
            Request.CALL: self.call,
            Request.VJP: self.vjp,
            Request.PRINTED: self.printed,
        }

    def run(self) -> None:
        """Serve until the pipe closes; ``os._exit`` because nothing of the student's may run at exit."""
        while True:
            try:
                head, body, buffers = self.connection.receive()
            except EOFError:
                os._exit(0)
            self.answer(head, body, buffers)

    def answer(self, head: Head, body: Any, buffers: list[memoryview]) -> None:
        """One request, one reply."""
        for graph in head.get("drop", ()):
            self.graphs.pop(graph, None)
        for handle in head.get("free", ()):
            self.handle_numbers.pop(id(self.handles.pop(handle, None)), None)
        try:
            reply = self._requests[head["op"]](head, body, buffers)
        except Unsupported as error:
            reply = pack({"k": Reply.UNUSABLE}, str(error), [])
        except BaseException as error:
            reply = pack({"k": Reply.RAISED}, describe(error), [])
        self.connection.send(reply)

    # ---- requests

    def load(self, head: Head, body: Any, _buffers: list[memoryview]) -> Answer:
        """Execute the submission; answer with what it defines and what was left out."""
        self.output = Output(head["output"])
        sys.stdout = sys.stderr = self.output
        self._seed(head)
        cells, modules, skeletons = body
        loaded = load(
            [(label, source) for label, source in cells],
            modules,
            head["exercises"],
            promised=head["promised"],
            skeletons=skeletons,
            everything=head["everything"],
        )
        self.namespace = loaded.namespace
        names = {name: callable(value) for name, value in self.namespace.items()}
        missing = {name: [r.why, r.label, r.line, r.text] for name, r in loaded.missing.items()}
        return pack({"k": Reply.DONE}, [names, missing, list(loaded.unfinished), list(loaded.notes)], [])

    def call(self, head: Head, body: Any, buffers: list[memoryview]) -> Answer:
        """Call a target; answer with the result, what became of the arguments, and changed parameters."""
        self._seed(head)
        arguments_node, pushed = body
        self.parameters.pull(pushed, buffers)
        inputs: list[torch.Tensor] = []

        def keep_input(tensor: torch.Tensor, node: list[Node]) -> torch.Tensor:
            if not tensor.requires_grad:
                return tensor
            inputs.append(tensor)
            # a result of the judge may be changed in place, so it must not be a leaf here
            flags = node[6] if node[0] == "V" else node[4]
            return tensor.clone() if flags & NON_LEAF and head["grad"] else tensor

        self._generators = []
        decoder = Decoder(buffers, self._foreign_in, tensor_hook=keep_input)
        with torch.set_grad_enabled(head["grad"]):
            arguments, keywords = decoder.value(arguments_node)
            before = Snapshot(decoder, self._generators)
            result = self._target(head["to"])(*arguments, **keywords)
        return self._result(head, result, before, decoder, inputs)

    def _result(
        self, head: Head, result: Any, before: Snapshot, decoder: Decoder, inputs: list[torch.Tensor]
    ) -> Answer:
        outputs: list[torch.Tensor] = []
        encoder = Encoder(
            self._foreign_out, decoder.objects, self._mark_outputs(outputs), self._parameter_node(decoder.objects)
        )
        node = encoder.node(result)
        changes = before.changes(encoder)
        leaves: list[int] = []
        if outputs:
            known = {id(x) for x in inputs}
            found = [x for x in leaves_behind(outputs) if id(x) not in known]
            leaves = [self.parameters.number(x) for x in found]
            self.graphs[head["id"]] = Graph(outputs, inputs + found)
        lost = any(x.grad is not None for x in _hidden(inputs, decoder))
        pushed = self.parameters.push(encoder.buffers)
        body = [node, changes, pushed, leaves]
        return pack({"k": Reply.DONE, "lost": lost}, body, encoder.buffers)

    def vjp(self, head: Head, body: Any, buffers: list[memoryview]) -> Answer:
        """Vector-Jacobian product of an earlier call; with ``create`` it can be differentiated again."""
        graph = self.graphs[head["id"]]
        cotangents: list[torch.Tensor] = []

        def keep_cotangent(tensor: torch.Tensor, _node: list[Node]) -> torch.Tensor:
            if tensor.requires_grad:
                cotangents.append(tensor)
            return tensor

        given = Decoder(buffers, tensor_hook=keep_cotangent).value(body)
        pairs = [(o, g) for o, g in zip(graph.outputs, given, strict=True) if g is not None]
        products = torch.autograd.grad(
            [o for o, _ in pairs],
            graph.inputs,
            [g for _, g in pairs],
            retain_graph=True,
            create_graph=head["create"],
            allow_unused=True,
        )
        outputs: list[torch.Tensor] = []
        encoder = Encoder(tensor_hook=self._mark_outputs(outputs) if head["create"] else None)
        node = encoder.node(tuple(None if p is None else p.clone() if p.is_leaf else p for p in products))
        leaves: list[int] = []
        if outputs:
            known = {id(x) for x in (*cotangents, *graph.inputs)}
            found = [x for x in leaves_behind(outputs) if id(x) not in known]
            leaves = [self.parameters.number(x) for x in found]
            self.graphs[head["new"]] = Graph(outputs, cotangents + graph.inputs + found)
        return pack({"k": Reply.DONE}, [node, leaves], encoder.buffers)

    def printed(self, _head: Head, _body: Any, _buffers: list[memoryview]) -> Answer:
        """What the submission printed, bounded."""
        return pack({"k": Reply.DONE}, self.output.take().encode("utf-8", "replace").decode(), [])

    # ---- targets

    def _target(self, to: list[Any]) -> Callable[..., Any]:
        kind = to[0]
        if kind == To.NAME:
            return self._name(to[1])
        if kind == To.PROVIDED:
            return getattr(importlib.import_module("provided"), to[1])  # type: ignore[no-any-return]
        if kind == To.TORCH and to[1] in CONSTRUCTORS:
            return operator.attrgetter(to[1])(torch)  # type: ignore[no-any-return]
        if kind == To.OBJECT:
            return _ACTIONS[to[2]](self.handles[to[1]], to[3] if len(to) > 3 else "")
        raise Bad("target")

    def _name(self, name: str) -> Callable[..., Any]:
        value = self.namespace[name]
        return value if callable(value) else lambda: value

    def _seed(self, head: Head) -> None:
        """Start the generators of a test: the same numbers for every student (SEMANTICS 22)."""
        seed = head.get("seed")
        if seed is not None:
            torch.default_generator.manual_seed(seed)
            np.random.seed(seed & 0xFFFFFFFF)  # noqa: NPY002 - the global generator is what students use
            random.seed(seed)

    # ---- hooks of the codec

    def _mark_outputs(self, outputs: list[torch.Tensor]) -> Callable[[torch.Tensor, list[Node]], None]:
        """Number the tensors that have a graph: field ``-1`` of their node, after flags and gradient."""

        def mark(tensor: torch.Tensor, node: list[Node]) -> None:
            if tensor.requires_grad and tensor.grad_fn is not None:
                node.append(len(outputs))
                outputs.append(tensor)

        return mark

    def _parameter_node(self, objects: list[Any]) -> Callable[[torch.Tensor], Node]:
        """A leaf that lives here, not one that came as an argument, is known to both sides by its number."""
        arguments = {id(o) for o in objects}

        def reference(tensor: torch.Tensor) -> Node:
            is_parameter = type(tensor) is torch.nn.Parameter or (tensor.requires_grad and tensor.is_leaf)
            if not is_parameter or id(tensor) in arguments:
                return None
            return ["p", self.parameters.number(tensor)]

        return reference

    def _foreign_out(self, o: Any, _encoder: Encoder, _depth: int) -> Node:
        if sympy_trees.is_tree(o):
            return ["S", sympy_trees.encode(o)]
        number = self.handle_numbers.get(id(o))
        if number is None:
            number = self.next_handle
            self.next_handle += 1
            self.handles[number] = o
            self.handle_numbers[id(o)] = number
        return ["h", number, _type_name(o)]

    def _foreign_in(self, node: list[Node], decoder: Decoder, depth: int) -> Any:
        tag = node[0]
        if tag == "G":
            generator, number = torch.Generator(), len(decoder.objects)
            generator.set_state(decoder.value(node[1], depth + 1))
            self._generators.append((number, generator))
            return generator
        if tag == "i":
            return iter([decoder.value(x, depth + 1) for x in node[1:]])
        return self._known[tag](node[1])

    def _callback(self, index: int) -> Callable[..., Any]:
        def callback(*arguments: Any, **keywords: Any) -> Any:
            connected: list[torch.Tensor] = []
            encoder = Encoder(tensor_hook=lambda x, _node: connected.append(x) if x.requires_grad else None)
            node = encoder.node((arguments, keywords))
            head = {"k": Reply.CALLBACK, "i": index, "connected": bool(connected) and torch.is_grad_enabled()}
            self.connection.send(pack(head, node, encoder.buffers))
            while True:
                head, body, buffers = self.connection.receive()
                if head["op"] != Request.ANSWER:
                    self.answer(head, body, buffers)  # the judge's function called the student's code again
                elif head["ok"]:
                    return Decoder(buffers, self._foreign_in).value(body)
                else:
                    raise CallbackError("the function that was passed in raised an error")

        return callback


def _hidden(inputs: list[torch.Tensor], decoder: Decoder) -> Iterator[torch.Tensor]:
    """Leaves that stand behind a non-leaf argument: a gradient that lands there never reaches the judge."""
    visible = {id(o) for o in decoder.objects}
    return (x for x in inputs if id(x) not in visible)


class _Items:
    """An iterator that hands out one item per round trip: a generator may be endless."""

    def __init__(self, iterable: Any) -> None:
        self._iterator = iter(iterable)

    def take(self) -> list[Any]:
        """A list with the next item, or an empty one at the end."""
        for item in self._iterator:
            return [item]
        return []


_ACTIONS: dict[str, Callable[[Any, str], Callable[..., Any]]] = {
    How.CALL: lambda o, _name: o,
    How.METHOD: getattr,
    How.GET: lambda o, name: lambda: getattr(o, name),
    How.SET: lambda o, name: lambda value: setattr(o, name, value),
    How.ITEM: lambda o, _name: lambda key: o[key],
    How.SET_ITEM: lambda o, _name: lambda key, value: operator.setitem(o, key, value),
    How.LENGTH: lambda o, _name: lambda: len(o),
    How.ITERATE: lambda o, _name: lambda: _Items(o),
    How.NEXT: lambda o, _name: o.take,
}


def _type_name(o: Any) -> str:
    try:
        name = type.__getattribute__(type(o), "__name__")
        return name[:100].encode("utf-8", "replace").decode() if type(name) is str else "object"
    except BaseException:
        return "object"
