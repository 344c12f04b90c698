"""What runs in a locked fork: load a submission, answer calls until the pipe closes.

It shares a process with student code, so nothing here is trusted and nothing here decides points. It imports nothing of
ours but its neighbours in ``autograder.worker``.
"""

from __future__ import annotations

import gc
import importlib
import operator
import os
import random
import socket
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import numpy as np
import torch

from autograder.worker import sympy_trees
from autograder.worker.arriving import Arriving
from autograder.worker.codec import Bad, Buffer, Connection, Decoder, Encoder, Node, Unsupported, extra_of, pack
from autograder.worker.codec.tables import NON_LEAF
from autograder.worker.executing.notebook import Notebook
from autograder.worker.graphs import Graph, Parameters, leaves_behind
from autograder.worker.home import Cpu, Home, Homes
from autograder.worker.loader import load
from autograder.worker.loading import plan as plans
from autograder.worker.loading.reading import Reader, read
from autograder.worker.messages import CONSTRUCTORS, How, Reply, Request, To
from autograder.worker.output import Output
from autograder.worker.raised import bare, describe
from autograder.worker.snapshot import Snapshot

Head = dict[str, Any]
Answer = tuple[Head, Any, list[Buffer]]
"""Further fields of the head, body, buffers."""


def run(sock: socket.socket, homes: Homes | None = None) -> None:
    """Answer requests until the judge closes its end; never returns."""
    Server(Connection(sock), homes or Homes()).run()


