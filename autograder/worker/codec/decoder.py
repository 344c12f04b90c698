"""Nodes and buffers to values: the trust boundary.

The encoder runs in the student's process and may have been rewritten, so every size, index and type is checked here
before anything is allocated, and errors carry no text chosen by the peer.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import torch

from autograder.worker.codec.frames import Bad
from autograder.worker.codec.tables import (
    DIMENSION_LIMIT,
    ITEM_SIZE,
    LEAF,
    MAX_DEPTH,
    MAX_NDIM,
    MAX_NODES,
    NON_LEAF,
    NUMPY_DTYPES,
    PARAMETER,
    TORCH_DTYPES,
    Node,
)


class Decoder:
    """Turn nodes and buffers into values; ``objects`` grows in the order of the encoder's."""

    def __init__(
        self,
        buffers: Sequence[memoryview],
        foreign: Callable[[list[Node], Decoder, int], Any] | None = None,
        known: Iterable[Any] = (),
        tensor_hook: Callable[[torch.Tensor, list[Node]], torch.Tensor] | None = None,
    ) -> None:
        self.buffers = buffers
        self.foreign = foreign
        self.tensor_hook = tensor_hook
        self.objects: list[Any] = list(known)
        self.blocks: dict[int, torch.Tensor] = {}
        self.array_blocks: dict[int, np.ndarray[Any, Any]] = {}
        self.nodes = 0

    def value(self, node: Node, depth: int = 0) -> Any:
        """The value of a node; raises :class:`Bad` for anything that an honest encoder cannot have written."""
        kind = type(node)
        if kind is not list:
            if kind is dict:
                raise Bad("node")
            return node
        self.nodes += 1
        if depth > MAX_DEPTH + 2 or self.nodes > MAX_NODES or not node or type(node[0]) is not str:
            raise Bad("node")
        handler = _DECODE.get(node[0])
        if handler is None:
            if self.foreign is None:
                raise Bad("tag")
            return self.foreign(node, self, depth)
        try:
            return handler(self, node, depth)
        except (IndexError, TypeError, ValueError, OverflowError, KeyError, RuntimeError):
            raise Bad("fields") from None

    def _open(self) -> int:
        """Take the next number; a reference to it is refused until the object is complete.

        A value that contains itself (``a.append(a)``) would send every comparison in the judge into endless recursion.
        """
        self.objects.append(_UNFINISHED)
        return len(self.objects) - 1

    def _list(self, node: list[Node], depth: int) -> Any:
        slot = self._open()
        out = self.objects[slot] = self._items(node, depth)
        return out

    def _set(self, node: list[Node], depth: int) -> Any:
        slot = self._open()
        out = self.objects[slot] = set(self._items(node, depth))
        return out

    def _dict(self, node: list[Node], depth: int) -> Any:
        slot = self._open()
        out = self.objects[slot] = self._mapping(node, depth)
        return out

    def content(self, node: Node) -> Any:
        """The new content of an object that already has its number: what it holds takes numbers, it does not."""
        if type(node) is not list or not node or node[0] not in _CONTENT:
            raise Bad("content")
        try:
            return _CONTENT[node[0]](self, node)
        except (IndexError, TypeError, ValueError, OverflowError, KeyError, RuntimeError):
            raise Bad("fields") from None

    def _items(self, node: list[Node], depth: int) -> list[Any]:
        return [self.value(x, depth + 1) for x in node[1:]]

    def _mapping(self, node: list[Node], depth: int) -> dict[Any, Any]:
        out: dict[Any, Any] = {} if node[0] == "D" else OrderedDict()
        if len(node) % 2 != 1:
            raise Bad("pairs")
        for i in range(1, len(node), 2):
            out[self.value(node[i], depth + 1)] = self.value(node[i + 1], depth + 1)
        return out

    def _reference(self, node: list[Node], _depth: int) -> Any:
        number = node[1]
        if type(number) is not int or not 0 <= number < len(self.objects) or self.objects[number] is _UNFINISHED:
            raise Bad("reference")
        return self.objects[number]

    def _raw(self, index: Any) -> memoryview:
        if type(index) is not int or not 0 <= index < len(self.buffers):
            raise Bad("buffer index")
        return self.buffers[index]

    def _shape(self, shape: Any) -> int:
        """Check a shape and return the number of elements."""
        if type(shape) is not list or len(shape) > MAX_NDIM:
            raise Bad("shape")
        count = 1
        for n in shape:
            if type(n) is not int or not 0 <= n <= DIMENSION_LIMIT:
                raise Bad("shape")
            count *= n
        return count

    def _block(self, index: int) -> torch.Tensor:
        block = self.blocks.get(index)
        if block is None:
            block = self.blocks[index] = torch.frombuffer(self._raw(index), dtype=torch.uint8).clone()
        return block

    def _tensor(self, node: list[Node], depth: int) -> torch.Tensor:
        slot = self._open()
        tensor = self.objects[slot] = self._hooked(node)
        return self._with_gradient(tensor, node, depth)

    def _tensor_content(self, node: list[Node]) -> torch.Tensor:
        return self._with_gradient(self._hooked(node), node, 1)

    def _hooked(self, node: list[Node]) -> torch.Tensor:
        whole = node[0] == "T"
        tensor = self._flagged(self._whole(node) if whole else self._window(node), node[4 if whole else 6 :])
        return tensor if self.tensor_hook is None else self.tensor_hook(tensor, node)

    def _whole(self, node: list[Node]) -> torch.Tensor:
        dtype, shape, index = TORCH_DTYPES[node[1]], node[2], node[3]
        count = self._shape(shape)
        if count == 0 and index == -1:
            tensor = torch.empty(shape, dtype=dtype)
        else:
            raw = self._raw(index)
            if count * ITEM_SIZE[dtype] != len(raw) or not count:
                raise Bad("shape and byte count disagree")
            known = self.blocks.get(index)
            if known is not None:
                tensor = torch.empty(0, dtype=dtype).set_(known.untyped_storage(), 0, tuple(shape))  # type: ignore[call-overload]
            else:
                tensor = self.blocks[index] = torch.frombuffer(raw, dtype=dtype).reshape(shape).clone()
        if dtype is torch.bool and count and int(tensor.view(torch.uint8).max()) > 1:
            raise Bad("bool byte")
        return tensor

    def _window(self, node: list[Node]) -> torch.Tensor:
        dtype, shape, strides, offset, index = TORCH_DTYPES[node[1]], *node[2:6]
        count = self._shape(shape)
        if type(strides) is not list or len(strides) != len(shape) or type(offset) is not int or offset < 0:
            raise Bad("strides")
        last = offset
        for n, stride in zip(shape, strides, strict=True):
            if type(stride) is not int or not 0 <= stride <= DIMENSION_LIMIT:
                raise Bad("strides")
            last += max(n - 1, 0) * stride
        # set_() would grow the block to fit: the check is what keeps a view inside its memory
        if not count or (last + 1) * ITEM_SIZE[dtype] > len(self._raw(index)):
            raise Bad("view outside its memory")
        storage = self._block(index).untyped_storage()
        tensor = torch.empty(0, dtype=dtype).set_(storage, offset, tuple(shape), tuple(strides))
        if dtype is torch.bool and int(tensor.contiguous().view(torch.uint8).max()) > 1:
            raise Bad("bool byte")
        return tensor

    def _flagged(self, tensor: torch.Tensor, extra: list[Node]) -> torch.Tensor:
        """Apply the flags that may follow the elements."""
        if not extra:
            return tensor
        flags = extra[0]
        if type(flags) is not int or not 0 <= flags < 8:
            raise Bad("flags")
        if flags & (LEAF | NON_LEAF) and (tensor.is_floating_point() or tensor.is_complex()):
            tensor.requires_grad_()
        if flags & PARAMETER:
            return torch.nn.Parameter(tensor.detach(), requires_grad=tensor.requires_grad)
        return tensor

    def _with_gradient(self, tensor: torch.Tensor, node: list[Node], depth: int) -> torch.Tensor:
        extra = node[4 if node[0] == "T" else 6 :]
        if len(extra) < 2 or extra[1] is None:
            return tensor
        grad = self.value(extra[1], depth + 1)
        if type(grad) is not torch.Tensor or grad.shape != tensor.shape or grad.dtype != tensor.dtype:
            raise Bad("gradient")
        tensor.grad = grad
        return tensor

    def _array(self, node: list[Node], _depth: int) -> Any:
        array = self._array_content(node)
        self.objects.append(array)
        return array

    def _array_content(self, node: list[Node]) -> Any:
        array = self._whole_array(node) if node[0] == "A" else self._array_window(node)
        if array.dtype == np.bool_ and array.size and int(array.view(np.uint8).max()) > 1:
            raise Bad("bool byte")
        return array

    def _whole_array(self, node: list[Node]) -> Any:
        dtype, count, raw = NUMPY_DTYPES[node[1]], self._shape(node[2]), self._raw(node[3])
        if count * dtype.itemsize != len(raw):
            raise Bad("shape and byte count disagree")
        base = self._array_block(node[3])
        return base.view(dtype).reshape(node[2]) if count else np.empty(node[2], dtype)

    def _array_window(self, node: list[Node]) -> Any:
        dtype, shape, strides, offset, index = NUMPY_DTYPES[node[1]], *node[2:6]
        self._shape(shape)
        if any(type(n) is not int for n in (*strides, offset)):
            raise Bad("strides")
        base = self._array_block(index)
        # numpy itself refuses a view that leaves its buffer
        return np.ndarray(tuple(shape), dtype, buffer=base.data, offset=offset, strides=tuple(strides))

    def _array_block(self, index: int) -> np.ndarray[Any, Any]:
        block = self.array_blocks.get(index)
        if block is None:
            block = self.array_blocks[index] = np.frombuffer(self._raw(index), np.uint8).copy()
        return block

    def _numpy_scalar(self, node: list[Node], depth: int) -> Any:
        value = self.value(node[2], depth + 1)
        if type(value) not in (bool, int, float, complex):
            raise Bad("scalar")
        return NUMPY_DTYPES[node[1]].type(value)

    def _complex(self, node: list[Node], depth: int) -> complex:
        real, imag = self.value(node[1], depth + 1), self.value(node[2], depth + 1)
        if type(real) is not float or type(imag) is not float:
            raise Bad("complex")
        return complex(real, imag)

    def _special_float(self, node: list[Node], _depth: int) -> float:
        if node[1] not in ("nan", "inf", "-inf"):
            raise Bad("float")
        return float(node[1])

    def _size(self, node: list[Node], _depth: int) -> torch.Size:
        self._shape(node[1:])
        return torch.Size(node[1:])


