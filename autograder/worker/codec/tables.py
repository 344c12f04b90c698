"""The closed table of types: what may cross the boundary, and its caps."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
import torch

from autograder.worker.codec.frames import Buffer

MAX_DEPTH = 32
MAX_NODES = 100_000
MAX_NDIM = 16
MAX_INT_BITS = 4000
DIMENSION_LIMIT = 2**40

TORCH_DTYPES: dict[str, torch.dtype] = {
    "f16": torch.float16,
    "f32": torch.float32,
    "f64": torch.float64,
    "bf16": torch.bfloat16,
    "i8": torch.int8,
    "i16": torch.int16,
    "i32": torch.int32,
    "i64": torch.int64,
    "u8": torch.uint8,
    "b": torch.bool,
    "c64": torch.complex64,
    "c128": torch.complex128,
}
NUMPY_DTYPES: dict[str, np.dtype[Any]] = {
    "f16": np.dtype("<f2"),
    "f32": np.dtype("<f4"),
    "f64": np.dtype("<f8"),
    "i8": np.dtype("<i1"),
    "i16": np.dtype("<i2"),
    "i32": np.dtype("<i4"),
    "i64": np.dtype("<i8"),
    "u8": np.dtype("<u1"),
    "u16": np.dtype("<u2"),
    "u32": np.dtype("<u4"),
    "u64": np.dtype("<u8"),
    "b": np.dtype("?"),
    "c64": np.dtype("<c8"),
    "c128": np.dtype("<c16"),
}
TORCH_NAMES = {dtype: name for name, dtype in TORCH_DTYPES.items()}
NUMPY_NAMES = {dtype: name for name, dtype in NUMPY_DTYPES.items()}
ITEM_SIZE = {dtype: torch.empty(0, dtype=dtype).element_size() for dtype in TORCH_NAMES}
NUMPY_SCALARS = frozenset(dtype.type for dtype in NUMPY_NAMES)

LEAF, NON_LEAF, PARAMETER = 1, 2, 4
"""Flags of a tensor node: requires grad as a leaf, requires grad as a result, is an ``nn.Parameter``."""

Node = Any
"""JSON: None, bool, int, float, str, or a list that starts with a tag."""


def memory(address: int, size: int, owner: object) -> Buffer:
    """The bytes at an address: copied if small, a view without copy if large, which keeps the owner alive.

    A result dies when its call returns, and its frame is sent after that.
    """
    if size <= 1 << 16:
        return ctypes.string_at(address, size)
    block = (ctypes.c_ubyte * size).from_address(address)
    block.owner = owner  # type: ignore[attr-defined]
    return memoryview(block).cast("B")


def tensor_bytes(tensor: torch.Tensor) -> Buffer:
    """The elements of a tensor in row-major order as plain little-endian bytes."""
    tensor = tensor.detach()
    if tensor.is_conj() or tensor.is_neg():
        tensor = tensor.resolve_conj().resolve_neg()
    tensor = tensor.contiguous()
    size = tensor.numel() * tensor.element_size()
    return bytes(memory(tensor.data_ptr(), size, tensor)) if size else b""
