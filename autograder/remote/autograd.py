"""The judge's half of connected autograd (SEMANTICS 14): results of a call lead back to the graph in the worker."""

from __future__ import annotations

from typing import Any, Protocol

import torch


class Products(Protocol):
    """Who answers vector-Jacobian products: a session."""

    dropped: list[int]

    def vjp(
        self, graph: int, grads: tuple[Any, ...], origins: list[torch.Tensor], *, create: bool, retain: bool
    ) -> tuple[Any, ...]:
        """The product of the cotangents with the Jacobian of call ``graph``, one for each origin."""
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
    with torch.enable_grad():
        origins = [x if x.is_leaf else _Origin.apply(x) for x in inputs]  # type: ignore[no-untyped-call]
        known = {id(x) for x in inputs}
        written = [x for x in dirty.values() if id(x) not in known]  # it had no history before
        sources = [*inputs, *written] if inputs else [torch.zeros((), requires_grad=True), *written]
        _Connect.apply(link, origins, tuple(outputs), dirty, *sources)  # type: ignore[no-untyped-call]


class _Origin(torch.autograd.Function):
    """Stands for a result of the judge as it was when it was handed over.

    The tensor itself may get another history: from the very call it is an argument of, or later. Only the way back
    counts; nobody looks at the elements.
    """

    @staticmethod
    def forward(_ctx: Any, x: torch.Tensor) -> torch.Tensor:
        return torch.empty_like(x)

    @staticmethod
    def backward(_ctx: Any, *grads: Any) -> Any:
        return grads[0]


class _Connect(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any,
        link: Link,
        origins: list[torch.Tensor],
        values: tuple[torch.Tensor, ...],
        dirty: dict[int, torch.Tensor],
        *inputs: torch.Tensor,
    ) -> tuple[torch.Tensor, ...]:
        ctx.link, ctx.origins, ctx.count = link, origins, len(inputs)
        ctx.set_materialize_grads(False)
        for position, tensor in dirty.items():
            tensor.copy_(values[position])
        ctx.mark_dirty(*dirty.values())
        return tuple(dirty.get(i, value) for i, value in enumerate(values))

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> tuple[Any, ...]:
        link = ctx.link
        products = link.session.vjp(
            link.graph, grads, ctx.origins, create=torch.is_grad_enabled(), retain=_graph_is_kept()
        )
        return (None, None, None, None, *products, *(None,) * (ctx.count - len(products)))


def _graph_is_kept() -> bool:
    """Whether the running backward pass keeps its graph: the worker's must end with it, as in one process."""
    return bool(torch._C._autograd._get_current_graph_task_keep_graph())  # noqa: SLF001 - there is no public way
