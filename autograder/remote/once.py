"""An argument that can be iterated once (SEMANTICS 11)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any


class Once:
    """Arrives as a new one-shot iterator on each side; its elements are copied and restored like list elements.

    A raw generator as an argument would be used up by whichever side reads it first.
    """

    def __init__(self, values: Iterable[Any]) -> None:
        self.values = list(values)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.values)
