"""What a call did to its arguments: they are compared with the very bytes they arrived as."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch

from autograder.worker.codec import Decoder, Encoder, tensor_bytes
from autograder.worker.codec.tables import memory
from autograder.worker.messages import Change


def same_bytes(a: Any, b: Any) -> bool:
    """Whether two byte buffers are equal."""
    if len(a) != len(b):
        return False
    if len(a) <= 1 << 14:
        return bool(a == b)
    return bool(np.array_equal(np.frombuffer(a, np.uint8), np.frombuffer(b, np.uint8)))


class Snapshot:
    """Taken when the arguments have arrived; :meth:`changes` tells what is different after the call."""

    def __init__(self, decoder: Decoder, generators: list[tuple[int, torch.Generator]]) -> None:
        self._generators = [(number, generator, generator.get_state()) for number, generator in generators]
        self._buffers = decoder.buffers
        self._storages = [(i, block.untyped_storage()) for i, block in decoder.blocks.items()]
        self._arrays = list(decoder.array_blocks.items())
        self._objects = [(i, o, _state(o)) for i, o in enumerate(decoder.objects)]

    def changes(self, encoder: Encoder) -> list[Any]:
        """Nodes ``[kind, which, what]`` in the order :class:`Change` lists them."""
        found: list[Any] = []
        for i, storage in self._storages:
            data = memory(storage.data_ptr(), storage.nbytes(), storage)
            if not same_bytes(data, self._buffers[i]):
                found.append([Change.MEMORY, i, encoder.node(bytes(data))])
        for i, block in self._arrays:
            if not same_bytes(memory(block.ctypes.data, block.nbytes, block), self._buffers[i]):
                found.append([Change.MEMORY, i, encoder.node(block.tobytes())])
        for i, o, before in self._objects:
            found.extend(_object_changes(i, o, before, encoder))
        for number, generator, state in self._generators:
            if not torch.equal(generator.get_state(), state):
                found.append([Change.REBOUND, number, encoder.tensor(generator.get_state())])
        return found


def _state(o: Any) -> Any:
    kind = type(o)
    if kind is torch.Tensor or kind is torch.nn.Parameter:
        grad = o.grad if o.is_leaf else None
        return _layout(o), (o if o.is_leaf else o.detach().clone()), grad
    if kind is list:
        return list(o)
    if kind is np.ndarray:
        return o.shape, o.dtype, o.strides
    if kind is set:
        return set(o)
    return list(o.items())


def _layout(o: torch.Tensor) -> tuple[Any, ...]:
    return o.untyped_storage().data_ptr(), o.storage_offset(), o.shape, o.stride(), o.dtype, o.requires_grad


def _object_changes(i: int, o: Any, before: Any, encoder: Encoder) -> Iterator[list[Any]]:
    kind = type(o)
    if kind is torch.Tensor or kind is torch.nn.Parameter:
        layout, value, grad = before
        # a result that was handed over as an argument is a copy here, so its memory is no block of the frame
        written = value is not o and not same_bytes(tensor_bytes(o), tensor_bytes(value))
        if written or _layout(o) != layout:
            yield [Change.REBOUND, i, encoder.tensor(o)]
        elif o.is_leaf and o.grad is not grad:
            yield [Change.GRAD, i, encoder.node(o.grad)]
    elif kind is np.ndarray:
        if (o.shape, o.dtype, o.strides) != before:
            yield [Change.REBOUND, i, encoder.array(o)]
    elif _content_differs(o, before):
        yield [Change.CONTENT, i, encoder.content(o)]


def _content_differs(o: Any, before: Any) -> bool:
    if type(o) is set:
        return bool(o != before)
    if type(o) is list:
        return len(o) != len(before) or any(a is not b for a, b in zip(o, before, strict=True))
    items = list(o.items())
    return len(items) != len(before) or any(
        a is not c or b is not d for (a, b), (c, d) in zip(items, before, strict=True)
    )
