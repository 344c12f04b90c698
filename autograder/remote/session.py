"""One worker with one loaded submission: loading, calls, vector-Jacobian products."""

from __future__ import annotations

import hashlib
import json
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any

import torch

from autograder.model import Device, Submission
from autograder.remote.autograd import Link, connect
from autograder.remote.budget import Budget
from autograder.remote.calls import MALFORMED, Call
from autograder.remote.clock import Clock
from autograder.remote.errors import AuthorMistake, Frames, NotEmulated, Strayed, StudentFault, Unusable, student_raised
from autograder.remote.foresight import LIMIT_SECONDS, Answered, Asked, Foresight, Pause
from autograder.remote.loaded import Loaded, read_line, read_loaded, read_text
from autograder.remote.mirrors import Mirrors
from autograder.remote.outputs import Outputs
from autograder.remote.program import Program
from autograder.remote.proxies import RemoteObject, Target
from autograder.remote.reader import UNREAD, encodable, texts
from autograder.remote.restore import Restorer
from autograder.sandbox import Cause, Death, Worker, WorkerDied
from autograder.worker import sympy_trees
from autograder.worker.codec import Bad, Buffer, Decoder, Encoder, Node, Unsupported, pack
from autograder.worker.messages import Reply, Request, To


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
        self.device = Device.CPU
        """Where the tensors of a call lie."""
        self.mirrors = Mirrors()
        self.dropped: list[int] = []
        """Graphs no tensor of the judge leads to any more."""
        self.freed: list[int] = []
        """Handles no proxy of the judge stands for any more."""
        self.protected: Mapping[int, str] = {}
        """Objects that live longer than the running test (SEMANTICS 10), by id."""
        self.foresight = Foresight()
        """What will be asked; the seat of the submission gives it a better one."""
        self.seed: int | None = None
        """Goes with the next call: the worker's generators start from it."""
        self.test = 0
        """Which test runs; live objects of another one are refused (SEMANTICS 13)."""
        self.calls = 0
        """How many there were."""
        self.changes = 0
        """How many changes to their arguments."""
        self._exchanges = 0
        self._closed = False
        self._last: tuple[Node, list[bytes]] = (None, [])
        self._proxies: weakref.WeakValueDictionary[int, RemoteObject] = weakref.WeakValueDictionary()

    # ---- what a test does

    def begin_test(self, seed: int, protected: Mapping[int, str]) -> None:
        """From here on another test runs: its seed, and what it must not change."""
        self.seed, self.protected = seed, protected
        self.test += 1

    def load(
        self, program: Program, *, everything: bool = False, plan: bytes = UNREAD, device: Device = Device.CPU
    ) -> Loaded:
        """Execute the submission in the worker; ``plan`` is what a :class:`Reader` made of it.

        From here on the tensors of a call lie on ``device``.

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
            "device": device.value,
            "memory": program.memory_limit,
        }
        self.device = device
        modules = {module.name: encodable(module.source) for module in self.submission.modules}
        if program.provided:
            modules["provided"] = program.provided
        cells = [] if plan else texts(self.submission)
        body = [cells, modules, dict(program.skeletons)]
        try:
            _, loaded, _ = self._exchange(head, body, [plan] if plan else [], self.budget.load_seconds())
        except Unsupported:
            raise Unusable("the submission is too large to be loaded") from None
        try:
            self.loaded = read_loaded(loaded)
            if self.loaded.lacks and device is not Device.EMULATED:
                raise Bad("device")
        except MALFORMED:
            raise self._breach() from None
        return self.loaded

    def call(self, target: Target, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call something in the worker; arguments are changed as the student's code changed them.

        Raises:
            StudentFault: it raised, or its result has no plain value.
            WorkerDied: the worker is gone.
            AuthorMistake: an argument cannot be sent.

        """
        call = Call(self)
        seed, self.seed = self.seed, None
        try:
            node = call.encoder.node((args, kwargs))
            # copied: large buffers are views of tensors that the test may change or let go
            self._last = node, [bytes(data) for data in call.encoder.buffers]
            self.calls += 1
            asked = Asked(seed, target, torch.is_grad_enabled(), node, tuple(self._last[1]))
            return self._receive(call, *self._answer(call, asked))
        except Unsupported as error:
            raise AuthorMistake(f"a test passes {error}, which cannot be sent to a submission") from None

    def _answer(self, call: Call, asked: Asked) -> tuple[int, Any, list[memoryview]]:
        """Number, body and buffers of the answer to a call, which may have been asked ahead."""
        if not call.is_plain or self.mirrors or asked.to[0] not in (To.NAME, To.PROVIDED):
            self._pause()
            return self._ask(call, asked)
        answered = self.foresight.answer(asked)
        if answered is None and (ahead := self.foresight.ahead(asked)):
            self._ask_ahead(ahead)
            answered = self.foresight.answer(asked)
        if answered is not None:
            self.foresight.note(asked)
            return answered.number, self._result(answered.head, answered.body, call), answered.buffers
        begun, buffers = time.monotonic(), list[memoryview]()
        try:
            number, reply, buffers = self._ask(call, asked)
        finally:  # some tests want an exception
            size = sum(map(len, (*asked.buffers, *buffers)))
            self.foresight.note(asked, size, time.monotonic() - begun)
        return number, reply, buffers

    def _ask(self, call: Call, asked: Asked) -> tuple[int, Any, list[memoryview]]:
        buffers = call.encoder.buffers
        body = [asked.arguments, self.mirrors.push(buffers)]
        return self._exchange(_head(asked), body, buffers, self.budget.call_seconds(), call)

    def _ask_ahead(self, calls: Sequence[Asked]) -> None:
        """Ask several things at once and keep the answers; ``Astray`` if there is none to each."""
        first = self._exchanges + 1
        heads = [{**_head(asked), "n": first + i} for i, asked in enumerate(calls)]
        head = {"op": Request.CALLS, "calls": heads, "counts": [len(asked.buffers) for asked in calls]}
        body = [[asked.arguments, []] for asked in calls]
        seconds = min(self.budget.call_seconds(), LIMIT_SECONDS)
        try:
            _, reply, received = self._exchange(
                head, body, [data for asked in calls for data in asked.buffers], seconds
            )
            self._exchanges = first + len(calls) - 1
            self.foresight.keep(_answers(calls, first, reply, received))
        except (WorkerDied, StudentFault, Unsupported, *MALFORMED):  # one by one it turns out which call it was
            raise self.foresight.lose() from None

    def _pause(self) -> None:
        """Something else than a plain call is asked for: the answers so far are no longer ahead of the test."""
        if self.foresight.is_ahead:
            raise self.foresight.lose()
        self.foresight.note(Pause.HERE)

    def _receive(self, call: Call, number: int, reply: Any, buffers: list[memoryview]) -> Any:
        """Rebuild the result, connect it, and write what became of the arguments."""
        outputs = Outputs()
        decoder = Decoder(buffers, self._foreign_in, call.encoder.objects, outputs.take, call.lent())
        restorer = Restorer(call.encoder, decoder, self.protected)
        try:
            node, changes, pushed, leaves = reply
            self.mirrors.pull(pushed, buffers)
            result = decoder.value(node)
            strayed = call.is_on_device and bool(outputs.on_cpu)
            writes = restorer.read(changes)
            inputs = call.inputs + [self.mirrors.get(leaf) for leaf in leaves]
            ordered = outputs.in_order()
        except MALFORMED:
            raise self._breach() from None
        if strayed:
            raise Strayed("the arguments lie on the GPU, but the result lies on the CPU")
        link = Link(self, number) if ordered else None
        self.changes += len(writes)
        restorer.apply(writes)
        if link is not None:
            connect(link, ordered, restorer.dirty, inputs)
        return result

    def vjp(
        self, graph: int, grads: tuple[Any, ...], origins: list[torch.Tensor], *, create: bool, retain: bool
    ) -> tuple[Any, ...]:
        """The vector-Jacobian product of call ``graph``; with ``create`` connected to ``grads`` and ``origins``."""
        self._pause()
        cotangents: list[torch.Tensor] = []
        encoder = Encoder(tensor_hook=lambda x, _node: cotangents.append(x) if x.requires_grad else None)
        node = encoder.node(tuple(grads))
        head = {"op": Request.VJP, "graph": graph, "create": create, "retain": retain}
        number, reply, buffers = self._exchange(head, node, encoder.buffers, self.budget.call_seconds())
        outputs = Outputs()
        try:
            result_node, leaves = reply
            result = Decoder(buffers, tensor_hook=outputs.take).value(result_node)
            ordered = outputs.in_order()
            further = [self.mirrors.get(leaf) for leaf in leaves]
            _check_products(result, origins)
        except MALFORMED:
            raise self._breach() from None
        if ordered:
            connect(Link(self, number), ordered, {}, cotangents + origins + further)
        return tuple(result)

    def printed(self) -> str:
        """What the submission printed, bounded; text chosen by the student."""
        _, body, _ = self._exchange({"op": Request.PRINTED}, None, [], self.budget.call_seconds())
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
        self, head: dict[str, Any], body: Any, buffers: list[Buffer], seconds: float, call: Call | None = None
    ) -> tuple[int, Any, list[memoryview]]:
        """Send a request, answer callbacks until its reply arrives; the clock stands still while they run."""
        if self.worker.death is not None:
            raise WorkerDied(self.worker.death)
        if self._closed:
            raise AuthorMistake("a live object is used after the test that made it: make it in the test or its fixture")
        call = call or Call(self)  # one without callbacks
        self._exchanges += 1
        number = head["n"] = self._exchanges
        for queue, key in ((self.dropped, "drop"), (self.freed, "free")):
            if queue:
                head[key] = [queue.pop() for _ in range(len(queue))]  # more may come while this runs
        parts = pack(head, body, buffers)
        clock = Clock(seconds)
        try:
            self.worker.send(parts, clock.deadline)
            while True:
                reply, body, received = self.worker.receive(clock.deadline)
                if type(reply.get("n")) is not int or reply["n"] != number:
                    raise self._breach("a reply to another request")
                if reply.get("k") != Reply.CALLBACK:
                    return number, self._result(reply, body, call), received
                self.worker.send(self._call_back(call, clock, reply, body, received), clock.deadline)
        except WorkerDied as error:
            if error.death.cause is Cause.TIMEOUT and head["op"] != Request.CALLS:
                self.budget.timed_out()
            raise
        finally:
            self.budget.spend(clock.spent())

    def _call_back(
        self, call: Call, clock: Clock, reply: dict[str, Any], body: Any, buffers: list[memoryview]
    ) -> list[Buffer]:
        clock.stop()
        try:
            run = call.read(reply, body, buffers)
        except MALFORMED:
            raise self._breach("no callback of this call") from None
        try:
            return call.answer(run)
        finally:
            clock.go_on()
            self._alive()

    def _result(self, reply: dict[str, Any], body: Any, call: Call) -> Any:
        if call.raised is not None:
            raise call.raised  # the hidden test's own function failed, even if the student swallowed that
        kind = reply.get("k")
        if kind == Reply.DONE:
            if reply.get("lost"):
                raise AuthorMistake(
                    "the submission calls backward() through an argument that has a history: pass a leaf instead"
                )
            return body
        if kind == Reply.NOT_EMULATED and type(body) is str and self.device is Device.EMULATED:
            raise NotEmulated(body[:200])
        if kind == Reply.UNUSABLE and type(body) is str:
            raise Unusable(f"the result holds {body[:200]}")
        if kind == Reply.RAISED:
            raise self._raised(body)
        raise self._breach()

    def _raised(self, body: Any) -> Exception:
        try:
            names, text, frames, exhausted = body
            known: Frames = tuple((read_text(label, 200), read_line(line)) for label, line in frames[:20])
            return student_raised(
                [read_text(name, 100) for name in names[:20]], read_text(text, 2000), known, exhausted=exhausted is True
            )
        except MALFORMED:
            return self._breach()

    def _breach(self, detail: str = "") -> WorkerDied:
        """The worker broke the protocol: it is killed, whatever it is doing."""
        self.worker.kill()
        self.worker.death = Death(Cause.PROTOCOL, detail)
        return WorkerDied(self.worker.death)

    def _foreign_in(self, node: list[Node], _decoder: Decoder, _depth: int) -> Any:
        if node[0] == "p" and len(node) == 2:
            return self.mirrors.get(node[1])
        if node[0] == "S" and len(node) == 2:
            return sympy_trees.decode(node[1], evaluate=False)
        if node[0] != "h" or len(node) != 3 or type(node[1]) is not int:
            raise Bad("tag")
        handle = node[1]
        if handle in self.freed:
            self.freed.remove(handle)
        proxy = self._proxies.get(handle)
        if proxy is None:
            proxy = self._proxies[handle] = RemoteObject(self, handle, read_text(node[2], 100))
        return proxy


def _head(asked: Asked) -> dict[str, Any]:
    head = {"op": Request.CALL, "grad": asked.grad, "to": asked.to}
    return head if asked.seed is None else {**head, "seed": asked.seed}


def _answers(calls: Sequence[Asked], first: int, reply: Any, buffers: list[memoryview]) -> list[Answered]:
    """The answer to each of several calls; raises what malformed data raises."""
    left, answers = iter(buffers), []
    if type(reply) is not list:
        raise Bad("answers")
    for number, (asked, (head, body, count)) in enumerate(zip(calls, reply, strict=True), start=first):
        if type(head) is not dict or type(count) is not int or count < 0:
            raise Bad("answer")
        answers.append(Answered(asked, number, head, body, list(islice(left, count))))
    return answers


def _check_products(products: Any, origins: list[torch.Tensor]) -> None:
    if type(products) is not tuple or len(products) < len(origins):
        raise Bad("products")
    for product, origin in zip(products, origins, strict=False):
        if product is not None and (
            not isinstance(product, torch.Tensor) or product.shape != origin.shape or product.dtype != origin.dtype
        ):
            raise Bad("product")
