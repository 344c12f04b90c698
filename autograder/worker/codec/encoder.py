"""Values to nodes and buffers."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import torch

from autograder.worker.codec.frames import MAX_BYTES, Buffer, Unsupported
from autograder.worker.codec.tables import (
    ITEM_SIZE,
    LEAF,
    MAX_DEPTH,
    MAX_INT_BITS,
    MAX_KEYS,
    MAX_NODES,
    MAX_VOLUME,
    NON_LEAF,
    NUMPY_NAMES,
    NUMPY_SCALARS,
    ON_DEVICE,
    PARAMETER,
    TORCH_NAMES,
    Node,
    block_bytes,
    tensor_bytes,
)

Block = tuple[object, int]
"""Names a memory block: its address, or the id of the array that owns it, and its size."""
Owner = torch.Tensor | np.ndarray[Any, Any]

SMALL_INT = 2**63
DEVICES = frozenset({"cpu", "cuda"})
"""Where tensors have bytes; ``meta`` has none."""
_TOO_MUCH = "a value that contains itself, is nested too deep or has too many parts"
LARGE_BLOCK = 4 << 20
_UNFINISHED = MAX_NODES + 1
"""Size of a container that is being encoded: one that contains itself is too large."""


class Encoder:
    """Turn values into nodes and buffers.

    Args:
        foreign: turns an object without a plain value into a node, or raises :class:`Unsupported`; it may give the
            object a number.
        known: objects that already have a number on both sides (the arguments, when a result is encoded).
        tensor_hook: sees each tensor with its node and may add fields to it.
        tensor_reference: may answer for a tensor with a node of its own (a parameter both sides know).
        buffers: where the raw bytes go; several encoders may fill one frame.
        lent: blocks the other side has (those of the arguments) with the index that names them there.

    """

    def __init__(
        self,
        foreign: Callable[[Any, Encoder, int], Node] | None = None,
        known: Iterable[Any] = (),
        tensor_hook: Callable[[torch.Tensor, list[Node]], object] | None = None,
        tensor_reference: Callable[[torch.Tensor], Node] | None = None,
        buffers: list[Buffer] | None = None,
        lent: Mapping[Block, int] | None = None,
    ) -> None:
        self.foreign = foreign
        self.tensor_hook = tensor_hook
        self.tensor_reference = tensor_reference
        self.objects: list[Any] = list(known)
        self.numbers = {id(o): i for i, o in enumerate(self.objects)}
        self.buffers: list[Buffer] = [] if buffers is None else buffers
        self.blocks: dict[Block, int] = {} if lent is None else dict(lent)
        """Each memory block that is sent, or lent, and the buffer that carries it."""
        self.owners: dict[int, Owner] = {}
        """Buffer to the object it was taken from: what comes back changed is written there."""
        self._windows: dict[Block, list[tuple[list[Node], Owner]]] = {}
        """Small windows on large blocks that were copied so far, with their nodes."""
        self._sizes: dict[int, int] = {}
        """Number of a container to the nodes it stands for."""
        self._nodes = self._keys = self._volume = 0

    def node(self, o: Any, depth: int = 0) -> Node:
        """The node of any value; exact types only, so a subclass of ``float`` is never taken for a float."""
        handler = _ENCODE.get(type(o))
        if handler is None:
            return self._other(o, depth)
        self._nodes += 1
        if depth > MAX_DEPTH or self._nodes > MAX_NODES:
            raise Unsupported(_TOO_MUCH)
        return handler(self, o, depth)

    def _other(self, o: Any, depth: int) -> Node:
        if type(o) in NUMPY_SCALARS:
            return ["n", NUMPY_NAMES[o.dtype], self.node(o.item(), depth)]
        if isinstance(o, tuple) and (hasattr(type(o), "_fields") or type(o).__module__ == "torch.return_types"):
            return ["U", *[self.node(x, depth + 1) for x in tuple.__iter__(o)]]
        number = self.numbers.get(id(o))
        if number is not None:
            return self._again(number)
        if self.foreign is None:
            raise Unsupported("a value of this type")
        return self.foreign(o, self, depth)

    def number(self, o: Any) -> int | None:
        """The number the object already has; otherwise it takes the next one."""
        number = self.numbers.get(id(o))
        if number is None:
            self.numbers[id(o)] = len(self.objects)
            self.objects.append(o)  # also keeps it alive, so that its id stays its own
        return number

    def _again(self, number: int) -> Node:
        self._nodes += self._sizes.get(number, 0)
        if self._nodes > MAX_NODES:
            raise Unsupported(_TOO_MUCH)
        return ["r", number]

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
        if _are_plain_numbers(o):
            self._nodes += len(o)
            if self._nodes > MAX_NODES:
                raise Unsupported(_TOO_MUCH)
            return [_TAGS[type(o)], *o]
        return [_TAGS[type(o)], *[self.node(x, depth + 1) for x in o]]

    def _container(self, o: Any, depth: int) -> Node:
        number = self.number(o)
        if number is not None:
            return self._again(number)
        number, before = len(self.objects) - 1, self._nodes
        self._sizes[number] = _UNFINISHED
        node = self.content(o, depth)
        self._sizes[number] = self._nodes - before
        return node

    def content(self, o: Any, depth: int = 0) -> Node:
        """The content of a list, dict or set that already has its number."""
        if isinstance(o, dict):
            flat: list[Node] = [_TAGS[type(o)]]
            for key, value in o.items():
                flat.append(self._key(key, depth))
                flat.append(self.node(value, depth + 1))
            return flat
        return self._sequence(o, depth) if isinstance(o, list) else self._set(o, depth)

    def _set(self, o: Any, depth: int) -> Node:
        return [_TAGS[type(o)], *[self._key(x, depth) for x in o]]

    def _key(self, o: Any, depth: int) -> Node:
        if type(o) is not str:
            self._keys += 1
            if self._keys > MAX_KEYS:
                raise Unsupported("a dict or set with too many keys")
        return self.node(o, depth + 1)

    # ---- arrays

    def _array(self, o: np.ndarray[Any, Any], _depth: int) -> Node:
        number = self.number(o)
        return ["r", number] if number is not None else self.array(o)

    def array(self, o: np.ndarray[Any, Any]) -> Node:
        """The node of a numpy array that already has its number."""
        name = NUMPY_NAMES.get(o.dtype)
        if name is None:
            raise Unsupported(f"an array of dtype {o.dtype.kind}{o.dtype.itemsize}")
        self._occupy(o.nbytes)
        owner = o
        while type(owner.base) is np.ndarray:
            owner = owner.base
        shape = list(o.shape)
        if owner.base is not None or not (owner.flags.c_contiguous or owner.flags.f_contiguous):
            return ["B", name, shape, self._buffer(o.tobytes(), o)]
        key = id(owner), owner.nbytes
        block = self.blocks.get(key)
        if block is None:
            if self._is_small_window(key, o.nbytes):
                node = ["B", name, shape, self._buffer(o.tobytes(), o)]
                self._windows.setdefault(key, []).append((node, o))
                return node
            block = self._new_block(key, owner.tobytes(order="A"), owner)
        if o is owner and o.flags.c_contiguous:
            return ["A", name, shape, block]
        return _array_window(o, owner, block)

    # ---- tensors

    def _tensor(self, o: torch.Tensor, depth: int) -> Node:
        if self.tensor_reference is not None and (node := self.tensor_reference(o)) is not None:
            return node
        number = self.number(o)
        return ["r", number] if number is not None else self.tensor(o, depth)

    def tensor(self, o: torch.Tensor, depth: int = 0) -> Node:
        """The node of a tensor that already has its number."""
        name = TORCH_NAMES.get(o.dtype)
        on_device = not o.is_cpu
        lost = on_device and o.device.type not in DEVICES
        if name is None or lost or o.layout is not torch.strided or o.is_nested:
            raise Unsupported(f"a tensor with dtype {o.dtype}, layout {o.layout} on {o.device.type}")
        node = self._elements(o, name)
        leaf = o.is_leaf
        flags = (LEAF if leaf else NON_LEAF) if o.requires_grad else 0
        if type(o) is torch.nn.Parameter:
            flags |= PARAMETER
        if on_device:
            flags |= ON_DEVICE
        grad = o.grad if leaf else None
        at = len(node) + 1
        if flags or grad is not None:
            node += [flags, None]
        if self.tensor_hook is not None:
            self.tensor_hook(o, node)
        if grad is not None:
            node[at] = self.node(grad, depth + 1)
        return node

    def _elements(self, o: torch.Tensor, name: str) -> list[Node]:
        size = o.numel() * ITEM_SIZE[o.dtype]
        shape = list(o.shape)
        if not size:
            return ["T", name, shape, -1]
        self._occupy(size)
        if o.is_conj() or o.is_neg():
            return ["C", name, shape, self._buffer(tensor_bytes(o), o)]
        storage = o.untyped_storage()
        address, total = storage.data_ptr(), storage.nbytes()
        key = address, total
        block = self.blocks.get(key)
        if block is None:
            if self._is_small_window(key, size):
                node = ["C", name, shape, self._buffer(tensor_bytes(o), o)]
                self._windows.setdefault(key, []).append((node, o))
                return node
            block = self._new_block(key, block_bytes(storage), o)
        if total == size and o.is_contiguous():
            return ["T", name, shape, block]
        return _window(o, name, block)

    # ---- memory

    def _occupy(self, size: int) -> None:
        self._volume += size
        if size > MAX_BYTES or self._volume > MAX_VOLUME:
            raise Unsupported("a value that is too large")

    def _is_small_window(self, key: Block, size: int) -> bool:
        """Whether a block is so much larger than what is seen of it that a copy of that is sent instead.

        A second window may overlap the first, so it brings the block itself, unless that is very large.
        """
        total = key[1]
        if total > MAX_BYTES:
            return True
        return total > 4 * size + 4096 and (key not in self._windows or total > LARGE_BLOCK)

    def _new_block(self, key: Block, data: Buffer, owner: Owner) -> int:
        """Send a block; small windows on it that were copied before become views of it."""
        block = self.blocks[key] = self._buffer(data, owner)
        for node, o in self._windows.pop(key, ()):
            self.buffers[node[3]] = b""
            del self.owners[node[3]]
            node[:4] = _array_window(o, owner, block) if isinstance(o, np.ndarray) else _window(o, node[1], block)
        return block

    def _buffer(self, data: Buffer, owner: Any) -> int:
        self.owners[len(self.buffers)] = owner
        self.buffers.append(data)
        return len(self.buffers) - 1


def _are_plain_numbers(o: Any) -> bool:
    """Whether all are finite floats, or all small integers: a long list of them need not be walked here."""
    kinds = set(map(type, o))
    if kinds == {float}:
        return all(map(math.isfinite, o))
    return kinds == {int} and max(map(abs, o)) < SMALL_INT


def _window(o: torch.Tensor, name: str, block: int) -> list[Node]:
    shape, strides, offset = list(o.shape), list(o.stride()), o.storage_offset()
    last = offset + sum((n - 1) * stride for n, stride in zip(shape, strides, strict=True))
    if (last + 1) * ITEM_SIZE[o.dtype] > o.untyped_storage().nbytes():
        raise Unsupported("a tensor without its memory")
    return ["V", name, shape, strides, offset, block]


def _array_window(o: np.ndarray[Any, Any], owner: Any, block: int) -> list[Node]:
    offset = o.__array_interface__["data"][0] - owner.__array_interface__["data"][0]
    return ["W", NUMPY_NAMES[o.dtype], list(o.shape), list(o.strides), offset, block]


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
    list: Encoder._container,
    tuple: Encoder._sequence,
    frozenset: Encoder._set,
    set: Encoder._container,
    dict: Encoder._container,
    OrderedDict: Encoder._container,
    np.ndarray: Encoder._array,
    torch.Tensor: Encoder._tensor,
    torch.nn.Parameter: Encoder._tensor,
    torch.Size: lambda _self, o, _depth: ["z", *o],
    torch.dtype: _encode_dtype,
    slice: _encode_slice,
    type(Ellipsis): lambda _self, _o, _depth: ["e"],
}
