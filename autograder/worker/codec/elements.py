"""Tensors and arrays out of the raw buffers of a frame: every size is checked before memory is touched."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import torch

from autograder.worker.codec.frames import Bad
from autograder.worker.codec.tables import (
    DIMENSION_LIMIT,
    ITEM_SIZE,
    MAX_NDIM,
    MAX_VOLUME,
    NUMPY_DTYPES,
    TORCH_DTYPES,
    Node,
    lent_index,
)

Array = np.ndarray[Any, Any]
Place = Callable[[torch.Tensor], torch.Tensor]
"""Moves memory that has just arrived to where it belongs: another device, in a worker that has one."""


def stay(block: torch.Tensor) -> torch.Tensor:
    """The :data:`Place` of the judge, and of a worker on the CPU."""
    return block


class Elements:
    """The memory blocks of a frame, and views of them.

    Args:
        buffers: of the frame.
        lent: blocks of the request by their index, in a reply: views of them share the memory of the arguments.
        place: where tensors go.

    """

    def __init__(
        self, buffers: Sequence[memoryview], lent: Mapping[int, torch.Tensor | Array], place: Place = stay
    ) -> None:
        self.buffers = buffers
        self.place = place
        self.blocks: dict[int, torch.Tensor] = {}
        """Buffer to a tensor that owns its memory here."""
        self.array_blocks: dict[int, Array] = {}
        """Buffer to an array that owns its memory here."""
        self.copies: set[int] = set()
        """Buffers that show a part of a block of the encoder's side, so a view of them is none there."""
        self._lent = lent
        self._texts: dict[int, bytes] = {}
        self._volume = 0

    def text(self, index: Any) -> bytes:
        """A buffer as ``bytes``."""
        raw = self._raw(index)
        if index not in self._texts:
            self._texts[index] = bytes(raw)
        return self._texts[index]

    def tensor(self, node: list[Node]) -> torch.Tensor:
        """A plain tensor, without what may follow its elements."""
        return self._window(node) if node[0] == "V" else self._whole(node)

    def array(self, node: list[Node]) -> Array:
        """A numpy array."""
        array = self._array_window(node) if node[0] == "W" else self._whole_array(node)
        if array.dtype == np.bool_ and array.size and int(array.view(np.uint8).max()) > 1:
            raise Bad("bool byte")
        return array

    def _raw(self, index: Any) -> memoryview:
        if type(index) is not int or not 0 <= index < len(self.buffers):
            raise Bad("buffer index")
        return self.buffers[index]

    def _count(self, shape: Any, item_size: int) -> int:
        """Check a shape and return the number of elements."""
        if type(shape) is not list or len(shape) > MAX_NDIM:
            raise Bad("shape")
        count = extent = 1
        for n in shape:
            if type(n) is not int or not 0 <= n <= DIMENSION_LIMIT:
                raise Bad("shape")
            count *= n
            extent *= n or 1
        self._volume += count * item_size
        if extent > DIMENSION_LIMIT or self._volume > MAX_VOLUME:
            raise Bad("shape")
        return count

    def _block(self, index: Any) -> torch.Tensor:
        if type(index) is int and index < -1:
            lent = self._lent.get(lent_index(index))
            if not isinstance(lent, torch.Tensor):
                raise Bad("lent memory")
            return lent
        block = self.blocks.get(index)
        if block is None:
            block = self._own(index, torch.frombuffer(self._raw(index), dtype=torch.uint8).clone())
        return block

    def _own(self, index: int, block: torch.Tensor) -> torch.Tensor:
        if index in self.array_blocks:
            raise Bad("memory of a tensor and an array")
        self.blocks[index] = block = self.place(block)
        return block

    def _array_block(self, index: Any) -> Array:
        if type(index) is int and index < -1:
            lent = self._lent.get(lent_index(index))
            if not isinstance(lent, np.ndarray):
                raise Bad("lent memory")
            return lent if lent.flags.c_contiguous else lent.T
        block = self.array_blocks.get(index)
        if block is None:
            if index in self.blocks:
                raise Bad("memory of a tensor and an array")
            block = self.array_blocks[index] = np.frombuffer(self._raw(index), np.uint8).copy()
        return block

    def _whole(self, node: list[Node]) -> torch.Tensor:
        dtype, shape, index = TORCH_DTYPES[node[1]], node[2], node[3]
        size = self._count(shape, ITEM_SIZE[dtype]) * ITEM_SIZE[dtype]
        if not size:
            return self.place(_empty(index, shape, dtype))
        if node[0] == "C":
            self.copies.add(index)
        if index in self.blocks or (type(index) is int and index < -1):
            block = self._block(index).detach()
            if block.untyped_storage().nbytes() != size:
                raise Bad("shape and byte count disagree")
            whole = block.new_empty(0, dtype=dtype)
            whole.set_(block.untyped_storage(), 0, tuple(shape))  # type: ignore[call-overload]
            if dtype is torch.bool:
                _check_bools(whole.view(torch.uint8))
            return whole
        raw = self._raw(index)
        if len(raw) != size:
            raise Bad("shape and byte count disagree")
        if dtype is torch.bool:
            _check_bools(torch.frombuffer(raw, dtype=torch.uint8))
        return self._own(index, torch.frombuffer(raw, dtype=dtype).clone().resize_(shape))

    def _window(self, node: list[Node]) -> torch.Tensor:
        dtype, shape, strides, offset, index = TORCH_DTYPES[node[1]], *node[2:6]
        count = self._count(shape, ITEM_SIZE[dtype])
        if type(strides) is not list or len(strides) != len(shape) or type(offset) is not int or offset < 0:
            raise Bad("strides")
        last = offset
        for n, stride in zip(shape, strides, strict=True):
            if type(stride) is not int or not 0 <= stride <= DIMENSION_LIMIT:
                raise Bad("strides")
            last += (n - 1) * stride
        block = self._block(index)
        storage = block.untyped_storage()
        # set_() would grow the block to fit: the check is what keeps a view inside its memory
        if not count or (last + 1) * ITEM_SIZE[dtype] > storage.nbytes():
            raise Bad("view outside its memory")
        if dtype is torch.bool:
            _check_bools(block.new_empty(0, dtype=torch.uint8).set_(storage, offset, tuple(shape), tuple(strides)))
        return block.new_empty(0, dtype=dtype).set_(storage, offset, tuple(shape), tuple(strides))

    def _whole_array(self, node: list[Node]) -> Array:
        dtype, shape, index = NUMPY_DTYPES[node[1]], node[2], node[3]
        size = self._count(shape, dtype.itemsize) * dtype.itemsize
        if not size:
            return np.empty(shape, dtype)
        if node[0] == "B":
            self.copies.add(index)
        block = self._array_block(index)
        if block.nbytes != size:
            raise Bad("shape and byte count disagree")
        return np.ndarray(shape, dtype, block)

    def _array_window(self, node: list[Node]) -> Array:
        dtype, shape, strides, offset, index = NUMPY_DTYPES[node[1]], *node[2:6]
        self._count(shape, dtype.itemsize)
        if any(type(n) is not int for n in (*strides, offset)):
            raise Bad("strides")
        # numpy itself refuses a view that leaves its buffer
        return np.ndarray(tuple(shape), dtype, self._array_block(index), offset, tuple(strides))


def _empty(index: Node, shape: list[int], dtype: torch.dtype) -> torch.Tensor:
    if index != -1:
        raise Bad("buffer index")
    return torch.empty(shape, dtype=dtype)


def _check_bools(elements: torch.Tensor) -> None:
    """Other bytes than 0 and 1 in a bool tensor: every kernel makes something else of them."""
    if int(elements.max()) > 1:
        raise Bad("bool byte")
