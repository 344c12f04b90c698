"""The judge's half of parameters that live in a worker (SEMANTICS 14): leaves with the same values and gradients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch

from autograder.worker.codec import Bad, Buffer, Decoder, Encoder


@dataclass(slots=True)
class _Mirror:
    tensor: torch.Tensor
    agreed: tuple[Any, ...]


class Mirrors:
    """All mirrors of one session; a mirror is pushed when its version or its gradient changed."""

    def __init__(self) -> None:
        self._mirrors: dict[int, _Mirror] = {}
        self._numbers: dict[int, int] = {}

    def node(self, tensor: torch.Tensor) -> list[Any] | None:
        """How a mirror among the arguments travels: by its number."""
        number = self._numbers.get(id(tensor))
        return None if number is None else ["p", number]

    def get(self, number: Any) -> torch.Tensor:
        """The mirror of that number."""
        mirror = self._mirrors.get(number) if type(number) is int else None
        if mirror is None:
            raise Bad("parameter")
        return mirror.tensor

    def push(self, buffers: list[Buffer]) -> list[Any]:
        """What the judge did to its mirrors since both sides last agreed."""
        changed = []
        encoder = Encoder(buffers=buffers)
        for number, mirror in self._mirrors.items():
            now = _state(mirror.tensor)
            if now != mirror.agreed:
                mirror.agreed = now
                changed.append([number, encoder.node(mirror.tensor)])
        return changed

    def pull(self, body: Any, buffers: list[memoryview]) -> None:
        """Take over what happened in the worker; ``Bad`` if that is not well-formed."""
        decoder = Decoder(buffers)
        for number, node in body:
            new = decoder.value(node)
            if type(number) is not int or not isinstance(new, torch.Tensor):
                raise Bad("parameter")
            mirror = self._mirrors.get(number)
            if mirror is None:
                self._mirrors[number] = _Mirror(new, _state(new))
                self._numbers[id(new)] = number
            else:
                _overwrite(mirror.tensor, new)
                mirror.agreed = _state(mirror.tensor)


def _overwrite(mirror: torch.Tensor, new: torch.Tensor) -> None:
    with torch.no_grad():
        if mirror.shape == new.shape and mirror.dtype == new.dtype:
            mirror.copy_(new)
        else:
            mirror.data = new.detach()
    mirror.requires_grad_(new.requires_grad)
    if (mirror.grad is None) != (new.grad is None) or (mirror.grad is not None and not _same(mirror.grad, new.grad)):
        mirror.grad = new.grad


def _same(a: torch.Tensor, b: torch.Tensor | None) -> bool:
    return b is not None and a.shape == b.shape and bool(torch.equal(a, b))


def _state(tensor: torch.Tensor) -> tuple[Any, ...]:
    grad = tensor.grad
    # the gradient itself, not its id: a new one may take the place of one that was dropped
    return tensor._version, tensor.data_ptr(), _Same(grad), None if grad is None else grad._version  # noqa: SLF001


class _Same:
    """Equal only to itself, by identity of what it holds."""

    __slots__ = ("held",)

    def __init__(self, held: object) -> None:
        self.held = held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.held is other.held

    __hash__ = None  # type: ignore[assignment]
