"""Are two blocks of numbers the same but for rounding? Norms, bounds and the first thing that differs.

All arrays are float64 or complex128 and of one shape. ``actual`` is the student's result, ``expected`` the reference's
in the case's dtypes and ``precise`` the reference's in float64 (SEMANTICS 18, 19).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from autograder.compare.rules import Rules
from autograder.model import Kind

Array = npt.NDArray[Any]

_TINY = 1e-200
"""Squares of smaller norms lose digits or vanish."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a block of numbers may err by."""

    level: float
    """Relative to the norm of the right values."""
    scale: float
    """Root mean square of the call's inputs; 0 if unknown."""
    rules: Rules


@dataclass(frozen=True, slots=True)
class Difference:
    """The first difference of two blocks."""

    kind: Kind
    index: tuple[int, ...]
    """Where it is worst."""
    mismatched: int
    total: int
    error: float | None = None
    bound: float | None = None
    size: float | None = None


def close_at_once(actual: Array, precise: Array, level: float, sentinel: float) -> bool:
    """Whether the ordinary bound already holds; False decides nothing (NaN, sentinels and small norms end here)."""
    gap = actual - precise
    size = np.vdot(precise, precise).real
    if _TINY < size < sentinel * sentinel:
        return bool(np.vdot(gap, gap).real <= level * level * size)
    return bool(size <= _TINY and (actual == precise).all())


def difference(actual: Array, expected: Array, precise: Array, allowance: Allowance) -> Difference | None:
    """The first difference beyond rounding: positions of non-finite values, then ordinary values, then sentinels."""
    shape = precise.shape
    actual, expected, precise = (_real(block, allowance.rules) for block in (actual, expected, precise))
    found = (
        _positions(actual, expected, precise, equal_nan=allowance.rules.equal_nan)
        or _ordinary(actual, expected, precise, allowance)
        or _sentinels(actual, expected, precise, allowance)
    )
    return None if found is None else _for_shape(found, shape)


def difference_of_exact(actual: Array, expected: Array, precise: Array) -> Difference | None:
    """The same for booleans and integers.

    Where the reference itself gives two values, one in each precision (an index on a near tie), both are right.
    """
    wrong = np.asarray((actual != expected) & (actual != precise))
    if not wrong.any():
        return None
    if not wrong.ndim:  # a Python integer may be too large for a float
        return Difference(Kind.VALUES, (), 1, 1)
    gap = np.where(wrong, np.abs(actual.astype(np.float64) - expected.astype(np.float64)), -1.0)
    return Difference(Kind.VALUES, _argmax(gap), int(wrong.sum()), wrong.size)


def _positions(actual: Array, expected: Array, precise: Array, *, equal_nan: bool) -> Difference | None:
    """A value is non-finite where the right one is, and in the same way.

    Where the reference overflows in the case's dtype only, both answers are right.
    """
    outside = ~np.isfinite(actual)
    same = (outside & _same_special(actual, precise, equal_nan=equal_nan)) | (~outside & np.isfinite(precise))
    wrong = ~(same | (outside & _same_special(actual, expected, equal_nan=equal_nan)))
    if not wrong.any():
        return None
    return Difference(Kind.NON_FINITE, _argmax(wrong), int(wrong.sum()), wrong.size)


def _same_special(actual: Array, right: Array, *, equal_nan: bool) -> Array:
    same: Array = np.isinf(actual) & (actual == right)
    return same | (np.isnan(actual) & np.isnan(right)) if equal_nan else same


def _ordinary(actual: Array, expected: Array, precise: Array, allowance: Allowance) -> Difference | None:
    rules = allowance.rules
    chosen = np.isfinite(actual) & (np.abs(precise) < rules.sentinel)
    norms = _Norms.of(actual, expected, precise, chosen, _axes(precise, rules))
    bound = np.maximum(allowance.level * norms.size, _from_reference(norms.own, norms.size, rules))
    floor = allowance.level * allowance.scale * np.sqrt(norms.count)
    bound = np.maximum(bound, np.where(norms.size < floor, floor, 0.0))
    if (norms.error <= bound).all():
        return None
    misplaced = (np.abs(norms.gap) > bound) & (np.abs(actual) >= rules.sentinel)
    return norms.beyond(bound, Kind.NON_FINITE if misplaced.any() else Kind.VALUES)


