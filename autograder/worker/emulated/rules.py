"""Which tensors on the CPU an operator of CUDA takes beside tensors on the device; called only where both are there.

Facts: ``device_check`` in ``native_functions.yaml`` (torch 2.13; absent means every tensor on one device),
``allow_cpu_scalars`` in ``TensorIterator.cpp``, and the operator's own code for those in :data:`OWN`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch

from autograder.worker.emulated.errors import NotEmulated, other_device, two_devices, wrong_index_device

Tensor = torch.Tensor
Rule = Callable[[torch._ops.OpOverload, Sequence[Any], dict[str, Any]], None]
"""Raises what CUDA raises, or returns: allowed."""

SCALAR_OPERANDS = frozenset(
    """
    add add_ sub sub_ rsub mul mul_ div div_ floor_divide floor_divide_ remainder remainder_ fmod fmod_ pow pow_
    atan2 atan2_ hypot hypot_ copysign copysign_ xlogy xlogy_ heaviside heaviside_ maximum minimum fmax fmin
    eq eq_ ne ne_ lt lt_ le le_ gt gt_ ge ge_ logical_and logical_and_ logical_or logical_or_ logical_xor logical_xor_
    bitwise_and bitwise_and_ bitwise_or bitwise_or_ bitwise_xor bitwise_xor_ bitwise_left_shift bitwise_right_shift
    __lshift__ __rshift__ special_xlog1py mse_loss smooth_l1_loss
    """.split()  # noqa: SIM905 - a table reads better without 60 quotes
)
"""Element-wise operators of two tensors: one operand may be a tensor of no dimensions on the CPU."""

ELEMENT_WISE = frozenset(
    """
    addcmul addcmul_ addcdiv addcdiv_ clamp clamp_ clamp_min clamp_min_ clamp_max clamp_max_ lerp lerp_ bernoulli_
    binary_cross_entropy index_fill index_fill_
    """.split()  # noqa: SIM905
)
"""Element-wise, but whether a scalar on the CPU may stand beside the others differs between versions."""


def check(operator: torch._ops.OpOverload, arguments: Sequence[Any], keywords: dict[str, Any]) -> None:
    """Raise what CUDA raises for these arguments, of which some are on the CPU and some are not."""
    name = operator._schema.name.removeprefix("aten::")
    OWN.get(name, _rule_of(name))(operator, arguments, keywords)


def _rule_of(name: str) -> Rule:
    if name in SCALAR_OPERANDS:
        return _scalar_operand
    if name in ELEMENT_WISE or name.startswith("_foreach_"):
        return _element_wise
    return _one_device


def named(
    operator: torch._ops.OpOverload, arguments: Sequence[Any], keywords: dict[str, Any]
) -> list[tuple[str, Tensor]]:
    """Every tensor among the arguments with its argument's name, in order; lists are opened."""
    names = [argument.name for argument in operator._schema.arguments]
    return [
        (name, item)
        for name, value in [*zip(names, arguments, strict=False), *keywords.items()]
        for item in (value if isinstance(value, (list, tuple)) else (value,))
        if isinstance(item, Tensor)
    ]


def place(tensor: Tensor) -> str:
    """The device as CUDA's messages write it."""
    return "cpu" if tensor.is_cpu else "cuda:0"


def _one_device(operator: torch._ops.OpOverload, arguments: Sequence[Any], keywords: dict[str, Any]) -> None:
    tensors = named(operator, arguments, keywords)
    common = place(tensors[0][1])
    for name, tensor in tensors:
        if place(tensor) != common:
            raise other_device(operator._schema.name.removeprefix("aten::"), name, place(tensor), common)


def _scalar_operand(operator: torch._ops.OpOverload, arguments: Sequence[Any], keywords: dict[str, Any]) -> None:
    written = operator._schema.is_mutable
    for position, (_, tensor) in enumerate(named(operator, arguments, keywords)):
        if tensor.is_cpu and (tensor.dim() > 0 or (written and position == 0)):
            raise two_devices()


def _element_wise(operator: torch._ops.OpOverload, arguments: Sequence[Any], keywords: dict[str, Any]) -> None:
    _scalar_operand(operator, arguments, keywords)
    raise NotEmulated(operator._schema.name, "with a scalar on the CPU")


def _indexing(_operator: torch._ops.OpOverload, arguments: Sequence[Any], _keywords: dict[str, Any]) -> None:
    """The index may lie on the CPU, masks too, the indexed tensor may not; what is written only if it is one number."""
    indexed, indices = arguments[0], arguments[1]
    if indexed.is_cpu and any(index is not None and not index.is_cpu for index in indices):
        raise wrong_index_device("cpu")
    if len(arguments) > 2 and isinstance(arguments[2], Tensor):
        value = arguments[2]
        if value.is_cpu != indexed.is_cpu and value.dim() > 0:
            raise two_devices()


def _masked_fill(_operator: torch._ops.OpOverload, arguments: Sequence[Any], _keywords: dict[str, Any]) -> None:
    filled, mask, value = arguments
    if filled.is_cpu != mask.is_cpu:
        raise RuntimeError(
            "expected self and mask to be on the same device, "
            f"but got mask on {place(mask)} and self on {place(filled)}"
        )
    if isinstance(value, Tensor) and filled.is_cpu:
        raise RuntimeError("masked_fill: Expected inputs to be on same device")


def _where(_operator: torch._ops.OpOverload, arguments: Sequence[Any], _keywords: dict[str, Any]) -> None:
    if any(tensor.is_cpu and tensor.dim() > 0 for tensor in arguments):
        raise two_devices()


def _same_type(_operator: torch._ops.OpOverload, arguments: Sequence[Any], _keywords: dict[str, Any]) -> None:
    """Convolutions compare types, in which the device is a part, before anything else looks."""
    image, weight, bias = arguments[:3]
    if image.is_cpu != weight.is_cpu:
        raise RuntimeError(
            f"Input type ({image.type()}) and weight type ({weight.type()}) should be the same"
            + (" or input should be a MKLDNN tensor and weight is a dense tensor" if image.is_cpu else "")
        )
    if bias is not None and image.is_cpu != bias.is_cpu:
        raise RuntimeError(f"Input type ({image.type()}) and bias type ({bias.type()}) should be the same")


def _anything(_operator: torch._ops.OpOverload, _arguments: Sequence[Any], _keywords: dict[str, Any]) -> None:
    """Moves bytes between devices, or reads a single number."""


OWN: dict[str, Rule] = {
    "copy_": _anything,
    "fill_": _anything,
    "fill": _anything,
    "index": _indexing,
    "_unsafe_index": _indexing,
    "index_put": _indexing,
    "index_put_": _indexing,
    "_index_put_impl_": _indexing,
    "_unsafe_index_put": _indexing,
    "masked_fill": _masked_fill,
    "masked_fill_": _masked_fill,
    "where": _where,
    "convolution": _same_type,
}
