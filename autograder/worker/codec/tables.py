"""The closed table of types: what may cross the boundary, and its caps."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
import torch

from autograder.worker.codec.frames import MAX_BYTES, SMALL, Buffer

MAX_DEPTH = 32
MAX_NODES = 100_000
"""Parts of one value, a list that occurs twice counted twice.

Without that, 30 lists of which each holds the next one twice are a value that nobody can print.
"""
MAX_KEYS = 10_000
"""Keys of dicts and members of sets that are not text.

Numbers and tuples can be made to have one hash; n of them in a set cost n * n comparisons (a second at this limit).
The hash of text is another in every process.
"""
MAX_VOLUME = 4 * MAX_BYTES
"""Bytes of all tensors and arrays as they appear, however little memory lies behind them."""
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

LEAF, NON_LEAF, PARAMETER, ON_DEVICE = 1, 2, 4, 8
"""Flags of a tensor node: requires grad as a leaf, as a result, is an ``nn.Parameter``, does not lie on the CPU."""

Node = Any
"""JSON: None, bool, int, float, str, or a list that starts with a tag."""

_EXTRA_AT = {"T": 4, "C": 4, "V": 6}


def extra_of(node: list[Node]) -> list[Node]:
    """What follows the elements in the node of a tensor: nothing, or flags, gradient, and what a hook added."""
    return node[_EXTRA_AT[node[0]] :]


def lent_index(index: int) -> int:
    """How a reply names block ``index`` of its request; -1 stands for no memory. Its own inverse."""
    return -2 - index


def block_bytes(storage: torch.UntypedStorage) -> Buffer:
    """All bytes of a memory block: copied if small, else a view that keeps the block alive."""
    size, on_cpu = storage.nbytes(), storage.device.type == "cpu"
    if size <= SMALL and on_cpu:
        return ctypes.string_at(storage.data_ptr(), size)
    block = torch.empty(0, dtype=torch.uint8, device=storage.device)
    block.set_(storage, 0, (size,))  # type: ignore[call-overload]
    return memoryview((block if on_cpu else block.cpu()).numpy().data)


def tensor_bytes(tensor: torch.Tensor) -> bytes:
    """The elements of a tensor in row-major order as plain little-endian bytes, copied."""
    tensor = tensor.detach() if tensor.is_cpu else tensor.detach().cpu()
    if tensor.is_conj() or tensor.is_neg():
        tensor = tensor.resolve_conj().resolve_neg()
    tensor = tensor.contiguous()
    return ctypes.string_at(tensor.data_ptr(), tensor.numel() * tensor.element_size())
