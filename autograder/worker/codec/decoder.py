"""Nodes and buffers to values: the trust boundary.

The encoder runs in the student's process and may have been rewritten, so every size, index and type is checked here
before anything is allocated, and errors carry no text chosen by the peer.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import torch

from autograder.worker.codec.elements import Array, Elements, Place, stay
from autograder.worker.codec.frames import Bad, Exhausted
from autograder.worker.codec.tables import (
    LEAF,
    MAX_DEPTH,
    MAX_KEYS,
    MAX_NODES,
    NON_LEAF,
    NUMPY_DTYPES,
    ON_DEVICE,
    PARAMETER,
    TORCH_DTYPES,
    Node,
    extra_of,
)

_MALFORMED = (LookupError, TypeError, ValueError, ArithmeticError, AttributeError, Warning)
_NODE_LIMIT = 2 * MAX_NODES + 100
"""A list inside a list counts twice here, as a part and by itself, and once when it is encoded."""


class Decoder:
    """Turn nodes and buffers into values; ``objects`` grows in the order of the encoder's.

    Args:
        buffers: of the frame.
        foreign: turns a node with an unknown tag into a value, or raises :class:`Bad`.
        known: objects that already have a number on both sides.
        tensor_hook: sees each tensor with its node and may replace it.
        lent: blocks of the request by their index, in a reply: views of them share the memory of the arguments.
        place: where tensors go.

    """

    def __init__(
        self,
        buffers: Sequence[memoryview],
        foreign: Callable[[list[Node], Decoder, int], Any] | None = None,
        known: Iterable[Any] = (),
        tensor_hook: Callable[[torch.Tensor, list[Node]], torch.Tensor] | None = None,
        lent: Mapping[int, torch.Tensor | Array] | None = None,
        place: Place = stay,
    ) -> None:
        self.elements = Elements(buffers, {} if lent is None else lent, place)
        self.foreign = foreign
        self.tensor_hook = tensor_hook
        self.objects: list[Any] = list(known)
        self._sizes: dict[int, int] = {}
        self._nodes = self._keys = 0

    def value(self, node: Node, depth: int = 0) -> Any:
        """The value of a node; raises :class:`Bad` for anything that an honest encoder cannot have written."""
        if type(node) is not list:
            if type(node) is dict:
                raise Bad("node")
            return node
        self._nodes += 1
        if depth > MAX_DEPTH + 2 or self._nodes > _NODE_LIMIT or not node or type(node[0]) is not str:
            raise Bad("node")
        handler = _DECODE.get(node[0])
        try:
            if handler is not None:
                return handler(self, node, depth)
            if self.foreign is not None:
                return self.foreign(node, self, depth)
        except Bad:
            raise
        except _MALFORMED:
            raise Bad("fields") from None
        except (MemoryError, RuntimeError) as error:
            raise _refusal(error) from None
        raise Bad("tag")

    def content(self, node: Node) -> Any:
        """The new content of an object that already has its number: what it holds takes numbers, it does not."""
        if type(node) is not list or not node or type(node[0]) is not str or node[0] not in _CONTENT:
            raise Bad("content")
        try:
            return _CONTENT[node[0]](self, node, 0)
        except Bad:
            raise
        except _MALFORMED:
            raise Bad("fields") from None
        except (MemoryError, RuntimeError) as error:
            raise _refusal(error) from None

    # ---- containers

    def _container(self, node: list[Node], depth: int) -> Any:
        """A container takes its number first; a reference to it counts as much as what it holds.

        While it is open that is too much: a value that contains itself would send every comparison in the judge into
        endless recursion.
        """
        number, before = len(self.objects), self._nodes
        self.objects.append(None)
        self._sizes[number] = _NODE_LIMIT
        out = self.objects[number] = _CONTENT[node[0]](self, node, depth)
        self._sizes[number] = self._nodes - before
        return out

    def _items(self, node: list[Node], depth: int) -> list[Any]:
        self._nodes += len(node) - 1
        if self._nodes > _NODE_LIMIT:
            raise Bad("nodes")
        return [x if type(x) in _PLAIN else self.value(x, depth + 1) for x in node[1:]]

    def _members(self, node: list[Node], depth: int) -> list[Any]:
        return self._hashed(self._items(node, depth))

    def _hashed(self, keys: list[Any]) -> list[Any]:
        self._keys += sum(type(key) is not str for key in keys)
        if self._keys > MAX_KEYS:
            raise Bad("keys")
        return keys

    def _mapping(self, node: list[Node], depth: int) -> dict[Any, Any]:
        flat = self._items(node, depth)
        pairs = zip(self._hashed(flat[::2]), flat[1::2], strict=True)
        return dict(pairs) if node[0] == "D" else OrderedDict(pairs)

    def _reference(self, node: list[Node], _depth: int) -> Any:
        number = node[1]
        if type(number) is not int or not 0 <= number < len(self.objects):
            raise Bad("reference")
        self._nodes += self._sizes.get(number, 0)
        if self._nodes > _NODE_LIMIT:
            raise Bad("reference")
        return self.objects[number]

    # ---- tensors

    def _tensor(self, node: list[Node], depth: int) -> torch.Tensor:
        number = len(self.objects)
        self.objects.append(None)
        tensor = self.objects[number] = self._tensor_content(node, depth, number)
        return tensor

    def _tensor_content(self, node: list[Node], depth: int, number: int | None = None) -> torch.Tensor:
        extra = extra_of(node)
        tensor = self.elements.tensor(node)
        if extra:
            tensor = _flagged(tensor, extra[0])
        if self.tensor_hook is not None:
            tensor = self.tensor_hook(tensor, node)
        if len(extra) > 1 and extra[1] is not None:
            if number is not None:
                self.objects[number] = tensor
            _set_gradient(tensor, self.value(extra[1], depth + 1))
        return tensor

    # ---- arrays

    def _array(self, node: list[Node], _depth: int) -> Array:
        array = self.elements.array(node)
        self.objects.append(array)
        return array

    # ---- the rest

    def _numpy_scalar(self, node: list[Node], depth: int) -> Any:
        dtype: np.dtype[Any] = NUMPY_DTYPES[node[1]]
        value = self.value(node[2], depth + 1)
        kind, limits = type(value), np.iinfo(dtype) if dtype.kind in "iu" else None
        if kind is not _SCALARS[dtype.kind] or (limits and not limits.min <= value <= limits.max):
            raise Bad("scalar")
        with np.errstate(all="ignore"):
            return dtype.type(value)

    def _complex(self, node: list[Node], depth: int) -> complex:
        real, imag = self.value(node[1], depth + 1), self.value(node[2], depth + 1)
        if type(real) is not float or type(imag) is not float:
            raise Bad("complex")
        return complex(real, imag)

    def _special_float(self, node: list[Node], _depth: int) -> float:
        return _SPECIAL_FLOATS[node[1]]

    def _size(self, node: list[Node], _depth: int) -> torch.Size:
        if any(type(n) is not int or not -(2**63) <= n < 2**63 for n in self._items(node, 0)):
            raise Bad("size")
        return torch.Size(node[1:])

    def _slice(self, node: list[Node], depth: int) -> slice:
        start, stop, step = self._items(node, depth)
        return slice(start, stop, step)


def _flagged(tensor: torch.Tensor, flags: Node) -> torch.Tensor:
    if type(flags) is not int or not 0 <= flags < 2 * ON_DEVICE:
        raise Bad("flags")
    needs_grad = bool(flags & (LEAF | NON_LEAF)) and (tensor.is_floating_point() or tensor.is_complex())
    if flags & PARAMETER:
        return torch.nn.Parameter(tensor, requires_grad=needs_grad)
    return tensor.requires_grad_() if needs_grad else tensor


def _set_gradient(tensor: torch.Tensor, grad: Any) -> None:
    if type(grad) is not torch.Tensor or grad.shape != tensor.shape or grad.dtype != tensor.dtype:
        raise Bad("gradient")
    tensor.grad = grad


def _refusal(error: MemoryError | RuntimeError) -> Bad:
    exhausted = isinstance(error, MemoryError) or "allocate memory" in str(error)
    return Exhausted("memory") if exhausted else Bad("fields")


_PLAIN = frozenset({type(None), bool, int, float, str})
_SCALARS: dict[str, type] = {"b": bool, "i": int, "u": int, "f": float, "c": complex}
_SPECIAL_FLOATS = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}
_CONTENT: dict[str, Callable[[Decoder, list[Node], int], Any]] = {
    "L": Decoder._items,
    "E": lambda self, node, depth: set(self._members(node, depth)),
    "D": Decoder._mapping,
    "O": Decoder._mapping,
    "T": Decoder._tensor_content,
    "C": Decoder._tensor_content,
    "V": Decoder._tensor_content,
    "A": lambda self, node, _depth: self.elements.array(node),
    "B": lambda self, node, _depth: self.elements.array(node),
    "W": lambda self, node, _depth: self.elements.array(node),
}
_DECODE: dict[str, Callable[[Decoder, list[Node], int], Any]] = {
    "L": Decoder._container,
    "E": Decoder._container,
    "D": Decoder._container,
    "O": Decoder._container,
    "U": lambda self, node, depth: tuple(self._items(node, depth)),
    "Z": lambda self, node, depth: frozenset(self._members(node, depth)),
    "r": Decoder._reference,
    "T": Decoder._tensor,
    "C": Decoder._tensor,
    "V": Decoder._tensor,
    "A": Decoder._array,
    "B": Decoder._array,
    "W": Decoder._array,
    "n": Decoder._numpy_scalar,
    "c": Decoder._complex,
    "f": Decoder._special_float,
    "y": lambda self, node, _depth: self.elements.text(node[1]),
    "z": Decoder._size,
    "d": lambda _self, node, _depth: TORCH_DTYPES[node[1]],
    "s": Decoder._slice,
    "e": lambda _self, _node, _depth: Ellipsis,
}
