"""Two numbers or blocks of numbers: what they are, then their values, then their gradients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

import numpy as np
import torch

from autograder.compare import numeric
from autograder.compare.explain import explain, number, shape
from autograder.compare.inputs import Inputs
from autograder.compare.leaves import Family, Leaf, NumberKind, doubles, exacts, read
from autograder.compare.mismatch import Facts, Mismatch
from autograder.compare.precise import ABSENT, unlike
from autograder.compare.rules import Rules
from autograder.model import Kind

_NATIVE = {
    NumberKind.BOOL: "bool",
    NumberKind.INT: "int64",
    NumberKind.FLOAT: "float64",
    NumberKind.COMPLEX: "complex128",
}
_CPU = torch.device("cpu")


class Blocks:
    """Compares numbers under one set of rules.

    Args:
        rules: how strict to be.
        inputs: what bounds depend on besides the values.

    """

    def __init__(self, rules: Rules, inputs: Inputs) -> None:
        self._rules = rules
        self._inputs = inputs

    def check(self, left: Leaf, right: Leaf, precise: object, path: str) -> None:
        """Compare all but gradients; ``right`` is the reference's."""
        self._same_dress(left, right, path)
        if right.kind in (NumberKind.BOOL, NumberKind.INT) and left.kind is right.kind:
            _equal(left, right, precise, path)
            return
        exact = doubles(right if precise is ABSENT else _precise_leaf(precise, right, path))
        self._close(doubles(left), left.dtype, right, exact, path)

    def check_list(self, actual: Sequence[object], expected: object, precise: object, path: str) -> bool:
        """Compare a list of real numbers, such as a curve of losses, as one output with one norm.

        False if it is something else, to be compared item by item. A tuple is: ``(m, b)`` is two outputs.
        """
        right = _reals(expected) if type(expected) is list and not self._rules.exact_dtype else None
        left = _reals(actual) if right is not None else None
        exact = right if precise is ABSENT else _reals(precise)
        if right is None or left is None or exact is None or len(exact[0]) != len(right[0]):
            return False
        whole = Leaf(Family.ARRAY, NumberKind.FLOAT, self._coarsest(right[1]), right[0].shape, right[0])
        self._close(left[0], self._coarsest(left[1]), whole, exact[0], path)
        return True

    def check_gradient(self, actual: torch.Tensor, expected: torch.Tensor, precise: object, path: str) -> None:
        """``.grad`` of leaves, where None equals zeros; a non-leaf has none, and asking would warn."""
        if not (actual.is_leaf and expected.is_leaf):
            return
        left, right = actual.grad, expected.grad
        if left is None and right is None:
            return
        try:
            self.check(
                _leaf_or_zeros(left, actual),
                _leaf_or_zeros(right, expected),
                _precise_gradient(precise, expected),
                f"{path}.grad",
            )
        except Mismatch as found:
            raise found.recast(Kind.GRADIENT, "None; " if left is None else "") from None

    def _same_dress(self, left: Leaf, right: Leaf, path: str) -> None:
        """Everything about the numbers but their values."""
        if left.family is not right.family and Family.SCALAR not in (left.family, right.family):
            _differ(Kind.STRUCTURE, path, f"{left.family.value} instead of {right.family.value}", left, right)
        if left.shape != right.shape:
            _differ(Kind.SHAPE, path, f"shape {shape(left.shape)} instead of {shape(right.shape)}", left, right)
        if type(right.value) is torch.nn.Parameter and type(left.value) is not torch.nn.Parameter:
            _differ(Kind.STRUCTURE, path, "not a Parameter", left, right)
        if left.kind is not right.kind and not _counts_as(left, right):
            _differ(Kind.DTYPE, path, f"{left.kind.value} instead of {right.kind.value} numbers", left, right)
        if self._rules.exact_dtype and _exact_dtype(left) != _exact_dtype(right):
            _differ(Kind.DTYPE, path, f"{_exact_dtype(left)} instead of {_exact_dtype(right)}", left, right)
        if _device(left) != _device(right):
            _differ(Kind.DEVICE, path, f"on {_device(left)} instead of {_device(right)}", left, right)
        if self._rules.strides and _strides(left) != _strides(right):
            _differ(Kind.STRIDES, path, f"strides {_strides(left)} instead of {_strides(right)}", left, right)

    def _close(self, actual: numeric.Array, dtype: str, right: Leaf, exact: numeric.Array, path: str) -> None:
        level = self._least_level(dtype, right.dtype)
        if self._rules.per is None and numeric.close_at_once(actual, exact, level, self._rules.sentinel):
            return
        if not right.dtype:  # a number like loss.item() was computed in the precision of the inputs
            level = max(level, self._rules.levels.of(self._inputs.dtype() or "float64"))
        allowance = numeric.Allowance(level, self._inputs.scale(self._rules.sentinel), self._rules)
        found = numeric.difference(actual, doubles(right), exact, allowance)
        if found is not None:
            _explain(found, actual, exact, path)

    def _least_level(self, actual: str, expected: str) -> float:
        """The level of the expected dtype, whatever the student's is: float16 for float32 fails by its values.

        An expected number without dtype takes the student's, but none coarser than float32, torch's default.
        """
        levels = self._rules.levels
        if expected:
            return levels.of(expected)
        return min(levels.of(actual), levels.float32) if actual else levels.float64

    def _coarsest(self, dtypes: set[str]) -> str:
        return max(dtypes, key=self._rules.levels.of) if dtypes else ""


