"""Helpers that your notebook does not need.

The tests behind your score use them to see how a training loop treats its minibatches and its model.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import torch
from torch import nn
from torch.utils.data import TensorDataset

MOVES = frozenset({"to", "cuda"})
QUESTIONS = frozenset({"__get__", "__len__", "__repr__", "size", "dim", "numel", "type", "is_floating_point"})
"""What may be asked of a minibatch before it is moved."""


class OnHost(torch.Tensor):
    """A tensor in the memory of the host: before a model can use it, it has to be moved with ``.to(device)``."""

    on_move: Callable[[], None]

    @classmethod
    def __torch_function__(
        cls,
        func: Callable[..., Any],
        types: tuple[type, ...],
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        """Let moves and questions through."""
        name = getattr(func, "__name__", "")
        if name not in MOVES | QUESTIONS:
            raise RuntimeError("this minibatch still lies in the memory of the host: move it with .to(device)")
        if name in QUESTIONS:
            return super().__torch_function__(func, types, args, kwargs or {})
        args[0].on_move()
        plain = args[0].as_plain()
        return func(plain, *args[1:], **(kwargs or {}))

    def as_plain(self) -> torch.Tensor:
        """The same elements as an ordinary tensor."""
        with torch._C.DisableTorchFunctionSubclass():  # noqa: SLF001 - there is no public name for it
            return self.as_subclass(torch.Tensor)


class HostBatches:
    """A loader whose minibatches lie in the memory of the host.

    ``len()`` is the number of minibatches, ``dataset`` the samples, ``forwards`` how often a :class:`Listening` layer
    was used, and ``moves`` has a pair for each move of a tensor: the number of its minibatch, and ``forwards`` then.
    """

    def __init__(self, x: torch.Tensor, y: torch.Tensor, batch_size: int) -> None:
        self.dataset = TensorDataset(x, y)
        self.batch_size = batch_size
        self.moves: list[tuple[int, int]] = []
        self.forwards = 0

    def __len__(self) -> int:
        return math.ceil(len(self.dataset) / self.batch_size)

    def __iter__(self) -> Iterator[tuple[torch.Tensor, ...]]:
        for number in range(len(self)):
            rows = slice(number * self.batch_size, (number + 1) * self.batch_size)
            yield tuple(self._on_host(column[rows], number) for column in self.dataset.tensors)

    def _on_host(self, tensor: torch.Tensor, number: int) -> OnHost:
        made = tensor.clone().as_subclass(OnHost)
        made.on_move = lambda: self.moves.append((number, self.forwards))
        return made


class Listening(nn.Linear):
    """A linear layer that counts its uses in ``batches.forwards``."""

    def __init__(self, in_features: int, out_features: int, batches: HostBatches) -> None:
        super().__init__(in_features, out_features)
        self.batches = batches

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Count, then compute."""
        self.batches.forwards += 1
        return super().forward(x)


class Witness(nn.Linear):
    """A linear layer that notes, once for each use, whether gradients were being recorded."""

    def __init__(self, in_features: int, out_features: int) -> None:
        super().__init__(in_features, out_features)
        self.with_grad: list[bool] = []

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Note, then compute."""
        self.with_grad.append(torch.is_grad_enabled())
        return super().forward(x)


class TwoHeads(nn.Module):
    """Two linear layers of which only the first is used: the other one never gets a gradient."""

    def __init__(self, in_features: int, out_features: int) -> None:
        super().__init__()
        self.used = nn.Linear(in_features, out_features)
        self.unused = nn.Linear(in_features, out_features)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The scores of the first one."""
        return self.used(x)
