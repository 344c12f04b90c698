"""One call under way: how its arguments travel, and what happens when the submission calls back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

import numpy as np
import torch

from autograder.model import Device
from autograder.remote.devices import CaseDevice, OnCpu
from autograder.remote.errors import AuthorMistake
from autograder.remote.once import Once
from autograder.remote.proxies import RemoteFunction, RemoteObject
from autograder.sandbox import WorkerDied
from autograder.worker import sympy_trees
from autograder.worker.codec import Bad, Buffer, Decoder, Encoder, Node, pack
from autograder.worker.messages import MAX_CALLBACKS, Request

if TYPE_CHECKING:
    from autograder.remote.session import Session

MALFORMED = (Bad, TypeError, ValueError, LookupError, OverflowError, RuntimeError, AttributeError)
"""What reading a reply may raise if the worker did not write it as an honest one does."""


class Call:
    """What a call needs until its reply; a call from inside a callback has its own."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.inputs: list[torch.Tensor] = []
        """Tensors among the arguments that require grad, in the order they are sent."""
        self.encoder = Encoder(self._foreign_out, tensor_hook=self._keep_input, tensor_reference=session.mirrors.node)
        self.is_plain = True
        """Nothing among the arguments stands for something that lives in this process or in this worker."""
        self.is_on_device = False
        """A tensor among the arguments lies on the case's device, which is not the CPU."""
        self._stays = False
        self.raised: BaseException | None = None
        """What a function of the hidden test raised first (SEMANTICS 15)."""
        self._callbacks: list[Callable[..., Any]] = []
        self._answered = 0

    def lent(self) -> dict[int, torch.Tensor | np.ndarray[Any, Any]]:
        """Whose memory each block of the request is; a result may be a view of it."""
        owners = self.encoder.owners
        return {block: owners[block] for block in self.encoder.blocks.values()}

    def read(self, head: dict[str, Any], body: Any, buffers: list[memoryview]) -> Callable[[], Any]:
        """What the submission asks for, ready to run; raises one of :data:`MALFORMED` if it cannot be."""
        self._answered += 1
        index, grad, connected = head["i"], head["grad"], head["connected"]
        if self._answered > MAX_CALLBACKS or type(index) is not int or not 0 <= index < len(self._callbacks):
            raise Bad("callback")
        args, kwargs = Decoder(buffers).value(body)
        plain = type(args) is tuple and type(kwargs) is dict and all(type(key) is str for key in kwargs)
        if not plain or type(grad) is not bool or type(connected) is not bool:
            raise Bad("callback")
        function = self._callbacks[index]

        def run() -> Any:
            with torch.set_grad_enabled(grad):
                return _refuse_graph() if grad and connected else self._encode(function(*args, **kwargs))

        return run

    def answer(self, run: Callable[[], Any]) -> list[Buffer]:
        """Run it; what it raises is kept and raised when the call returns, even if the student swallowed it."""
        try:
            node, buffers = run()
            return pack({"op": Request.ANSWER, "ok": True}, node, buffers)
        except (WorkerDied, KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001 - kept; pytest's own outcomes are no Exceptions
            self.raised = self.raised or error
            return pack({"op": Request.ANSWER, "ok": False}, None, [])

    def _encode(self, result: Any) -> tuple[Node, list[Buffer]]:
        connected: list[torch.Tensor] = []
        encoder = Encoder(
            self._foreign_out,
            tensor_hook=lambda x, _node: connected.append(x) if x.requires_grad else None,
            tensor_reference=self._session.mirrors.node,
        )
        node = encoder.node(result)
        if connected and torch.is_grad_enabled():
            _refuse_graph()
        return node, encoder.buffers

    def _keep_input(self, tensor: torch.Tensor, _node: list[Node]) -> None:
        self.is_on_device |= self._session.device is not Device.CPU and not self._stays
        if tensor.requires_grad:
            self.inputs.append(tensor)

    def _foreign_out(self, o: Any, encoder: Encoder, depth: int) -> Node:
        known = self._FOREIGN.get(type(o))
        if known is not None:
            return known(self, o, encoder, depth)
        if isinstance(o, torch.Generator):
            encoder.number(o)
            return ["G", encoder.node(o.get_state(), depth + 1)]
        if sympy_trees.is_tree(o):
            return ["S", sympy_trees.encode(o)]
        if isinstance(o, Iterator):
            raise AuthorMistake("a raw iterator as an argument is used up by one side: write make.once(values)")
        if callable(o) and not isinstance(o, torch.nn.Module):
            encoder.number(o)
            self.is_plain = False
            self._callbacks.append(o)
            return ["k", len(self._callbacks) - 1]
        raise AuthorMistake(f"a {type(o).__name__} cannot be sent to a submission: build it in the worker")

    def _object(self, o: RemoteObject, _encoder: Encoder, _depth: int) -> Node:
        self.is_plain = False
        return ["h", o._handle_for(self._session)]  # noqa: SLF001 - its other half

    def _function(self, o: RemoteFunction, _encoder: Encoder, _depth: int) -> Node:
        self.is_plain = False
        return ["N", o._name_for(self._session)]  # noqa: SLF001 - its other half

    def _once(self, o: Once, encoder: Encoder, depth: int) -> Node:
        return ["i", *[encoder.node(x, depth + 1) for x in o.values]]

    def _staying(self, o: OnCpu, encoder: Encoder, depth: int) -> Node:
        before, self._stays = self._stays, True
        node = ["o", encoder.node(o.value, depth + 1)]
        self._stays = before
        return node

    _FOREIGN: ClassVar[dict[type, Callable[[Call, Any, Encoder, int], Node]]] = {
        RemoteObject: _object,
        RemoteFunction: _function,
        Once: _once,
        OnCpu: _staying,
        CaseDevice: lambda _self, _o, _encoder, _depth: ["x"],
    }


def _refuse_graph() -> NoReturn:
    raise AuthorMistake(
        "a function of a test cannot be differentiated through: build it in the worker, for example "
        "student.torch.nn.MSELoss()"
    )