def _sentinels(actual: Array, expected: Array, precise: Array, allowance: Allowance) -> Difference | None:
    """Numbers beyond the sentinel threshold have the same sign and are as large, up to the size of ordinary values.

    ``scores - 1e9 * mask`` is as right as ``masked_fill(mask, -1e9)``.
    """
    rules = allowance.rules
    sizes = np.abs(precise)
    chosen = np.isfinite(actual) & np.isfinite(precise) & (sizes >= rules.sentinel)
    flipped = chosen & (np.sign(actual) != np.sign(precise))
    if flipped.any():
        return Difference(Kind.NON_FINITE, _argmax(flipped), int(flipped.sum()), flipped.size)
    norms = _Norms.of(actual, expected, precise, chosen, None)
    slack = np.max(sizes, where=sizes < rules.sentinel, initial=0.0) * np.sqrt(norms.count)
    bound = np.maximum(allowance.level * norms.size, _from_reference(norms.own, norms.size, rules)) + slack
    if (norms.error <= bound).all():
        return None
    missing = chosen & (np.abs(actual) < rules.sentinel)
    return norms.beyond(bound, Kind.NON_FINITE if missing.any() else Kind.VALUES)


def _from_reference(own: Array, size: Array, rules: Rules) -> Array:
    """What the reference's own error allows.

    Where it is larger than the value itself, the value is noise around zero and the factor counts in full; below that
    the ceiling keeps a bad reference from letting anything pass.
    """
    limited = np.maximum(own, np.minimum(rules.factor * own, rules.ceiling * size))
    return np.where(own < size, limited, rules.factor * own)


@dataclass(frozen=True, slots=True)
class _Norms:
    """What the bound of some elements is made of; all but ``gap`` with one entry per norm, axes kept."""

    gap: Array
    """``actual - precise``, zero outside the chosen elements."""
    error: Array
    size: Array
    own: Array
    """The reference's own error in the case's dtype."""
    count: Array
    """Elements in each norm."""

    @classmethod
    def of(cls, actual: Array, expected: Array, precise: Array, chosen: Array, axes: tuple[int, ...] | None) -> _Norms:
        gap = np.where(chosen, actual - precise, 0.0)
        return cls(
            gap,
            error=_norm(gap, axes),
            size=_norm(np.where(chosen, precise, 0.0), axes),
            own=_norm(np.where(chosen & np.isfinite(expected), expected - precise, 0.0), axes),
            count=np.asarray(np.sum(chosen, axis=axes, keepdims=True)),
        )

    def beyond(self, bound: Array, kind: Kind) -> Difference:
        """The slice that exceeds its bound most, and the elements that do more than their share."""
        excess = self.error / np.maximum(bound, _TINY)
        worst_slice = _argmax(np.where(self.error > bound, excess, 0.0))
        share = bound / np.sqrt(np.maximum(self.count, 1))
        wrong = (np.abs(self.gap) > share) & (self.error > bound)
        worst = _argmax(np.where(wrong, np.abs(self.gap) / np.maximum(bound, _TINY), 0.0))
        return Difference(
            *(kind, worst, int(wrong.sum()), wrong.size),
            error=float(self.error[worst_slice]),
            bound=float(bound[worst_slice]),
            size=float(self.size[worst_slice]),
        )


def _norm(block: Array, axes: tuple[int, ...] | None) -> Array:
    """Euclidean norm along ``axes`` (all if None), axes kept, without overflow or underflow of the squares."""
    largest = np.max(np.abs(block), axis=axes, keepdims=True, initial=0.0)
    safe = np.where(largest > 0, largest, 1.0)
    norm: Array = safe * np.sqrt(np.sum((block / safe) ** 2, axis=axes, keepdims=True))
    return norm


def _axes(block: Array, rules: Rules) -> tuple[int, ...] | None:
    """The axes of one norm in a block whose last axis holds real and imaginary part; None means all."""
    axes = block.ndim - 1
    if rules.per is None or not -axes <= rules.per < axes:
        return None
    return (rules.per % axes, axes)


def _real(block: Array, rules: Rules) -> Array:
    """Parts of the numbers along a new last axis (one if real, two if complex)."""
    flat = np.ascontiguousarray(block).reshape(*block.shape, 1)
    parts = flat.view(np.float64) if np.iscomplexobj(flat) else flat
    if rules.large_is_infinite:
        return np.where(np.abs(parts) >= rules.sentinel, np.copysign(np.inf, parts), parts)
    return parts


def _argmax(block: Array) -> tuple[int, ...]:
    return tuple(int(i) for i in np.unravel_index(int(np.argmax(block)), block.shape))


def _for_shape(found: Difference, shape: tuple[int, ...]) -> Difference:
    """The difference in terms of the numbers instead of their parts."""
    parts = max(1, found.total // max(1, int(np.prod(shape))))
    return Difference(
        *(found.kind, found.index[: len(shape)], -(-found.mismatched // parts), found.total // parts),
        error=found.error,
        bound=found.bound,
        size=found.size,
    )