def _equal(left: Leaf, right: Leaf, precise: object, path: str) -> None:
    actual, expected = exacts(left), exacts(right)
    if np.array_equal(actual, expected):
        return
    second = None if precise is ABSENT else read(precise)
    usable = second is not None and second.kind is right.kind and second.shape == right.shape
    found = numeric.difference_of_exact(actual, expected, exacts(second) if second and usable else expected)
    if found is not None:
        _explain(found, actual, expected, path)


def _reals(values: object) -> tuple[numeric.Array, set[str]] | None:
    """A list of real numbers as one array, and their dtypes; None if there is anything else in it."""
    if not isinstance(values, (list, tuple)) or not values:
        return None
    if all(type(value) is float for value in values):
        return np.array(values), set()
    leaves = [read(value) for value in values]
    if any(leaf is None or leaf.shape or leaf.kind is not NumberKind.FLOAT for leaf in leaves):
        return None
    if any(isinstance(value, torch.Tensor) and value.requires_grad for value in values):
        return None  # a list of scalar parameters: each is an output of its own, with a gradient
    known = [leaf for leaf in leaves if leaf is not None]
    return np.array([doubles(leaf) for leaf in known]), {leaf.dtype for leaf in known if leaf.dtype}


def _precise_leaf(precise: object, right: Leaf, path: str) -> Leaf:
    leaf = read(precise)
    if leaf is None or leaf.shape != right.shape or leaf.kind is not right.kind:
        raise unlike(explain(right.value), precise, path)
    return leaf


def _precise_gradient(precise: object, expected: torch.Tensor) -> object:
    if not isinstance(precise, torch.Tensor) or not precise.is_leaf:
        return ABSENT
    return torch.zeros_like(expected) if precise.grad is None else precise.grad


def _leaf_or_zeros(gradient: torch.Tensor | None, of: torch.Tensor) -> Leaf:
    leaf = read(torch.zeros_like(of) if gradient is None else gradient)
    if leaf is None:
        raise TypeError(f"gradient of dtype {of.dtype}")
    return leaf


def _counts_as(left: Leaf, right: Leaf) -> bool:
    """A sympy Integer stands for a real number too: ``Poly.subs`` gives one whenever it can."""
    return {left.kind, right.kind} == {NumberKind.INT, NumberKind.FLOAT} and (left.symbolic or right.symbolic)


def _exact_dtype(leaf: Leaf) -> str:
    return leaf.dtype or _NATIVE[leaf.kind]


def _device(leaf: Leaf) -> torch.device:
    return leaf.value.device if isinstance(leaf.value, torch.Tensor) else _CPU


def _strides(leaf: Leaf) -> tuple[int, ...]:
    """In elements; empty for a number."""
    if leaf.family is Family.TENSOR:
        return tuple(leaf.value.stride())
    return tuple(step // leaf.value.itemsize for step in leaf.value.strides) if leaf.family is Family.ARRAY else ()


def _differ(kind: Kind, path: str, message: str, left: Leaf, right: Leaf) -> NoReturn:
    raise Mismatch(kind, path, message, Facts(explain(left.value), explain(right.value)))


def _explain(found: numeric.Difference, actual: Any, expected: Any, path: str) -> NoReturn:
    left, right = number(actual[found.index]), number(expected[found.index])
    facts = Facts(left, right, found.index, found.mismatched, found.total, found.error, found.bound, found.size)
    where = f"{found.mismatched} of {found.total} differ, worst at {list(found.index)}: " if found.index else ""
    raise Mismatch(found.kind, path, f"{where}{left} instead of {right}{_by_how_much(found, right)}", facts)


def _by_how_much(found: numeric.Difference, right: str) -> str:
    if found.error is None or found.bound is None:
        return " (NaN agrees with NaN only where the rules say equal_nan)" if "nan" in right else ""
    if not found.size:
        return f"; error {found.error:.2e}, allowed {found.bound:.2e}"
    return f"; error {found.error / found.size:.2e} of the norm, allowed {found.bound / found.size:.2e}"
