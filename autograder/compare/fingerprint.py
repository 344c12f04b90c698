"""A digest of a value: inputs that must not change, and the input digest of a case (SEMANTICS 10)."""

from __future__ import annotations

import struct
from collections.abc import Callable
from hashlib import blake2b
from types import EllipsisType
from typing import Any

import numpy as np
import torch

from autograder.compare import symbolic
from autograder.compare.identity import MUTABLE

_BYTES = 16


def fingerprint(value: object) -> str:
    """32 hexadecimal digits, equal for equal values in any process.

    Counts: types, dtypes, shapes, elements bit by bit, ``requires_grad``, ``.grad``, and which places hold the same
    object. The order of sets and dicts does not, nor how elements are laid out in memory. Of what has no content here
    (handles, callables, iterators) only the type counts.
    """
    writer = _Writer()
    writer.write(value)
    return blake2b(b"".join(writer.parts), digest_size=_BYTES).hexdigest()


class _Writer:
    """One value as bytes in which nothing can be read two ways: every part says its length.

    ``_numbers`` holds the objects met, so that a cycle ends and their ids stay theirs.
    """

    def __init__(self, numbers: dict[int, tuple[int, object]] | None = None) -> None:
        self.parts: list[bytes] = []
        self._numbers = {} if numbers is None else numbers

    def write(self, value: Any) -> None:
        """Append one value."""
        kind = type(value)
        simple = _SIMPLE.get(kind)
        if simple is not None:
            self._add(simple(value))
            return
        if kind in MUTABLE:
            if id(value) in self._numbers:
                self._add(b"again %d" % self._numbers[id(value)][0])
                return
            self._numbers[id(value)] = (len(self._numbers), value)
        if isinstance(value, torch.Tensor):
            self._tensor(value)
        elif isinstance(value, np.ndarray):
            self._add(f"array {value.dtype.str} {value.shape} ".encode() + value.tobytes())
        elif isinstance(value, (list, tuple)):
            self._add(b"%s %d" % (kind.__name__.encode(), len(value)))
            for element in value:
                self.write(element)
        elif isinstance(value, (set, frozenset, dict)):
            self._unordered(value)
        else:
            self._add(_other(value))

    def _add(self, part: bytes) -> None:
        self.parts.append(b"%d:" % len(part))
        self.parts.append(part)

    def _tensor(self, value: torch.Tensor) -> None:
        gradient = value.grad if value.is_leaf else None
        place = b"" if value.is_cpu else str(value.device).encode()
        sizes = b",".join([b"%d" % size for size in value.shape])
        dress = b"%d%d" % (value.requires_grad, gradient is not None)
        self._add(b" ".join((b"tensor", _NAMES[value.dtype], sizes, place, dress, _elements(value))))
        if gradient is not None:
            self.write(gradient)

    def _unordered(self, value: Any) -> None:
        self._add(b"%s %d" % (type(value).__name__.encode(), len(value)))
        if isinstance(value, dict):
            keyed = sorted(((self._apart(key), element) for key, element in value.items()), key=lambda pair: pair[0])
            for key, element in keyed:
                self._add(key)
                self.write(element)
        else:
            for part in sorted(map(self._apart, value)):
                self._add(part)

    def _apart(self, value: object) -> bytes:
        writer = _Writer(self._numbers)
        writer.write(value)
        return b"".join(writer.parts)


def _elements(value: torch.Tensor) -> bytes:
    plain = value.detach()
    if not plain.is_cpu:
        plain = plain.cpu()
    if plain.is_conj() or plain.is_neg():
        plain = plain.resolve_conj().resolve_neg()
    if plain.dtype is torch.bfloat16:  # NumPy has no bfloat16
        plain = plain.contiguous().view(torch.int16)
    return bytes(plain.numpy().tobytes())


def _other(value: object) -> bytes:
    if isinstance(value, np.generic):
        return b"scalar " + value.dtype.str.encode() + value.tobytes()
    if isinstance(value, torch.Generator):
        return b"generator " + _elements(value.get_state())
    if symbolic.is_symbolic(value):
        return symbolic.written(value).encode()
    return f"object {type(value).__module__}.{type(value).__qualname__}".encode()


def _shown(value: object) -> bytes:
    return f"{type(value).__name__} {value!r}".encode(errors="surrogatepass")


_NAMES = {dtype: str(dtype).encode() for dtype in vars(torch).values() if isinstance(dtype, torch.dtype)}
"""Writing the name of a dtype takes longer than reading a small tensor."""
_SIMPLE: dict[type, Callable[[Any], bytes]] = {
    **dict.fromkeys((bool, str, type(None), EllipsisType, slice, torch.dtype, torch.device), _shown),
    int: lambda value: b"int %x" % value,
    float: lambda value: b"float " + struct.pack("<d", value),
    complex: lambda value: b"complex " + struct.pack("<dd", value.real, value.imag),
    bytes: lambda value: b"bytes " + value,
}
