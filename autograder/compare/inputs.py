"""The size and the precision of what a call was given; measured only when a comparison is not settled without."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import torch

from autograder.compare.leaves import Leaf, NumberKind, doubles, read

_DEPTH = 16
_BY_PRECISION = ("bfloat16", "float16", "float32", "float64")


class Inputs:
    """The arguments of one call, as far as bounds depend on them (SEMANTICS 19).

    Args:
        values: the arguments; they are read later, so they must not change.
        scale: the scale if it is known already.

    """

    __slots__ = ("_leaves", "_scale", "_values")

    def __init__(self, *values: object, scale: float | None = None) -> None:
        self._values = values
        self._scale = scale
        self._leaves: tuple[Leaf, ...] | None = None

    def scale(self, sentinel: float) -> float:
        """The largest root mean square of a real or complex input; Python numbers count only if there is no other."""
        if self._scale is None:
            blocks = [leaf for leaf in self._read() if leaf.kind in (NumberKind.FLOAT, NumberKind.COMPLEX)]
            measured = [leaf for leaf in blocks if leaf.dtype] or blocks
            self._scale = max((_root_mean_square(doubles(leaf), sentinel) for leaf in measured), default=0.0)
        return self._scale

    def dtype(self) -> str:
        """The coarsest precision among tensors, arrays and NumPy scalars; empty if nothing tells.

        A tensor of integers makes float32 likely, torch's default.
        """
        names = {_precision(leaf) for leaf in self._read()}
        return next((name for name in _BY_PRECISION if name in names), "")

    def _read(self) -> tuple[Leaf, ...]:
        if self._leaves is None:
            self._leaves = tuple(_leaves(self._values, _DEPTH))
        return self._leaves


def _leaves(values: Iterable[object], depth: int) -> Iterator[Leaf]:
    for value in values:
        if isinstance(value, (list, tuple, dict)):
            if depth:
                yield from _leaves(value.values() if isinstance(value, dict) else value, depth - 1)
        elif (leaf := read(value)) is not None:
            yield leaf


def _precision(leaf: Leaf) -> str:
    match leaf.kind:
        case NumberKind.FLOAT:
            return leaf.dtype
        case NumberKind.COMPLEX:
            return {"complex64": "float32", "complex128": "float64"}.get(leaf.dtype, "")
        case NumberKind.BOOL | NumberKind.INT:
            return "float32" if isinstance(leaf.value, torch.Tensor) else ""


def _root_mean_square(block: np.ndarray[Any, Any], sentinel: float) -> float:
    sizes = np.abs(block)
    ordinary = sizes[sizes < sentinel]  # NaN is not smaller either
    return float(np.sqrt(np.mean(ordinary**2))) if ordinary.size else 0.0
