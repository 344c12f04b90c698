"""The tensors of a reply: which have a graph in the worker, and which lie on the CPU there."""

from __future__ import annotations

import torch

from autograder.worker.codec import Bad, Node, extra_of
from autograder.worker.codec.tables import ON_DEVICE


class Outputs:
    """Takes in the tensors of one reply as they are decoded."""

    def __init__(self) -> None:
        self.on_cpu = 0
        """How many lie on the CPU in the worker; one without dimensions is as good as a number (SEMANTICS 20)."""
        self._connected: dict[int, torch.Tensor] = {}

    def take(self, tensor: torch.Tensor, node: list[Node]) -> torch.Tensor:
        """What stands for a tensor here: one with a graph in the worker starts without history.

        Raises:
            Bad: its place among those with a graph is none.

        """
        extra = extra_of(node)
        self.on_cpu += tensor.dim() > 0 and not (extra and extra[0] & ON_DEVICE)
        if len(extra) < 3:
            return tensor
        position = extra[2]
        differentiable = tensor.is_floating_point() or tensor.is_complex()
        if type(position) is not int or position in self._connected or not differentiable or extra[1] is not None:
            raise Bad("graph")
        self._connected[position] = tensor.detach()
        return self._connected[position]

    def in_order(self) -> list[torch.Tensor]:
        """Those with a graph, by their position; ``LookupError`` if one is missing."""
        return [self._connected[i] for i in range(len(self._connected))]
