"""The worker's half of connected autograd (SEMANTICS 14): graphs it keeps, parameters both sides know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import torch
from torch.autograd.graph import GradientEdge, get_gradient_edge

from autograder.worker.codec import Bad, Buffer, Decoder, Encoder, tensor_bytes

_ACCUMULATE: Any = type(get_gradient_edge(torch.zeros((), requires_grad=True)).node)
"""The node of a leaf. A student's own function may have an attribute ``variable`` too."""


@dataclass(frozen=True, slots=True)
class Graph:
    """What a later vector-Jacobian product needs."""

    outputs: list[GradientEdge]
    """Where the results stood in the graph when the call returned: the student may change them in place later."""
    inputs: list[torch.Tensor]
    """Leaves: the judge's inputs in its order, then the parameters."""

    @classmethod
    def of(cls, outputs: list[torch.Tensor], inputs: list[torch.Tensor]) -> Graph:
        """The graph that leads from the leaves ``inputs`` to ``outputs``."""
        return cls([get_gradient_edge(o) for o in outputs], inputs)

    def products(self, cotangents: Iterable[Any], *, create: bool, retain: bool) -> tuple[torch.Tensor | None, ...]:
        """The vector-Jacobian product for each input; ``None`` where nothing leads to it."""
        pairs = [(o, g) for o, g in zip(self.outputs, cotangents, strict=True) if g is not None]
        if not pairs:
            return (None,) * len(self.inputs)
        return torch.autograd.grad(
            [o for o, _ in pairs],
            self.inputs,
            [g for _, g in pairs],
            retain_graph=retain,
            create_graph=create,
            allow_unused=True,
        )


@dataclass(frozen=True, slots=True)
class State:
    """Values of a leaf and its gradient. Versions would not do: ``p.data -= lr * p.grad`` changes none."""

    meta: tuple[Any, ...]
    values: bytes
    gradient: bytes | None

    @classmethod
    def of(cls, tensor: torch.Tensor) -> State:
        """The present state."""
        grad = tensor.grad
        return cls(_meta(tensor), tensor_bytes(tensor), None if grad is None else tensor_bytes(grad))

    def holds(self, tensor: torch.Tensor) -> bool:
        """Whether nothing has changed since."""
        grad = tensor.grad
        if _meta(tensor) != self.meta or (grad is None) != (self.gradient is None):
            return False
        return tensor_bytes(tensor) == self.values and (grad is None or tensor_bytes(grad) == self.gradient)


def _meta(tensor: torch.Tensor) -> tuple[Any, ...]:
    return tensor.shape, tensor.dtype, tensor.requires_grad, type(tensor)


@dataclass(slots=True)
class _Parameter:
    tensor: torch.Tensor
    agreed: State | None = None
    """What both sides had when they last spoke of it."""


class Parameters:
    """Leaves that live here and have a mirror in the judge: parameters of models, leaves in global variables."""

    def __init__(self) -> None:
        self._known: list[_Parameter] = []
        self._numbers: dict[int, int] = {}

    def number(self, tensor: torch.Tensor) -> int:
        """The number both sides use for this leaf."""
        number = self._numbers.get(id(tensor))
        if number is None:
            number = self._numbers[id(tensor)] = len(self._known)
            self._known.append(_Parameter(tensor))
        return number

    def get(self, number: Any) -> torch.Tensor:
        """The leaf of that number."""
        if type(number) is not int or not 0 <= number < len(self._known):
            raise Bad("parameter")
        return self._known[number].tensor

    def pull(self, body: list[Any], buffers: list[memoryview]) -> None:
        """Take over what the judge did to its mirrors."""
        decoder = Decoder(buffers)
        for number, node in body:
            tensor, new = self.get(number), decoder.value(node)
            overwrite(tensor, new)
            self._known[number].agreed = State.of(tensor)

    def push(self, buffers: list[Buffer]) -> list[Any]:
        """What changed since both sides last agreed: ``[[number, tensor], ...]``."""
        changed: list[Any] = []
        if not self._known:
            return changed
        encoder = Encoder(buffers=buffers)
        for number, parameter in enumerate(self._known):
            tensor = parameter.tensor
            if parameter.agreed is None or not parameter.agreed.holds(tensor):
                parameter.agreed = State.of(tensor)
                changed.append([number, encoder.node(tensor)])
        return changed


def overwrite(tensor: torch.Tensor, new: torch.Tensor) -> None:
    """Give a leaf the values and the gradient of another one, in place where they fit."""
    with torch.no_grad():
        if tensor.shape == new.shape and tensor.dtype == new.dtype:
            tensor.copy_(new)
        else:
            tensor.grad = None
            tensor.data = new.detach().to(tensor.device)
    tensor.requires_grad_(new.requires_grad)
    old, grad = tensor.grad, None if new.grad is None else new.grad.to(tensor.device)
    if old is None or grad is None:
        tensor.grad = grad
    else:
        with torch.no_grad():
            old.copy_(grad)


def leaves_behind(outputs: Iterable[torch.Tensor]) -> list[torch.Tensor]:
    """The leaves that the graphs of these tensors lead to, each once, in a fixed order."""
    found: dict[int, torch.Tensor] = {}
    waiting: list[Any] = [o.grad_fn for o in outputs if o.grad_fn is not None]
    seen = set(waiting)
    while waiting:
        node = waiting.pop()
        if isinstance(node, _ACCUMULATE):
            found.setdefault(id(node.variable), node.variable)
            continue
        for follower, _ in node.next_functions:
            if follower is not None and follower not in seen:
                seen.add(follower)
                waiting.append(follower)
    return list(found.values())
