"""A digest of a value: inputs that must not change, and the input digest of a case (SEMANTICS 10)."""

from __future__ import annotations

import struct
from collections.abc import Collection
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
    return _Digest().of(value).hex()


class _Digest:
    """One digest under way; ``_numbers`` holds the objects met, so that a cycle ends and their ids stay theirs."""

    def __init__(self) -> None:
        self._numbers: dict[int, tuple[int, object]] = {}

    def of(self, value: object) -> bytes:
        """The digest of one value."""
        return blake2b(self._content(value), digest_size=_BYTES).digest()

    def _content(self, value: object) -> bytes:
        match value:
            case bool() | str() | None | EllipsisType() | slice() | torch.dtype() | torch.device():
                return f"{type(value).__name__} {value!r}".encode()
            case int():
                return f"int {value:x}".encode()
            case np.generic():  # before float: a NumPy float64 is one
                return b"scalar " + value.dtype.str.encode() + value.tobytes()
            case float() | complex():
                return type(value).__name__.encode() + struct.pack("<dd", value.real, value.imag)
            case bytes():
                return b"bytes " + value
            case _:
                return self._object(value)

    def _object(self, value: object) -> bytes:
        if type(value) in MUTABLE:
            if id(value) in self._numbers:
                return b"again %d" % self._numbers[id(value)][0]
            self._numbers[id(value)] = (len(self._numbers), value)
        match value:
            case torch.Tensor():
                return self._tensor(value)
            case np.ndarray():
                return f"array {value.dtype.str} {value.shape} ".encode() + value.tobytes()
            case list() | tuple() | set() | frozenset() | dict():
                return type(value).__name__.encode() + b" " + b"".join(self._parts(value))
            case _:
                return _other(value)

    def _parts(self, value: Collection[Any]) -> list[bytes]:
        if isinstance(value, dict):
            return self._pairs(value)
        parts = [self.of(element) for element in value]
        return sorted(parts) if isinstance(value, (set, frozenset)) else parts

    def _tensor(self, value: torch.Tensor) -> bytes:
        head = f"tensor {value.dtype} {tuple(value.shape)} {value.device} {value.requires_grad} "
        gradient = self.of(value.grad) if value.is_leaf and value.grad is not None else b""
        return head.encode() + gradient + _elements(value)

    def _pairs(self, value: dict[Any, Any]) -> list[bytes]:
        keyed = sorted(((self.of(key), element) for key, element in value.items()), key=lambda pair: pair[0])
        return [key + self.of(element) for key, element in keyed]


def _elements(value: torch.Tensor) -> bytes:
    plain = value.detach().cpu().resolve_conj().resolve_neg().contiguous()
    if plain.dtype is torch.bfloat16:  # NumPy has no bfloat16
        plain = plain.view(torch.int16)
    return bytes(plain.numpy().tobytes())


def _other(value: object) -> bytes:
    if isinstance(value, torch.Generator):
        return b"generator " + _elements(value.get_state())
    if symbolic.is_symbolic(value):
        return symbolic.written(value).encode()
    return f"object {type(value).__module__}.{type(value).__qualname__}".encode()
