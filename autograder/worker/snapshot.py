"""What a call did to its arguments: they are compared with the very bytes they arrived as."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch

from autograder.worker.codec import Decoder, Encoder, block_bytes, lent_index, tensor_bytes
from autograder.worker.messages import Change

Found = Iterator[list[Any]]


class Snapshot:
    """Taken when the arguments have arrived; :meth:`changes` tells what is different after the call."""

    def __init__(self, decoder: Decoder) -> None:
        self._buffers = decoder.elements.buffers
        self._storages = [(i, block.untyped_storage()) for i, block in decoder.elements.blocks.items()]
        self._arrays = list(decoder.elements.array_blocks.items())
        self._copies = decoder.elements.copies
        self._objects = [
            (i, o, kind, kind.before(o))
            for i, o in enumerate(decoder.objects)
            if (kind := _KINDS.get(type(o))) is not None
        ]

    def lent(self) -> dict[tuple[object, int], int]:
        """The blocks that arrived, for results that are views of them."""
        blocks: dict[tuple[object, int], int] = {}
        for i, storage in self._storages:
            if i not in self._copies and storage.nbytes() == len(self._buffers[i]):
                blocks[storage.data_ptr(), storage.nbytes()] = lent_index(i)
        for i, block in self._arrays:
            if i not in self._copies:
                blocks[id(block), block.nbytes] = lent_index(i)
        return blocks

    def changes(self, encoder: Encoder) -> list[Any]:
        """Nodes ``[kind, which, what]`` in the order :class:`Change` lists them."""
        found: list[Any] = []
        for i, storage in self._storages:
            size = len(self._buffers[i])
            if storage.nbytes() >= size:  # resized: what lies in the old part counts, the rest goes with its tensor
                data = block_bytes(storage)[:size]
                if not same_bytes(data, self._buffers[i]):
                    found.append([Change.MEMORY, i, encoder.node(bytes(data))])
        for i, block in self._arrays:
            if not same_bytes(block.data, self._buffers[i]):
                found.append([Change.MEMORY, i, encoder.node(block.tobytes())])
        for i, o, kind, before in self._objects:
            found.extend(kind.changes(i, o, before, encoder))
        return found


def same_bytes(a: Any, b: Any) -> bool:
    """Whether two byte buffers are equal."""
    if len(a) != len(b):
        return False
    if len(a) <= 1 << 16:
        return bytes(a) == bytes(b)  # a comparison of memoryviews goes element by element
    unit = np.uint8 if len(a) % 8 else np.uint64
    return bool(np.array_equal(np.frombuffer(a, unit), np.frombuffer(b, unit)))


class _Tensor:
    """Layout, gradient, and for a result of the judge its values: it is a copy here, so no block of the frame."""

    @staticmethod
    def before(o: torch.Tensor) -> Any:
        leaf = o.is_leaf
        return _layout(o), None if leaf else o.detach().clone(), o.grad if leaf else None

    @staticmethod
    def changes(i: int, o: torch.Tensor, before: Any, encoder: Encoder) -> Found:
        layout, value, grad = before
        written = value is not None and not same_bytes(tensor_bytes(o), tensor_bytes(value))
        if written or _layout(o) != layout:
            yield [Change.REBOUND, i, encoder.tensor(o)]
        elif layout[-1] and o.grad is not grad:
            yield [Change.GRAD, i, encoder.node(o.grad)]


def _layout(o: torch.Tensor) -> tuple[Any, ...]:
    return o.data_ptr(), o.shape, o.stride(), o.dtype, o.requires_grad, o.is_leaf


class _Array:
    @staticmethod
    def before(o: np.ndarray[Any, Any]) -> Any:
        return o.shape, o.dtype, o.strides

    @staticmethod
    def changes(i: int, o: np.ndarray[Any, Any], before: Any, encoder: Encoder) -> Found:
        if (o.shape, o.dtype, o.strides) != before:
            yield [Change.REBOUND, i, encoder.array(o)]


class _List:
    @staticmethod
    def before(o: list[Any]) -> Any:
        return list(o)

    @staticmethod
    def changes(i: int, o: list[Any], before: Any, encoder: Encoder) -> Found:
        if len(o) != len(before) or any(a is not b for a, b in zip(o, before, strict=True)):
            yield [Change.CONTENT, i, encoder.content(o)]


class _Dict:
    @staticmethod
    def before(o: dict[Any, Any]) -> Any:
        return list(o.items())

    @staticmethod
    def changes(i: int, o: dict[Any, Any], before: Any, encoder: Encoder) -> Found:
        same = len(o) == len(before) and all(
            a is c and b is d for (a, b), (c, d) in zip(o.items(), before, strict=True)
        )
        if not same:
            yield [Change.CONTENT, i, encoder.content(o)]


class _Set:
    @staticmethod
    def before(o: set[Any]) -> Any:
        return set(o)

    @staticmethod
    def changes(i: int, o: set[Any], before: Any, encoder: Encoder) -> Found:
        if o != before:
            yield [Change.CONTENT, i, encoder.content(o)]


class _Generator:
    @staticmethod
    def before(o: torch.Generator) -> Any:
        return o.get_state()

    @staticmethod
    def changes(i: int, o: torch.Generator, before: Any, encoder: Encoder) -> Found:
        state = o.get_state()
        if not torch.equal(state, before):
            yield [Change.REBOUND, i, encoder.tensor(state)]


_KINDS: dict[type, Any] = {
    torch.Tensor: _Tensor,
    torch.nn.Parameter: _Tensor,
    np.ndarray: _Array,
    list: _List,
    dict: _Dict,
    OrderedDict: _Dict,
    set: _Set,
    torch.Generator: _Generator,
}
