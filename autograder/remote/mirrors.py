"""The judge's half of parameters that live in a worker (SEMANTICS 14): leaves with the same values and gradients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch

from autograder.worker.codec import Bad, Buffer, Decoder, Encoder
from autograder.worker.graphs import State, overwrite


@dataclass(slots=True)
class _Mirror:
    tensor: torch.Tensor
    agreed: State


class Mirrors:
    """All mirrors of one session; a mirror is pushed when its values or its gradient changed."""

    def __init__(self) -> None:
        self._mirrors: dict[int, _Mirror] = {}
        self._numbers: dict[int, int] = {}

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._mirrors)

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
        changed: list[Any] = []
        if not self._mirrors:
            return changed
        encoder = Encoder(buffers=buffers)
        for number, mirror in self._mirrors.items():
            if not mirror.agreed.holds(mirror.tensor):
                mirror.agreed = State.of(mirror.tensor)
                changed.append([number, encoder.node(mirror.tensor)])
        return changed

    def pull(self, body: Any, buffers: list[memoryview]) -> None:
        """Take over what happened in the worker; ``Bad`` if that is not well-formed."""
        if type(body) is not list:
            raise Bad("parameters")
        if not body:
            return
        decoder = Decoder(buffers)
        for number, node in body:
            new = decoder.value(node)
            if type(number) is not int or not isinstance(new, torch.Tensor):
                raise Bad("parameter")
            mirror = self._mirrors.get(number)
            if mirror is None:
                mirror = self._mirrors[number] = _Mirror(new, State.of(new))
                self._numbers[id(new)] = number
            else:
                overwrite(mirror.tensor, new)
                mirror.agreed = State.of(mirror.tensor)
