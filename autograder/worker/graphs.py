"""The worker's half of connected autograd (SEMANTICS 14): graphs it keeps, parameters both sides know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import torch

from autograder.worker.codec import Bad, Buffer, Decoder, Encoder, tensor_bytes


@dataclass(frozen=True, slots=True)
class Graph:
    """What a later vector-Jacobian product needs; tensors keep the graph itself alive."""

    outputs: list[torch.Tensor]
    inputs: list[torch.Tensor]
    """The judge's inputs in its order, then the parameters."""


class Parameters:
    """Leaves that live here and have a mirror in the judge: parameters of models, leaves in global variables."""

    def __init__(self) -> None:
        self._tensors: list[torch.Tensor] = []
        self._numbers: dict[int, int] = {}
        self._sent: dict[int, tuple[Any, bytes, bytes | None]] = {}

    def number(self, tensor: torch.Tensor) -> int:
        """The number both sides use for this leaf."""
        number = self._numbers.get(id(tensor))
        if number is None:
            number = self._numbers[id(tensor)] = len(self._tensors)
            self._tensors.append(tensor)
        return number

    def get(self, number: Any) -> torch.Tensor:
        """The leaf of that number."""
        if type(number) is not int or not 0 <= number < len(self._tensors):
            raise Bad("parameter")
        return self._tensors[number]

    def pull(self, body: list[Any], buffers: list[memoryview]) -> None:
        """Take over what the judge did to its mirrors."""
        decoder = Decoder(buffers)
        for number, node in body:
            tensor, new = self.get(number), decoder.value(node)
            with torch.no_grad():
                if tensor.shape == new.shape and tensor.dtype == new.dtype:
                    tensor.copy_(new)
                else:
                    tensor.data = new.detach()
            tensor.grad = new.grad
            self._sent[number] = _state(tensor)

    def push(self, buffers: list[Buffer]) -> list[Any]:
        """What changed since both sides last agreed: ``[[number, tensor], ...]``."""
        changed: list[Any] = []
        encoder = Encoder(buffers=buffers)
        for number, tensor in enumerate(self._tensors):
            state = _state(tensor)
            if self._sent.get(number) != state:
                self._sent[number] = state
                changed.append([number, encoder.node(tensor)])
        return changed


def _state(tensor: torch.Tensor) -> tuple[Any, bytes, bytes | None]:
    grad = tensor.grad
    shape = (tensor.shape, tensor.dtype, tensor.requires_grad, type(tensor))
    return shape, bytes(tensor_bytes(tensor)), None if grad is None else bytes(tensor_bytes(grad))


def leaves_behind(outputs: Iterable[torch.Tensor]) -> list[torch.Tensor]:
    """The leaves that the graphs of these tensors lead to, each once, in a fixed order."""
    found: dict[int, torch.Tensor] = {}
    waiting = [o.grad_fn for o in outputs if o.grad_fn is not None]
    seen = set(waiting)
    while waiting:
        node = waiting.pop()
        variable = getattr(node, "variable", None)
        if variable is not None:
            found.setdefault(id(variable), variable)
        for follower, _ in node.next_functions:
            if follower is not None and follower not in seen:
                seen.add(follower)
                waiting.append(follower)
    return list(found.values())
