"""Numbers in every dress they come in: Python numbers, NumPy scalars and arrays, tensors, sympy numbers."""

from __future__ import annotations

import sys
from enum import Enum
from typing import Any, NamedTuple

import numpy as np
import torch

from autograder.compare import symbolic


class NumberKind(Enum):
    """Kinds of number that never stand for each other."""

    BOOL = "boolean"
    INT = "integer"
    FLOAT = "real"
    COMPLEX = "complex"


class Family(Enum):
    """What holds the numbers; everything without axes is one family, a declared equivalence (SEMANTICS 20)."""

    SCALAR = "a number"
    TENSOR = "a tensor"
    ARRAY = "a NumPy array"


class Leaf(NamedTuple):
    """A number or a block of numbers, read but not converted."""

    family: Family
    kind: NumberKind
    dtype: str
    """``float32``; empty for a Python or sympy number, which has none."""
    shape: tuple[int, ...]
    value: Any
    symbolic: bool = False
    """It came from sympy, where 2.0 is easily an Integer."""


def read(value: object) -> Leaf | None:
    """The numbers in a value; None if it is not one of the exact types that hold numbers."""
    exact = type(value)
    if exact is torch.Tensor or exact is torch.nn.Parameter:
        return _read_tensor(value)  # type: ignore[arg-type]  # narrowed by the exact type above
    if exact is np.ndarray:
        return _read_array(value)  # type: ignore[arg-type]  # as above
    if exact in _PYTHON:
        return Leaf(Family.SCALAR, _PYTHON[exact], "", (), value)
    if exact in _NUMPY:
        return Leaf(Family.SCALAR, _NUMPY[exact], value.dtype.name, (), value)  # type: ignore[attr-defined]  # as above
    if symbolic.is_symbolic(value):
        plain = symbolic.as_number(value)
        return None if plain is None else Leaf(Family.SCALAR, _PYTHON[type(plain)], "", (), plain, symbolic=True)
    return None


def doubles(leaf: Leaf) -> Any:
    """The numbers as a float64 or complex128 array of the leaf's shape."""
    double = np.complex128 if leaf.kind is NumberKind.COMPLEX else np.float64
    value = leaf.value
    if isinstance(value, int) and abs(value) > sys.float_info.max:
        return np.asarray(np.inf if value > 0 else -np.inf)
    if not isinstance(value, torch.Tensor):
        return np.asarray(value, dtype=double)
    if value.dtype is torch.bfloat16:  # NumPy has no bfloat16
        value = value.to(torch.float64)
    return _numpy(value).astype(double, copy=False)


def exacts(leaf: Leaf) -> Any:
    """Booleans or integers as an array of their own dtype; a Python integer keeps its size (object array)."""
    value = leaf.value
    return _numpy(value) if isinstance(value, torch.Tensor) else np.asarray(value)


def _numpy(value: torch.Tensor) -> Any:
    value = value.detach()
    if value.is_conj() or value.is_neg():  # lazy views that NumPy cannot show
        value = value.resolve_conj().resolve_neg()
    return value.numpy() if value.device.type == "cpu" else value.cpu().numpy()


def _read_tensor(value: torch.Tensor) -> Leaf | None:
    known = _TORCH.get(value.dtype)
    if known is None or value.layout is not torch.strided:
        return None
    family = Family.TENSOR if value.ndim else Family.SCALAR
    return Leaf(family, known[0], known[1], tuple(value.shape), value)


def _read_array(value: np.ndarray[Any, Any]) -> Leaf | None:
    kind = _NUMPY.get(value.dtype.type)
    if kind is None:
        return None
    return Leaf(Family.ARRAY if value.ndim else Family.SCALAR, kind, value.dtype.name, value.shape, value)


_PYTHON: dict[type, NumberKind] = {
    bool: NumberKind.BOOL,
    int: NumberKind.INT,
    float: NumberKind.FLOAT,
    complex: NumberKind.COMPLEX,
}
_CODES = {
    "b": NumberKind.BOOL,
    "i": NumberKind.INT,
    "u": NumberKind.INT,
    "f": NumberKind.FLOAT,
    "c": NumberKind.COMPLEX,
}
_NUMPY: dict[type, NumberKind] = {
    np.dtype(code).type: _CODES[np.dtype(code).kind]
    for code in "?bBhHiIlLqQefdFD"  # every one of up to 64 bits a part; long double has no counterpart in torch
}
_TORCH: dict[torch.dtype, tuple[NumberKind, str]] = {
    dtype: (kind, str(dtype).removeprefix("torch."))
    for kind, dtypes in {
        NumberKind.BOOL: (torch.bool,),
        NumberKind.INT: (
            *(torch.int8, torch.int16, torch.int32, torch.int64),
            *(torch.uint8, torch.uint16, torch.uint32, torch.uint64),
        ),
        NumberKind.FLOAT: (torch.float16, torch.bfloat16, torch.float32, torch.float64),
        NumberKind.COMPLEX: (torch.complex64, torch.complex128),
    }.items()
    for dtype in dtypes
}
