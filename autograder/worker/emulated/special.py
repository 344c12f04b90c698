# ruff: noqa: FBT001 - the schemas of these operators are torch's
"""Operators of the device that are more than the CPU's: views, memory, and what CUDA has and the CPU has not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from autograder.worker.emulated import rules
from autograder.worker.emulated.kernels import Kernel
from autograder.worker.emulated.memory import on_device, on_host
from autograder.worker.emulated.randomness import Randomness

Tensor = torch.Tensor
_CPU_KERNELS = torch._C.DispatchKeySet(torch._C.DispatchKey.CPU)
_aten = torch.ops.aten

ON_METADATA = (
    "as_strided",
    "view",
    "_reshape_alias",
    "unfold",
    "view_as_real",
    "view_as_complex",
    "set_.source_Storage_storage_offset",
    "set_.source_Tensor",
)
"""Operators that read no bytes: the CPU's kernel takes a tensor of the device, and the result shares its storage."""


def on_metadata(operator: torch._ops.OpOverload) -> Kernel:
    """The CPU's kernel itself."""
    redispatch: Callable[..., Any] = operator.redispatch

    def kernel(*arguments: Any, **keywords: Any) -> Any:
        return redispatch(_CPU_KERNELS, *arguments, **keywords)

    return kernel


def special_kernels(randomness: Randomness) -> dict[str, Kernel]:
    """By the names of the operators."""

    def native_dropout(tensor: Tensor, p: float, train: bool | None) -> tuple[Tensor, Tensor]:
        host = on_host(tensor)
        if train is False or p == 0:
            return on_device(host.clone()), on_device(torch.ones_like(host, dtype=torch.bool))
        mask = torch.empty_like(host, dtype=torch.bool)
        _aten.bernoulli_.float(mask, 1 - p, generator=randomness.default)
        scale = 0.0 if p == 1 else 1 / (1 - p)
        return on_device(host * mask * scale), on_device(mask)

    return {
        "native_dropout": native_dropout,
        "_copy_from": _copy_from,
        "resize_": _resize,
        "set_.source_Storage": _take_storage,
        "_thnn_fused_lstm_cell": _lstm_cell,
        "_thnn_fused_lstm_cell_backward_impl": _lstm_cell_backward,
        "_thnn_fused_gru_cell": _gru_cell,
        "_thnn_fused_gru_cell_backward": _gru_cell_backward,
    }


def _copy_from(source: Tensor, kept: Tensor, _non_blocking: bool = False) -> Tensor:  # noqa: FBT002
    """``copy_`` of storages, with its arguments the other way round."""
    host_source = source if source.is_cpu else on_host(source)
    (kept if kept.is_cpu else on_host(kept)).copy_(host_source)
    return kept


def _resize(tensor: Tensor, size: list[int], *, memory_format: torch.memory_format | None = None) -> Tensor:
    """Bytes that another library owns cannot grow, so a larger tensor takes new ones."""
    wanted = torch.empty(size, dtype=tensor.dtype, memory_format=memory_format or torch.contiguous_format)
    offset = tensor.storage_offset()
    held = tensor.untyped_storage().nbytes() // tensor.itemsize - offset
    if wanted.numel() > held:
        kept = on_host(_aten.as_strided.default.redispatch(_CPU_KERNELS, tensor, [max(held, 0)], [1], offset))
        torch.as_strided(wanted, [kept.numel()], [1], 0).copy_(kept)
        tensor.set_(on_device(wanted))  # type: ignore[call-overload] # torch's stub has no tensors here
        return tensor
    tensor.set_(tensor.untyped_storage(), offset, wanted.shape, wanted.stride())
    return tensor


def _take_storage(tensor: Tensor, source: Any) -> Tensor:
    count = source.nbytes() // tensor.itemsize
    _aten.set_.source_Storage_storage_offset.redispatch(_CPU_KERNELS, tensor, source, 0, [count], [1])
    return tensor


def _hosts(*tensors: Tensor | None) -> list[Any]:
    return [None if tensor is None else on_host(tensor) for tensor in tensors]


def _same_device(operator: str, *tensors: Tensor | None) -> None:
    if any(tensor is not None and tensor.is_cpu for tensor in tensors):
        overload = getattr(_aten, operator).default
        rules.check(overload, tensors, {})


