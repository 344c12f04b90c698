"""The one exception of a comparison, with the facts an instructor wants as attributes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from autograder.model import Kind


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a difference; texts are bounded and escaped."""

    actual: str = ""
    """The student's value, or its worst element."""
    expected: str = ""
    """The right value at the same place."""
    index: tuple[int, ...] | None = None
    """Where in a tensor, array or list of floats the worst element is."""
    mismatched: int = 0
    """How many elements differ, of ``total``."""
    total: int = 0
    error: float | None = None
    """Norm of the difference."""
    bound: float | None = None
    """The largest norm that would have been accepted."""
    size: float | None = None
    """Norm of the right values."""
    cause: Kind | None = None
    """What differs in an argument or a gradient, where the mismatch itself says only that."""


class Mismatch(AssertionError):
    """A student's value is not the right one.

    Args:
        kind: what differs first.
        path: where, for example ``result[0].grad``.
        message: one bounded line for the instructor: the values, by how much they differ and what was allowed.
        facts: the same as data.

    """

    def __init__(self, kind: Kind, path: str, message: str, facts: Facts | None = None) -> None:
        super().__init__(f"{path}: {message}")
        self.kind, self.path, self.message, self.facts = kind, path, message, facts or Facts()

    def recast(self, kind: Kind, prefix: str = "") -> Self:
        """The same difference under another kind; the first kind stays as the cause."""
        facts = replace(self.facts, cause=self.facts.cause or self.kind)
        return type(self)(kind, self.path, f"{prefix}{self.message}", facts)
