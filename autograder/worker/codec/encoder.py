"""Values to nodes and buffers."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import torch

from autograder.worker.codec.frames import MAX_BYTES, Buffer, Unsupported
from autograder.worker.codec.tables import (
    ITEM_SIZE,
    LEAF,
    MAX_DEPTH,
    MAX_INT_BITS,
    MAX_NODES,
    NON_LEAF,
    NUMPY_NAMES,
    NUMPY_SCALARS,
    PARAMETER,
    TORCH_NAMES,
    Node,
    memory,
    tensor_bytes,
)


class Encoder:
    """Turn values into nodes and buffers.

    Args:
        foreign: turns an object without a plain value into a node, or raises :class:`Unsupported`.
        known: objects that already have a number on both sides (the arguments, when a result is encoded).
        tensor_hook: sees each tensor with its node and may add fields to it.
        tensor_reference: may answer for a tensor with a node of its own (a parameter both sides know).
        buffers: where the raw bytes go; several encoders may fill one frame.

    """

    def __init__(
        self,
        foreign: Callable[[Any, Encoder, int], Node] | None = None,
        known: Iterable[Any] = (),
        tensor_hook: Callable[[torch.Tensor, list[Node]], None] | None = None,
        tensor_reference: Callable[[torch.Tensor], Node] | None = None,
        buffers: list[Buffer] | None = None,
    ) -> None:
        self.foreign = foreign
        self.tensor_hook = tensor_hook
        self.tensor_reference = tensor_reference
        self.objects: list[Any] = list(known)
        self.numbers = {id(o): i for i, o in enumerate(self.objects)}
        self.buffers: list[Buffer] = [] if buffers is None else buffers
        self.blocks: dict[int, int] = {}
        """Address of a memory block (or id of an array that owns one) to the buffer that carries it."""
        self.owners: dict[int, torch.Tensor | np.ndarray[Any, Any]] = {}
        """Buffer to the object it was taken from: what comes back changed is written there."""
        self.nodes = 0

    def node(self, o: Any, depth: int = 0) -> Node:
        """The node of any value; exact types only, so a subclass of ``float`` is never taken for a float."""
        handler = _ENCODE.get(type(o))
        if handler is None:
            return self._foreign(o, depth)
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise Unsupported("a value that is nested too deep or has too many parts")
        return handler(self, o, depth)

    def _foreign(self, o: Any, depth: int) -> Node:
        if type(o) in NUMPY_SCALARS:
            return ["n", NUMPY_NAMES[o.dtype], self.node(o.item(), depth)]
        if isinstance(o, tuple) and (hasattr(type(o), "_fields") or type(o).__module__ == "torch.return_types"):
            return ["U", *[self.node(x, depth + 1) for x in tuple.__iter__(o)]]
        if self.foreign is None:
            raise Unsupported("a value of this type")
        return self.foreign(o, self, depth)

    def _number(self, o: Any) -> int | None:
        """The number the object already has; otherwise it takes the next one."""
        number = self.numbers.get(id(o))
        if number is None:
            self.numbers[id(o)] = len(self.objects)
            self.objects.append(o)  # also keeps it alive, so that its id stays its own
        return number

    def _integer(self, o: int, _depth: int) -> Node:
        if o.bit_length() > MAX_INT_BITS:
            raise Unsupported("an integer of more than 4,000 bits")
        return o

    def _float(self, o: float, _depth: int) -> Node:
        return o if math.isfinite(o) else ["f", repr(o)]

    def _text(self, o: str, _depth: int) -> Node:
        try:
            o.encode()
        except UnicodeEncodeError:
            raise Unsupported("text with half a surrogate pair") from None
        return o

    def _sequence(self, o: Any, depth: int) -> Node:
        return [_TAGS[type(o)], *[self.node(x, depth + 1) for x in o]]

    def _list(self, o: Any, depth: int) -> Node:
        number = self._number(o)
        return ["r", number] if number is not None else self._sequence(o, depth)

    def _pairs(self, o: Any, depth: int) -> Node:
        number = self._number(o)
        if number is not None:
            return ["r", number]
        return self.content(o, depth)

    def _array(self, o: np.ndarray[Any, Any], _depth: int) -> Node:
        number = self._number(o)
        return ["r", number] if number is not None else self.array(o)

    def _tensor(self, o: torch.Tensor, depth: int) -> Node:
        if self.tensor_reference is not None and (node := self.tensor_reference(o)) is not None:
            return node
        number = self._number(o)
        return ["r", number] if number is not None else self.tensor(o, depth)

    def content(self, o: Any, depth: int = 0) -> Node:
        """The content of a list, dict or set that already has its number."""
        if isinstance(o, dict):
            flat: list[Node] = [_TAGS[type(o)]]
            for key, value in o.items():
                flat.append(self.node(key, depth + 1))
                flat.append(self.node(value, depth + 1))
            return flat
        return self._sequence(o, depth)

    def array(self, o: np.ndarray[Any, Any]) -> Node:
        """The node of a numpy array that already has its number."""
        name = NUMPY_NAMES.get(o.dtype)
        if name is None:
            raise Unsupported(f"an array of dtype {o.dtype.kind}{o.dtype.itemsize}")
        owner = o
        while type(owner.base) is np.ndarray:
            owner = owner.base
        if owner.base is not None or not (owner.flags.c_contiguous or owner.flags.f_contiguous):
            return ["A", name, list(o.shape), self._buffer(o.tobytes(), o)]
        block = self.blocks.get(id(owner))
        if block is None:
            block = self.blocks[id(owner)] = self._buffer(owner.tobytes(order="K"), owner)
        if o is owner and o.flags.c_contiguous:
            return ["A", name, list(o.shape), block]
        offset = o.__array_interface__["data"][0] - owner.__array_interface__["data"][0]
        return ["W", name, list(o.shape), list(o.strides), offset, block]

    def tensor(self, o: torch.Tensor, depth: int = 0) -> Node:
        """The node of a tensor that already has its number."""
        name = TORCH_NAMES.get(o.dtype)
        if name is None or o.layout is not torch.strided or o.device.type != "cpu":
            raise Unsupported(f"a tensor with dtype {o.dtype}, layout {o.layout} on {o.device.type}")
        node = self._view(o, name)
        flags = (LEAF if o.is_leaf else NON_LEAF) if o.requires_grad else 0
        if type(o) is torch.nn.Parameter:
            flags |= PARAMETER
        grad = o.grad if o.is_leaf else None
        if flags or grad is not None:
            node += [flags, None if grad is None else self.node(grad, depth + 1)]
        if self.tensor_hook is not None:
            self.tensor_hook(o, node)
        return node

    def _view(self, o: torch.Tensor, name: str) -> list[Node]:
        size = o.numel() * ITEM_SIZE[o.dtype]
        if not size:
            return ["T", name, list(o.shape), -1]
        if size > MAX_BYTES:
            raise Unsupported("a tensor that is too large")
        if o.is_conj() or o.is_neg():
            return ["T", name, list(o.shape), self._buffer(tensor_bytes(o), o)]
        storage = o.untyped_storage()
        address, total = storage.data_ptr(), storage.nbytes()
        block = self.blocks.get(address)
        whole = total == size and o.is_contiguous()
        if block is None:
            if total > MAX_BYTES or (not whole and total > 4 * size + 4096):
                # a small window on a large block: nothing else in this frame needs the block so far
                return ["T", name, list(o.shape), self._buffer(tensor_bytes(o), o)]
            block = self.blocks[address] = self._buffer(memory(address, total, storage), o)
        if whole:
            return ["T", name, list(o.shape), block]
        return ["V", name, list(o.shape), list(o.stride()), o.storage_offset(), block]

    def _buffer(self, data: Buffer, owner: Any) -> int:
        self.owners[len(self.buffers)] = owner
        self.buffers.append(data)
        return len(self.buffers) - 1


def _encode_slice(self: Encoder, o: slice, depth: int) -> Node:
    return ["s", self.node(o.start, depth + 1), self.node(o.stop, depth + 1), self.node(o.step, depth + 1)]


def _encode_dtype(_self: Encoder, o: torch.dtype, _depth: int) -> Node:
    if o not in TORCH_NAMES:
        raise Unsupported("this dtype")
    return ["d", TORCH_NAMES[o]]


_TAGS: dict[type, str] = {list: "L", tuple: "U", set: "E", frozenset: "Z", dict: "D", OrderedDict: "O"}
_ENCODE: dict[type, Callable[[Encoder, Any, int], Node]] = {
    type(None): lambda _self, _o, _depth: None,
    bool: lambda _self, o, _depth: o,
    int: Encoder._integer,
    float: Encoder._float,
    str: Encoder._text,
    complex: lambda self, o, depth: ["c", self.node(o.real, depth), self.node(o.imag, depth)],
    bytes: lambda self, o, _depth: ["y", self._buffer(o, o)],
    list: Encoder._list,
    tuple: Encoder._sequence,
    frozenset: Encoder._sequence,
    set: Encoder._list,
    dict: Encoder._pairs,
    OrderedDict: Encoder._pairs,
    np.ndarray: Encoder._array,
    torch.Tensor: Encoder._tensor,
    torch.nn.Parameter: Encoder._tensor,
    torch.Size: lambda _self, o, _depth: ["z", *o],
    torch.dtype: _encode_dtype,
    slice: _encode_slice,
    type(Ellipsis): lambda _self, _o, _depth: ["e"],
}