def _lstm_cell(
    input_gates: Tensor,
    hidden_gates: Tensor,
    cell: Tensor,
    input_bias: Tensor | None = None,
    hidden_bias: Tensor | None = None,
) -> tuple[Tensor, ...]:
    """New hidden state, new cell, and the gates for the backward pass; inputs (batch, 4 * hidden)."""
    _same_device("_thnn_fused_lstm_cell", input_gates, hidden_gates, cell, input_bias, hidden_bias)
    from_input, from_hidden, cell, bias, more_bias = _hosts(input_gates, hidden_gates, cell, input_bias, hidden_bias)
    gates = from_input + from_hidden
    if bias is not None:
        gates = gates + bias + more_bias
    i, f, g, o = gates.chunk(4, 1)
    i, f, g, o = i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid()
    new_cell = f * cell + i * g
    return on_device(o * new_cell.tanh()), on_device(new_cell), on_device(torch.cat([i, f, g, o], 1))


def _lstm_cell_backward(
    grad_hidden: Tensor | None,
    grad_cell: Tensor | None,
    cell: Tensor,
    new_cell: Tensor,
    workspace: Tensor,
    has_bias: bool,
) -> tuple[Tensor | None, ...]:
    """Gradients of the gates, of the cell, and of the bias."""
    grad_h, grad_c, cell, new_cell, gates = _hosts(grad_hidden, grad_cell, cell, new_cell, workspace)
    if grad_h is None and grad_c is None:
        return None, None, None
    i, f, g, o = gates.chunk(4, 1)
    grad_h = torch.zeros_like(cell) if grad_h is None else grad_h
    squashed = new_cell.tanh()
    grad_c = grad_h * o * (1 - squashed * squashed) + (0 if grad_c is None else grad_c)
    grad_gates = torch.cat(
        [
            grad_c * g * i * (1 - i),
            grad_c * cell * f * (1 - f),
            grad_c * i * (1 - g * g),
            grad_h * squashed * o * (1 - o),
        ],
        1,
    )
    return on_device(grad_gates), on_device(grad_c * f), on_device(grad_gates.sum(0)) if has_bias else None


def _gru_cell(
    input_gates: Tensor,
    hidden_gates: Tensor,
    hidden: Tensor,
    input_bias: Tensor | None = None,
    hidden_bias: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """New hidden state, and what the backward pass needs; inputs (batch, 3 * hidden)."""
    _same_device("_thnn_fused_gru_cell", input_gates, hidden_gates, hidden, input_bias, hidden_bias)
    from_input, from_hidden, hidden, bias, more_bias = _hosts(
        input_gates, hidden_gates, hidden, input_bias, hidden_bias
    )
    if bias is not None:
        from_input, from_hidden = from_input + bias, from_hidden + more_bias
    input_r, input_z, input_n = from_input.chunk(3, 1)
    hidden_r, hidden_z, hidden_n = from_hidden.chunk(3, 1)
    r, z = (input_r + hidden_r).sigmoid(), (input_z + hidden_z).sigmoid()
    n = (input_n + r * hidden_n).tanh()
    return on_device(n + z * (hidden - n)), on_device(torch.cat([r, z, n, hidden, hidden_n], 1))


def _gru_cell_backward(grad_hidden: Tensor, workspace: Tensor, has_bias: bool) -> tuple[Tensor | None, ...]:
    """Gradients of both gates, of the hidden state, and of both biases."""
    grad, saved = _hosts(grad_hidden, workspace)
    r, z, n, hidden, hidden_n = saved.chunk(5, 1)
    grad_z = grad * (hidden - n) * (1 - z) * z
    grad_n = grad * (1 - z) * (1 - n * n)
    grad_r = grad_n * hidden_n * (1 - r) * r
    to_input, to_hidden = torch.cat([grad_r, grad_z, grad_n], 1), torch.cat([grad_r, grad_z, grad_n * r], 1)
    biases = (on_device(to_input.sum(0)), on_device(to_hidden.sum(0))) if has_bias else (None, None)
    return on_device(to_input), on_device(to_hidden), on_device(grad * z), *biases