class _Unfinished:
    """Stands in the object table for an object that is being decoded."""


_UNFINISHED = _Unfinished()
_DECODE: dict[str, Callable[[Decoder, list[Node], int], Any]] = {
    "L": Decoder._list,
    "E": Decoder._set,
    "D": Decoder._dict,
    "O": Decoder._dict,
    "U": lambda self, node, depth: tuple([self.value(x, depth + 1) for x in node[1:]]),
    "Z": lambda self, node, depth: frozenset([self.value(x, depth + 1) for x in node[1:]]),
    "r": Decoder._reference,
    "T": Decoder._tensor,
    "V": Decoder._tensor,
    "A": Decoder._array,
    "W": Decoder._array,
    "n": Decoder._numpy_scalar,
    "c": Decoder._complex,
    "f": Decoder._special_float,
    "y": lambda self, node, _depth: bytes(self._raw(node[1])),
    "z": Decoder._size,
    "d": lambda _self, node, _depth: TORCH_DTYPES[node[1]],
    "s": lambda self, node, depth: slice(*[self.value(x, depth + 1) for x in node[1:4]]),
    "e": lambda _self, _node, _depth: Ellipsis,
}
_CONTENT: dict[str, Callable[[Decoder, list[Node]], Any]] = {
    "L": lambda self, node: self._items(node, 1),
    "E": lambda self, node: set(self._items(node, 1)),
    "D": lambda self, node: self._mapping(node, 1),
    "O": lambda self, node: self._mapping(node, 1),
    "T": Decoder._tensor_content,
    "V": Decoder._tensor_content,
    "A": Decoder._array_content,
    "W": Decoder._array_content,
}