class Server:
    """One submission in one process."""

    def __init__(self, connection: Connection, homes: Homes) -> None:
        self.connection = connection
        self.home: Home = Cpu()
        self._homes = homes
        self._lacks = ""
        """What loading the submission asked of the emulated device in vain: names may be missing for that reason."""
        self.namespace: dict[str, Any] = {}
        self.handles: dict[int, Any] = {}
        self.handle_numbers: dict[int, int] = {}
        self.next_handle = 0
        self.graphs: dict[int, Graph] = {}
        self.parameters = Parameters()
        self.output = Output(0)
        self.reader = Reader()
        self._arriving: dict[str, Callable[[Any], Any]] = {
            "h": self.handles.__getitem__,
            "p": self.parameters.get,
            "S": lambda tree: sympy_trees.decode(tree, evaluate=True),
            "N": self._name,
        }
        self._requests: dict[str, Callable[[Head, Any, list[memoryview]], Answer]] = {
            Request.READ: self.read,
            Request.LOAD: self.load,
            Request.CALL: self.call,
            Request.CALLS: self.calls,
            Request.VJP: self.vjp,
            Request.PRINTED: self.printed,
            Request.EXECUTE: Notebook().execute,
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
        number = {"n": head.get("n", 0)}
        more, result, sent = self._outcome(head, body, buffers)
        try:
            reply = pack({**number, **more}, result, sent)
        except Unsupported as error:
            reply = pack({**number, "k": Reply.UNUSABLE}, str(error), [])
        except BaseException as error:  # memory is full
            reply = pack({**number, "k": Reply.RAISED}, bare(error), [])
        self.connection.send(reply)

    def _outcome(self, head: Head, body: Any, buffers: list[memoryview]) -> Answer:
        """What a request comes to, whatever it raises."""
        raised: BaseException | None = None
        try:
            more, result, sent = self._requests[head["op"]](head, body, buffers)
            answer: Answer = {"k": Reply.DONE, **more}, result, sent
        except Unsupported as error:
            answer = {"k": Reply.UNUSABLE}, str(error), []
        except BaseException as error:
            raised = error
            answer = {"k": Reply.RAISED}, _described(error), []
        lacks = self.home.not_emulated(raised) or (self._lacks if raised is not None else "")
        return ({"k": Reply.NOT_EMULATED}, lacks[:200], []) if lacks else answer

    # ---- requests

    def read(self, head: Head, body: Any, _buffers: list[memoryview]) -> Answer:
        """Read a submission without running it; answer with its plan."""
        gc.disable()  # syntax trees hold no cycles, and looking for some among the remembered ones takes 2 ms
        cells, skeletons = body
        plan = read(self.reader.cells(map(tuple, cells)), head["exercises"], skeletons, everything=head["everything"])
        return {}, None, [plans.pack(plan)]

    def load(self, head: Head, body: Any, buffers: list[memoryview]) -> Answer:
        """Execute the submission; answer with what it defines and what was left out."""
        self.output = Output(head["output"])
        sys.stdout = sys.stderr = self.output
        self.home = self._homes.home(head.get("device", "cpu"), head.get("memory", 0))
        self._seed(head)
        cells, modules, skeletons = body
        loaded = load(
            [(label, source) for label, source in cells],
            modules,
            head["exercises"],
            promised=head["promised"],
            skeletons=skeletons,
            everything=head["everything"],
            plan=plans.unpack(buffers[0]) if buffers else None,
        )
        self.namespace = loaded.namespace
        names = {name: callable(value) for name, value in self.namespace.items() if type(name) is str}
        missing = {name: [r.why, r.label, r.line, r.text] for name, r in loaded.missing.items()}
        self._lacks = self.home.not_emulated(None)
        return {}, [names, missing, list(loaded.unfinished), list(loaded.notes), self._lacks[:200]], []

    def call(self, head: Head, body: Any, buffers: list[memoryview]) -> Answer:
        """Call a target; answer with the result, what became of the arguments, and changed parameters."""
        self._seed(head)
        arguments_node, pushed = body
        if pushed:
            self.parameters.pull(pushed, buffers)
        inputs: list[torch.Tensor] = []
        number = head.get("n", 0)
        arriving = Arriving(self, number)
        decoder = Decoder(buffers, arriving.foreign, tensor_hook=_keep_inputs(inputs), place=self.home.place)
        arguments, keywords = decoder.value(arguments_node)
        before = Snapshot(decoder)
        mode = torch.is_grad_enabled()
        torch.set_grad_enabled(head["grad"])
        try:
            result = self._target(head["to"])(*arguments, **keywords)
        finally:
            torch.set_grad_enabled(mode)  # whatever the student's code did to it
        return self._result(number, result, before, decoder, inputs)

    def calls(self, head: Head, body: Any, buffers: list[memoryview]) -> Answer:
        """Make calls one after the other; answer with head, body and number of buffers of what each comes to."""
        left, answers, sent = iter(buffers), [], []
        for call, arguments, count in zip(head["calls"], body, head["counts"], strict=True):
            more, result, made = self._outcome(call, arguments, list(islice(left, count)))
            answers.append([more, result, len(made)])
            sent += made
        return {}, answers, sent

    def _result(
        self, number: int, result: Any, before: Snapshot, decoder: Decoder, inputs: list[torch.Tensor]
    ) -> Answer:
        outputs: list[torch.Tensor] = []
        encoder = Encoder(self._foreign_out, decoder.objects, _mark_outputs(outputs), lent=before.lent())
        encoder.tensor_reference = self._parameter_node(encoder)
        node = encoder.node(result)
        changes = before.changes(encoder)
        leaves = self._keep_graph(number, outputs, inputs)
        body = [node, changes, self.parameters.push(encoder.buffers), leaves]
        lost = bool(inputs) and any(x.grad is not None for x in _hidden(inputs, decoder))
        return {"lost": True} if lost else {}, body, encoder.buffers

    def vjp(self, head: Head, body: Any, buffers: list[memoryview]) -> Answer:
        """Vector-Jacobian product of an earlier call; with ``create`` it can be differentiated again."""
        graph, create = self.graphs[head["graph"]], head["create"]
        cotangents: list[torch.Tensor] = []
        given = Decoder(buffers, tensor_hook=_keep_inputs(cotangents), place=self.home.place).value(body)
        products = graph.products(given, create=create, retain=head["retain"])
        if not create:
            encoder = Encoder()
            return {}, [encoder.node(products), []], encoder.buffers
        outputs: list[torch.Tensor] = []
        encoder = Encoder(tensor_hook=_mark_outputs(outputs))
        # a product may be a cotangent itself; a copy of it has a history that leads there
        node = encoder.node(tuple(p.clone() if p is not None and p.is_leaf else p for p in products))
        leaves = self._keep_graph(head.get("n", 0), outputs, cotangents + graph.inputs)
        return {}, [node, leaves], encoder.buffers

    def printed(self, _head: Head, _body: Any, _buffers: list[memoryview]) -> Answer:
        """What the submission printed, bounded."""
        return {}, self.output.take(), []

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
            return _ACTIONS[to[2]](self.handles[to[1]], to[3])
        raise Bad("target")

    def _name(self, name: str) -> Callable[..., Any]:
        value = self.namespace[name]
        return value if callable(value) else lambda: value

    def _seed(self, head: Head) -> None:
        """Start the generators of a test: the same numbers for every student (SEMANTICS 22)."""
        seed = head.get("seed")
        if seed is not None:
            torch.default_generator.manual_seed(seed)
            self.home.seed(seed)
            np.random.seed(seed & 0xFFFFFFFF)  # noqa: NPY002 - the global generator is what students use
            random.seed(seed)

    # ---- autograd

    def _keep_graph(self, number: int, outputs: list[torch.Tensor], inputs: list[torch.Tensor]) -> list[int]:
        """Keep the graph of a request; returns the parameters it starts from beside its inputs."""
        if not outputs:
            return []
        known = {id(x) for x in inputs}
        found = [x for x in leaves_behind(outputs) if id(x) not in known]
        self.graphs[number] = Graph.of(outputs, inputs + found)
        return [self.parameters.number(x) for x in found]

    def _parameter_node(self, encoder: Encoder) -> Callable[[torch.Tensor], Node]:
        """A leaf that lives here, not one that came as an argument, is known to both sides by its number."""

        def reference(tensor: torch.Tensor) -> Node:
            is_parameter = type(tensor) is torch.nn.Parameter or (tensor.requires_grad and tensor.is_leaf)
            if not is_parameter or id(tensor) in encoder.numbers:
                return None
            return ["p", self.parameters.number(tensor)]

        return reference

    # ---- what has no plain value

    def _foreign_out(self, o: Any, encoder: Encoder, depth: int) -> Node:
        if type(o) is defaultdict or type(o) is Counter:
            return encoder.node(dict(o), depth)
        if sympy_trees.is_tree(o):
            return ["S", sympy_trees.encode(o)]
        number = self.handle_numbers.get(id(o))
        if number is None:
            number = self.next_handle
            self.next_handle += 1
            self.handles[number] = o
            self.handle_numbers[id(o)] = number
        return ["h", number, _type_name(o)]

    def arrive(self, tag: str, what: Any) -> Any:
        """What a node with a tag that the codec does not know stands for."""
        return self._arriving[tag](what)


def _keep_inputs(inputs: list[torch.Tensor]) -> Callable[[torch.Tensor, list[Node]], torch.Tensor]:
    """Collect the leaves that requests for gradients start from, in the order of the judge."""

    def keep(tensor: torch.Tensor, node: list[Node]) -> torch.Tensor:
        if not tensor.requires_grad:
            return tensor
        inputs.append(tensor)
        if not extra_of(node)[0] & NON_LEAF:
            return tensor
        with torch.enable_grad():  # a result of the judge may be changed in place, so it must not be a leaf here
            return tensor.clone()

    return keep


def _mark_outputs(outputs: list[torch.Tensor]) -> Callable[[torch.Tensor, list[Node]], None]:
    """Number the tensors that have a graph: a third field after flags and gradient."""

    def mark(tensor: torch.Tensor, node: list[Node]) -> None:
        if tensor.requires_grad and tensor.grad_fn is not None:
            node.append(len(outputs))
            outputs.append(tensor)

    return mark


def _hidden(inputs: list[torch.Tensor], decoder: Decoder) -> Iterator[torch.Tensor]:
    """Leaves that stand behind a non-leaf argument: a gradient that lands there never reaches the judge."""
    visible = {id(o) for o in decoder.objects}
    return (x for x in inputs if id(x) not in visible)


def _described(error: BaseException) -> list[Any]:
    try:
        return describe(error)
    except BaseException:  # memory is full, or the student has changed what lies behind describe()
        return bare(error)


_END = object()


def _take(iterator: Any) -> list[Any]:
    """A list with the next item, or an empty one at the end: an iterator may be endless."""
    item = next(iterator, _END)
    return [] if item is _END else [item]


_ACTIONS: dict[str, Callable[[Any, str], Callable[..., Any]]] = {
    How.CALL: lambda o, _name: o,
    How.GET: lambda o, name: lambda: getattr(o, name),
    How.SET: lambda o, name: lambda value: setattr(o, name, value),
    How.ITEM: lambda o, _name: lambda key: o[key],
    How.SET_ITEM: lambda o, _name: lambda key, value: operator.setitem(o, key, value),
    How.LENGTH: lambda o, _name: lambda: len(o),
    How.TRUTH: lambda o, _name: lambda: bool(o),
    How.ITERATE: lambda o, _name: lambda: iter(o),
    How.NEXT: lambda o, _name: lambda: _take(o),
}


def _type_name(o: Any) -> str:
    try:
        name = type.__getattribute__(type(o), "__name__")
        return name[:100] if type(name) is str else "object"
    except BaseException:
        return "object"
