"""Which objects stand at which places on the two sides, and whether they are the same ones."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import torch

from autograder.compare.mismatch import Mismatch
from autograder.model import Kind

MUTABLE = frozenset({list, dict, OrderedDict, set, torch.Tensor, torch.nn.Parameter, np.ndarray})
"""Types whose identity can be observed by changing one of them."""

Place = tuple[str, object, object]
"""Path, the student's object, the reference's."""


class Pairing:
    """The pairs of objects that one comparison met; holds them, so their ids stay theirs."""

    def __init__(self) -> None:
        self._seen: set[tuple[int, int]] = set()
        self._places: list[Place] = []

    def first(self, actual: object, expected: object, path: str) -> bool:
        """Note a pair; False if it was met before, which ends cycles and repeated objects."""
        self._places.append((path, actual, expected))
        pair = (id(actual), id(expected))
        if pair in self._seen:
            return False
        self._seen.add(pair)
        return True

    def require_originals(self, originals: Iterable[Place]) -> None:
        """Where the reference leaves an object that was passed in at its place, the student must too."""
        passed = {path: (actual, expected) for path, actual, expected in originals}
        for path, actual, expected in self._places:
            mine, right = passed.get(path, (actual, None))
            if expected is right and actual is not mine:
                raise Mismatch(Kind.ALIASING, path, "replaced by a new object instead of changed in place")

    def require_same_sharing(self) -> None:
        """The same places hold one object, and the same tensors and arrays share memory, on both sides."""
        mutable = [place for place in self._places if type(place[2]) in MUTABLE and type(place[1]) in MUTABLE]
        _one_to_one(mutable, id, "is one object with")
        blocks = [place for place in mutable if isinstance(place[2], (torch.Tensor, np.ndarray))]
        _one_to_one(blocks, memory, "shares memory with")


def memory(block: Any) -> int:
    """Where the memory starts that a tensor or array lies in; for an empty one its own id."""
    if isinstance(block, torch.Tensor):
        return block.untyped_storage().data_ptr() or id(block)
    owner = block
    while isinstance(owner.base, np.ndarray):
        owner = owner.base
    return int(owner.__array_interface__["data"][0]) if owner.size else id(block)


def _one_to_one(places: list[Place], key: Callable[[object], int], relation: str) -> None:
    forward: dict[int, tuple[int, str]] = {}
    backward: dict[int, tuple[int, str]] = {}
    for path, actual, expected in places:
        left, right = key(actual), key(expected)
        found, where = forward.setdefault(right, (left, path))
        if found != left:
            raise Mismatch(Kind.ALIASING, path, f"not what {relation} {where}, as it should")
        found, where = backward.setdefault(left, (right, path))
        if found != right:
            raise Mismatch(Kind.ALIASING, path, f"{relation} {where} although it should not")
