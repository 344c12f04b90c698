"""The judge's half of connected autograd (SEMANTICS 14): results of a call lead back to the graph in the worker."""

from __future__ import annotations

from typing import Any, Protocol

import torch


class Products(Protocol):
    """Who answers vector-Jacobian products: a session."""

    dropped: list[int]

    def vjp(self, graph: int, grads: tuple[Any, ...], inputs: tuple[Any, ...], *, create: bool) -> tuple[Any, ...]:
        """The product of the cotangents with the Jacobian of call ``graph``."""
        ...


class Link:
    """Names one graph in the worker; when the last tensor that needs it goes, the worker may forget it."""

    __slots__ = ("graph", "session")

    def __init__(self, session: Products, graph: int) -> None:
        self.session, self.graph = session, graph

    def __del__(self) -> None:
        self.session.dropped.append(self.graph)


def connect(
    link: Link, outputs: list[torch.Tensor], dirty: dict[int, torch.Tensor], inputs: list[torch.Tensor]
) -> None:
    """Give every output a history that leads to ``inputs`` by way of the worker.

    Args:
        link: the graph in the worker.
        outputs: plain tensors in the order of the worker's outputs; they get their history in place.
        dirty: position among the outputs to an input that was changed in place and takes that place.
        inputs: what the worker's graph starts from; without any, nothing would ask for gradients.

    """
    values = tuple(outputs)
    for tensor in dirty.values():
        torch.autograd.graph.increment_version(tensor)
    _Connect.apply(link, values, dirty, *(inputs or [torch.zeros((), requires_grad=True)]))  # type: ignore[no-untyped-call]


class _Connect(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any, link: Link, values: tuple[torch.Tensor, ...], dirty: dict[int, torch.Tensor], *inputs: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        ctx.link, ctx.count = link, len(inputs)
        ctx.inputs = inputs
        ctx.set_materialize_grads(False)
        for position, tensor in dirty.items():
            tensor.copy_(values[position])
        ctx.mark_dirty(*dirty.values())
        return tuple(dirty.get(i, value) for i, value in enumerate(values))

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> tuple[Any, ...]:
        link = ctx.link
        products = link.session.vjp(link.graph, grads, ctx.inputs, create=torch.is_grad_enabled())
        products = products[: ctx.count] + (None,) * (ctx.count - len(products))
        return (None, None, None, *products)
