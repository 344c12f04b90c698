"""Values in words, bounded and harmless in a terminal.

Nothing here calls ``repr`` or ``str`` on a container: pytest's own explanation of two lists of 2,000 floats takes 34 s.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Collection, Iterable
from itertools import islice
from types import EllipsisType
from typing import Any

import numpy as np
import torch

TEXT_LIMIT = 80
"""Characters of a string that are shown."""
VALUE_LIMIT = 200
"""Characters any explanation of a value may have."""
_ITEMS = 6
_DEPTH = 3
_NAME = 40
_DIGITS = 100
"""Bits of an integer whose digits are shown."""


def shown(text: str, limit: int = TEXT_LIMIT) -> str:
    """A string in quotes, shortened; control, format and unassigned characters are escaped (bidi overrides, ANSI)."""
    head = "".join(_plain(character) for character in text[:limit])
    rest = f"... ({len(text)} characters)" if len(text) > limit else ""
    return f"'{head}'{rest}"


def explain(value: object) -> str:
    """A value in at most 200 characters."""
    text = _words(value, _DEPTH)
    return text if len(text) <= VALUE_LIMIT else text[: VALUE_LIMIT - 3] + "..."


def number(value: object) -> str:
    """One number with nine digits, as many as float32 needs."""
    match value:
        case bool() | np.bool_():
            return str(bool(value))
        case int() | np.integer():
            whole = int(value)
            return str(whole) if whole.bit_length() <= _DIGITS else f"an integer of {whole.bit_length()} bits"
        case float() | np.floating():
            return format(float(value), ".9g")
        case complex() | np.complexfloating():
            return format(complex(value), ".9g")
        case _:
            return f"an object of type {_bare(type(value).__name__)}"


def shape(sizes: Iterable[int]) -> str:
    """A shape as ``3x4``; a 0-d shape is called so."""
    return "x".join(str(size) for size in sizes) or "0-d"


def typename(value: object) -> str:
    """What a value is, without its content."""
    if value is None:
        return "None"
    kind = type(value)
    if kind in (torch.Tensor, torch.nn.Parameter):
        return "a tensor" if kind is torch.Tensor else "a Parameter"
    return "a NumPy array" if kind is np.ndarray else f"a {_bare(kind.__name__)}"


def _words(value: object, depth: int) -> str:
    if isinstance(value, (list, tuple, dict, set, frozenset)):
        return _container(value, depth)
    if isinstance(value, (torch.Tensor, np.ndarray)):
        return _block(value)
    match value:
        case str():
            return shown(value)
        case bytes():
            return f"{len(value)} bytes"
        case None | EllipsisType() | torch.dtype() | torch.device() | slice():
            return str(value)[:TEXT_LIMIT]
        case _:
            return number(value)


def _block(value: torch.Tensor | np.ndarray[Any, Any]) -> str:
    dtype = str(value.dtype).removeprefix("torch.")
    head = f"{'tensor' if isinstance(value, torch.Tensor) else 'array'} {shape(value.shape)} {dtype}"
    if isinstance(value, torch.Tensor) and (value.device.type != "cpu" or value.layout is not torch.strided):
        return f"{head} {value.device} {str(value.layout).removeprefix('torch.')}"
    count = math.prod(value.shape)  # flattening first would copy a large transposed tensor
    places = (np.unravel_index(i, tuple(value.shape)) for i in range(min(_ITEMS, count)))
    rest = ", ..." if count > _ITEMS else ""
    few = [value[place] for place in places]
    words = [number(one.item() if isinstance(one, torch.Tensor) else one) for one in few]
    return f"{head} [{', '.join(words)}{rest}]"


def _container(value: Collection[Any], depth: int) -> str:
    left, right = next(pair for types, pair in _BRACKETS if isinstance(value, types))
    if depth <= 0:
        return f"{left}{len(value)} items{right}"
    if isinstance(value, dict):
        parts = [f"{_words(k, 0)}: {_words(v, depth - 1)}" for k, v in islice(value.items(), _ITEMS)]
    else:
        parts = [_words(element, depth - 1) for element in islice(value, _ITEMS)]
    rest = f", ... {len(value)} items" if len(value) > _ITEMS else ""
    return f"{left}{', '.join(parts)}{rest}{right}"


def _plain(character: str) -> str:
    if character == " " or (character != "\\" and unicodedata.category(character)[0] not in "CZ"):
        return character
    return character.encode("unicode_escape").decode("ascii")


def _bare(name: str) -> str:
    return "".join(_plain(character) for character in name[:_NAME])


_BRACKETS: tuple[tuple[type | tuple[type, ...], tuple[str, str]], ...] = (
    (list, ("[", "]")),
    (tuple, ("(", ")")),
    ((dict, set, frozenset), ("{", "}")),
)
