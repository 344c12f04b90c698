"""Keys and set members by what they are: 1, True and 1.0 are three keys, 1 and a NumPy 1 are one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

import torch

from autograder.compare.explain import explain
from autograder.compare.leaves import read

_NAMED = 3
"""How many missing or surplus keys a message names."""


def tokens(values: Iterable[Any]) -> dict[Hashable, Any]:
    """Each value under its token."""
    return {_token(value): value for value in values}


def unlike(actual: dict[Hashable, Any], expected: dict[Hashable, Any]) -> str:
    """What is missing and what is not expected, in words; empty if the same tokens are there."""
    if actual.keys() == expected.keys():
        return ""
    parts = (("missing", expected, actual), ("unexpected", actual, expected))
    return "; ".join(f"{name} {_some(here, there)}" for name, here, there in parts if here.keys() - there.keys())


def _some(here: dict[Hashable, Any], there: dict[Hashable, Any]) -> str:
    lonely = [value for token, value in here.items() if token not in there]
    rest = f" and {len(lonely) - _NAMED} more" if len(lonely) > _NAMED else ""
    return ", ".join(explain(value) for value in lonely[:_NAMED]) + rest


def _token(value: Any) -> Hashable:
    leaf = None if isinstance(value, torch.Tensor) else read(value)
    if leaf is not None:
        return (leaf.kind, leaf.value)
    if isinstance(value, tuple):
        return (tuple, tuple(_token(part) for part in value))
    if isinstance(value, frozenset):
        return (frozenset, frozenset(_token(part) for part in value))
    return value  # type: ignore[no-any-return]  # a key or member is hashable
