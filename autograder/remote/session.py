"""One worker with one loaded submission: loading, calls, vector-Jacobian products, callbacks."""

from __future__ import annotations

import hashlib
import json
import time
import types
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import torch

from autograder.model import Submission
from autograder.remote.autograd import Link, connect
from autograder.remote.budget import Budget
from autograder.remote.errors import AuthorMistake, Frames, Unusable, student_raised
from autograder.remote.loaded import Loaded, read_loaded
from autograder.remote.mirrors import Mirrors
from autograder.remote.once import Once
from autograder.remote.proxies import RemoteFunction, RemoteObject, Target
from autograder.remote.restore import Restorer
from autograder.sandbox import Cause, Death, Worker, WorkerDied
from autograder.worker import sympy_trees
from autograder.worker.codec import Bad, Buffer, Decoder, Encoder, Node, Unsupported, pack
from autograder.worker.messages import Reply, Request

MAX_CALLBACKS = 10_000
_ITERATORS: tuple[type, ...] = (
    *(types.GeneratorType, map, filter, zip),
    *(type(iter([])), type(iter(())), type(iter({}.values()))),
)
_MALFORMED = (Bad, TypeError, ValueError, LookupError, OverflowError)


@dataclass(frozen=True, slots=True)
class Program:
    """What is loaded beside the submission's own cells; the same for every student."""

    exercises: tuple[str, ...]
    promised: tuple[str, ...]
    """Packages the manifest promises."""
    skeletons: Mapping[str, str] = field(default_factory=dict)
    provided: str = ""
    """Text of the assignment's public ``provided.py``."""
    output_limit: int = 64 << 10
    """Characters of what is printed that are kept."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """What a call remembers until its reply."""

    number: int
    encoder: Encoder
    inputs: list[torch.Tensor]
    """Tensors among the arguments that require grad, in the order they were sent."""
    generators: dict[int, torch.Generator]
    connected: bool
    """Grad mode was on."""


class Session:
    """Everything a hidden test does with one submission, through one worker.

    Args:
        worker: a fresh worker.
        submission: what is loaded into it.
        budget: wall time, shared by the workers of one submission.
        alive: called while a callback runs and after every exchange: a sign of life for the coordinator.

    """

    def __init__(
        self, worker: Worker, submission: Submission, budget: Budget, alive: Callable[[], None] = lambda: None
    ) -> None:
        self.worker, self.submission, self.budget = worker, submission, budget
        self._alive = alive
        self.loaded = Loaded()
        self.mirrors = Mirrors()
        self.dropped: list[int] = []
        """Graphs no tensor of the judge leads to any more."""
        self.freed: list[int] = []
        """Handles no proxy of the judge stands for any more."""
        self.protected: Mapping[int, str] = {}
        """Objects that live longer than the running test (SEMANTICS 10), by id."""
        self.seed: int | None = None
        """Goes with the next call: the worker's generators start from it."""
        self.calls = 0
        self._closed = False
        self._last: tuple[Node, list[Buffer]] = (None, [])
        self._callbacks: list[Callable[..., Any]] = []
        self._generators: dict[int, torch.Generator] = {}
        self._kept: BaseException | None = None
        self._proxies: weakref.WeakValueDictionary[int, RemoteObject] = weakref.WeakValueDictionary()

    # ---- what a test does

    def load(self, program: Program, *, everything: bool = False) -> Loaded:
        """Execute the submission in the worker.

        Raises:
            WorkerDied: it took too long, crashed or ran out of memory.
            StudentFault: it could not be loaded at all.

        """
        head = {
            "op": Request.LOAD,
            "everything": everything,
            "exercises": program.exercises,
            "promised": program.promised,
            "output": program.output_limit,
            "seed": self.seed,
        }
        modules = {module.name: module.source for module in self.submission.modules}
        if program.provided:
            modules["provided"] = program.provided
        cells = [[cell.label, _encodable(cell.source)] for cell in self.submission.cells]
        body, _ = self._exchange(head, [cells, modules, dict(program.skeletons)], [], self.budget.load_seconds())
        try:
            self.loaded = read_loaded(body)
        except _MALFORMED:
            raise self._breach() from None
        return self.loaded

    def call(self, target: Target, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call something in the worker; arguments are changed as the student's code changed them.

        Raises:
            StudentFault: it raised, or its result has no plain value.
            WorkerDied: the worker is gone.
            AuthorMistake: an argument cannot be sent.

        """
        inputs: list[torch.Tensor] = []
        self._callbacks, self._generators, self._kept = [], {}, None
        encoder = Encoder(
            self._foreign_out,
            tensor_hook=lambda x, _node: inputs.append(x) if x.requires_grad else None,
            tensor_reference=self.mirrors.node,
        )
        try:
            node = encoder.node((args, kwargs))
        except Unsupported as error:
            raise AuthorMistake(f"a test passes {error}, which cannot be sent to a submission") from None
        generators = dict(self._generators)
        self._last = (node, [bytes(data) for data in encoder.buffers])  # as they were before the call
        self.calls += 1
        number = self.calls
        grad = torch.is_grad_enabled()
        head: dict[str, Any] = {"op": Request.CALL, "id": number, "grad": grad, "to": target}
        if self.seed is not None:
            head["seed"], self.seed = self.seed, None
        body = [node, self.mirrors.push(encoder.buffers)]
        reply, buffers = self._exchange(head, body, encoder.buffers, self.budget.call_seconds())
        return self._receive(_Sent(number, encoder, inputs, generators, connected=grad), reply, buffers)

    def _receive(self, sent: _Sent, reply: Any, buffers: list[memoryview]) -> Any:
        """Rebuild the result, connect it, and write what became of the arguments."""
        outputs: dict[int, torch.Tensor] = {}
        encoder = sent.encoder
        decoder = Decoder(buffers, self._foreign_in, encoder.objects, _collect(outputs))
        restorer = Restorer(encoder, decoder, sent.generators, self.protected)
        try:
            node, changes, pushed, leaves = reply
            self.mirrors.pull(pushed, buffers)
            result = decoder.value(node)
            todo = restorer.read(changes)
            inputs = sent.inputs + [self.mirrors.get(leaf) for leaf in leaves]
            ordered = [outputs[i] for i in range(len(outputs))]
        except _MALFORMED:
            raise self._breach() from None
        restorer.apply(todo)
        if ordered and sent.connected:
            connect(Link(self, sent.number), ordered, restorer.dirty, inputs)
        return result

    def vjp(self, graph: int, grads: tuple[Any, ...], inputs: tuple[Any, ...], *, create: bool) -> tuple[Any, ...]:
        """The vector-Jacobian product of call ``graph``; with ``create`` connected to ``grads`` and ``inputs``."""
        cotangents: list[torch.Tensor] = []
        encoder = Encoder(tensor_hook=lambda x, _node: cotangents.append(x) if x.requires_grad else None)
        node = encoder.node(tuple(grads))
        self.calls += 1
        number = self.calls
        head = {"op": Request.VJP, "id": graph, "new": number, "create": create}
        reply, buffers = self._exchange(head, node, encoder.buffers, self.budget.call_seconds())
        outputs: dict[int, torch.Tensor] = {}
        try:
            result_node, leaves = reply
            result = Decoder(buffers, tensor_hook=_collect(outputs)).value(result_node)
            ordered = [outputs[i] for i in range(len(outputs))]
            further = [self.mirrors.get(leaf) for leaf in leaves]
            if type(result) is not tuple:
                raise Bad("vjp")
        except _MALFORMED:
            raise self._breach() from None
        if ordered:
            connect(Link(self, number), ordered, {}, cotangents + list(inputs) + further)
        return result

    def printed(self) -> str:
        """What the submission printed, bounded; text chosen by the student."""
        body, _ = self._exchange({"op": Request.PRINTED}, None, [], self.budget.call_seconds())
        return body if type(body) is str else ""

    def close(self) -> None:
        """Let the worker go; handles on its objects end with it."""
        self._closed = True
        self.worker.close()

    def input_digest(self) -> str:
        """Digest of the last inputs that were sent: equal for every student who was asked the same."""
        node, buffers = self._last
        digest = hashlib.blake2b(json.dumps(node).encode(), digest_size=8)
        for data in buffers:
            digest.update(data)
        return digest.hexdigest()

    # ---- one exchange

    def _exchange(
        self, head: dict[str, Any], body: Any, buffers: list[Buffer], seconds: float
    ) -> tuple[Any, list[memoryview]]:
        """Send a request, answer callbacks until its reply arrives; the clock stands still while they run."""
        if self._closed:
            raise AuthorMistake("a live object is used after the test that made it: make it in the test or its fixture")
        if self.worker.death is not None:
            raise WorkerDied(self.worker.death)
        for queue, key in ((self.dropped, "drop"), (self.freed, "free")):
            if queue:
                head[key] = list(queue)
                queue.clear()
        started = time.monotonic()
        deadline = started + seconds
        paused = 0.0
        try:
            self.worker.send(pack(head, body, buffers), deadline)
            for _ in range(MAX_CALLBACKS + 1):
                reply, body, received = self.worker.receive(deadline)
                if reply.get("k") != Reply.CALLBACK:
                    return self._result(reply, body, received)
                before = time.monotonic()
                self._call_back(reply, body, received, deadline)
                pause = time.monotonic() - before
                deadline, paused = deadline + pause, paused + pause
                self._alive()
            raise self._breach(f"more than {MAX_CALLBACKS} callbacks in one call")
        except WorkerDied as error:
            if error.death.cause is Cause.TIMEOUT:
                self.budget.timed_out()
            raise
        finally:
            self.budget.spend(time.monotonic() - started - paused)

    def _result(self, reply: dict[str, Any], body: Any, buffers: list[memoryview]) -> tuple[Any, list[memoryview]]:
        if self._kept is not None:
            kept, self._kept = self._kept, None
            raise kept  # the hidden test's own function failed, even if the student swallowed that
        kind = reply.get("k")
        if kind == Reply.DONE:
            if reply.get("lost"):
                raise AuthorMistake(
                    "the submission calls backward() through an argument that has a history: pass a leaf instead"
                )
            return body, buffers
        if kind == Reply.UNUSABLE and type(body) is str:
            raise Unusable(f"the result holds {body[:200]}")
        if kind == Reply.RAISED:
            raise self._raised(body)
        raise self._breach()

    def _raised(self, body: Any) -> Exception:
        try:
            names, text, frames, exhausted = body
            known: Frames = tuple((str(label), int(line)) for label, line in frames)
            if type(text) is not str or not all(type(name) is str for name in names):
                raise Bad("exception")
        except _MALFORMED:
            return self._breach()
        return student_raised(names, text, known, exhausted=bool(exhausted))

    def _breach(self, detail: str = "") -> WorkerDied:
        """The worker broke the protocol: it is killed, whatever it is doing."""
        self.worker.kill()
        self.worker.death = Death(Cause.PROTOCOL, detail)
        return WorkerDied(self.worker.death)

    def _call_back(self, reply: dict[str, Any], body: Any, buffers: list[memoryview], deadline: float) -> None:
        try:
            function = self._callbacks[reply["i"]]
            args, kwargs = Decoder(buffers).value(body)
            kwargs = {key: value for key, value in kwargs.items() if type(key) is str}
        except (*_MALFORMED, AttributeError):
            raise self._breach() from None
        outer = (self._callbacks, self._generators)
        try:
            encoder = Encoder(self._foreign_out)
            result = _refuse_graph() if reply.get("connected") else function(*args, **kwargs)
            answer = pack({"op": Request.ANSWER, "ok": True}, encoder.node(result), encoder.buffers)
        except WorkerDied:
            raise
        except Exception as error:  # noqa: BLE001 - kept, and raised again when the call returns (SEMANTICS 15)
            self._kept = self._kept or error
            answer = pack({"op": Request.ANSWER, "ok": False}, None, [])
        finally:
            self._callbacks, self._generators = outer
        self.worker.send(answer, deadline + time.monotonic())

    # ---- hooks of the codec

    def _foreign_out(self, o: Any, encoder: Encoder, depth: int) -> Node:
        if type(o) is RemoteObject:
            return ["h", o._handle_for(self)]  # noqa: SLF001 - its other half
        if type(o) is RemoteFunction:
            return ["N", o._name_for(self)]  # noqa: SLF001 - its other half
        if type(o) is Once:
            return ["i", *[encoder.node(x, depth + 1) for x in o.values]]
        if isinstance(o, torch.Generator):
            self._generators[len(encoder.objects)] = o
            return ["G", encoder.node(o.get_state(), depth + 1)]
        if sympy_trees.is_tree(o):
            return ["S", sympy_trees.encode(o)]
        if isinstance(o, _ITERATORS):
            raise AuthorMistake("a raw iterator as an argument is used up by one side: write make.once(values)")
        if callable(o):
            self._callbacks.append(o)
            return ["k", len(self._callbacks) - 1]
        raise AuthorMistake(f"a {type(o).__name__} cannot be sent to a submission: build it in the worker")

    def _foreign_in(self, node: list[Node], _decoder: Decoder, _depth: int) -> Any:
        if node[0] == "p" and len(node) == 2:
            return self.mirrors.get(node[1])
        if node[0] == "S" and len(node) == 2:
            return sympy_trees.decode(node[1], evaluate=False)
        if node[0] != "h" or len(node) != 3 or type(node[1]) is not int or type(node[2]) is not str:
            raise Bad("tag")
        handle = node[1]
        if handle in self.freed:
            self.freed.remove(handle)
        proxy = self._proxies.get(handle)
        if proxy is None:
            proxy = self._proxies[handle] = RemoteObject(self, handle, node[2][:100])
        return proxy


def _collect(outputs: dict[int, torch.Tensor]) -> Callable[[torch.Tensor, list[Node]], torch.Tensor]:
    """Tensors with a graph in the worker, by their position there; here they start without history."""

    def hook(tensor: torch.Tensor, node: list[Node]) -> torch.Tensor:
        extra = node[4 if node[0] == "T" else 6 :]
        if len(extra) < 3:
            return tensor
        position = extra[2]
        if type(position) is not int or position in outputs or not (tensor.is_floating_point() or tensor.is_complex()):
            raise Bad("graph")
        outputs[position] = tensor.detach()
        return outputs[position]

    return hook


def _refuse_graph() -> Any:
    raise AuthorMistake(
        "a function of a test cannot be differentiated through: build it in the worker, for example "
        "student.torch.nn.MSELoss()"
    )


def _encodable(source: str) -> str:
    """Half surrogate pairs cannot be sent; they are no code either."""
    return source.encode("utf-8", "replace").decode()
