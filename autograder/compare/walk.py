"""Walk two values side by side and stop at the first difference.

The walk follows the expected value, which is the reference's, so what a student returns can make it neither long nor
deep. Only exact types count on the student's side; the reference may also return a named tuple or a Counter.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, NoReturn

import torch

from autograder.compare import symbolic
from autograder.compare.blocks import Blocks
from autograder.compare.explain import explain, typename
from autograder.compare.identity import Pairing
from autograder.compare.inputs import Inputs
from autograder.compare.leaves import read
from autograder.compare.mismatch import Facts, Mismatch
from autograder.compare.precise import item, member
from autograder.compare.rules import Rules
from autograder.compare.tokens import tokens, unlike
from autograder.errors import AuthoringError
from autograder.model import Kind


class Walk:
    """One comparison under way.

    Args:
        rules: how strict to be.
        inputs: what bounds depend on besides the values.
        afterwards: these are arguments after a call: handles, callables and generators are left alone.

    """

    def __init__(self, rules: Rules, inputs: Inputs, *, afterwards: bool = False) -> None:
        self.pairing = Pairing()
        self._rules = rules
        self._blocks = Blocks(rules, inputs)
        self._afterwards = afterwards

    def check(self, actual: object, expected: object, precise: object, path: str) -> None:
        """Compare two values of any type; raises at the first difference."""
        if actual is None and expected is not None:
            _fail(Kind.NOTHING, path, f"None instead of {explain(expected)}", actual, expected)
        if isinstance(expected, (list, tuple)):
            self._sequence(actual, expected, precise, path)
        elif isinstance(expected, dict):
            self._mapping(actual, expected, precise, path)
        elif isinstance(expected, (set, frozenset)):
            self._members(actual, expected, path)
        elif isinstance(expected, slice):
            self._slice(actual, expected, path)
        elif expected is None or type(expected) in _PLAIN:
            _plain(actual, expected, path)
        else:
            self._numbers(actual, expected, precise, path)

    def _sequence(self, actual: Any, expected: Any, precise: object, path: str) -> None:
        _one_of(_SEQUENCES, actual, expected, path)
        if len(actual) != len(expected):
            _fail(Kind.LENGTH, path, f"{len(actual)} items instead of {len(expected)}", actual, expected)
        if not self.pairing.first(actual, expected, path) or _same_simple(actual, expected):
            return
        if self._blocks.check_list(actual, expected, precise, path):
            return
        for i, (left, right) in enumerate(zip(actual, expected, strict=True)):
            self.check(left, right, item(precise, i, len(expected), path), f"{path}[{i}]")

    def _mapping(self, actual: Any, expected: Any, precise: object, path: str) -> None:
        _one_of(_MAPPINGS, actual, expected, path)
        if not self.pairing.first(actual, expected, path):
            return
        found, wanted = tokens(actual), tokens(expected)
        _same_keys(unlike(found, wanted), actual, expected, path)
        for token, key in wanted.items():
            self.check(actual[found[token]], expected[key], member(precise, key, path), f"{path}[{explain(key)}]")

    def _members(self, actual: Any, expected: Any, path: str) -> None:
        _one_of(_SETS, actual, expected, path)
        self.pairing.first(actual, expected, path)
        _same_keys(unlike(tokens(actual), tokens(expected)), actual, expected, path)

    def _slice(self, actual: Any, expected: slice, path: str) -> None:
        _one_of(_SLICES, actual, expected, path)
        for name in ("start", "stop", "step"):
            self.check(getattr(actual, name), getattr(expected, name), getattr(expected, name), f"{path}.{name}")

    def _numbers(self, actual: object, expected: object, precise: object, path: str) -> None:
        left, right = read(actual), read(expected)
        if right is None or (left is None and symbolic.is_symbolic(expected)):
            self._expression_or_object(actual, expected, path)
            return
        if left is None:
            _fail(Kind.STRUCTURE, path, f"{explain(actual)} instead of {right.family.value}", actual, expected)
        if not self.pairing.first(actual, expected, path):
            return
        if not self._identical(actual, expected):
            self._blocks.check(left, right, precise, path)
        if isinstance(actual, torch.Tensor) and isinstance(expected, torch.Tensor):
            if self._afterwards and expected.requires_grad and not actual.requires_grad:
                _fail(Kind.GRADIENT, path, "the tensor no longer requires a gradient", actual, expected)
            self._blocks.check_gradient(actual, expected, precise, path)

    def _identical(self, actual: object, expected: object) -> bool:
        """Whether no rule can tell them apart: the usual case of right code, at a tenth of the cost. NaN never is."""
        kind = type(actual)
        if kind is not type(expected) or self._rules.strides:
            return False
        if kind is torch.Tensor:
            return actual.dtype is expected.dtype and actual.device == expected.device and torch.equal(actual, expected)  # type: ignore[attr-defined,arg-type]  # narrowed by the exact type
        return kind in (bool, int, float) and actual == expected

    def _expression_or_object(self, actual: object, expected: object, path: str) -> None:
        if actual is expected or self._afterwards:
            return
        if not symbolic.is_symbolic(expected):
            raise AuthoringError(
                f"the reference returned {typename(expected)}, which cannot be compared",
                where=path,
                tip="compare what it computes (its outputs, its state_dict) instead of the object",
            )
        if not symbolic.is_symbolic(actual):
            _fail(Kind.STRUCTURE, path, f"{explain(actual)} instead of an expression", actual, expected)
        if not symbolic.agree(actual, expected):
            _fail(Kind.VALUES, path, "another expression", actual, expected)


def _same_simple(actual: Any, expected: Any) -> bool:
    """Whether both hold equal items of one simple type; a token list of 100,000 items need not be walked."""
    kinds = {type(element) for element in expected} | {type(element) for element in actual}
    return len(kinds) == 1 and kinds <= _SIMPLE and list(actual) == list(expected)


def _plain(actual: object, expected: object, path: str) -> None:
    if type(actual) is not type(expected):
        _fail(Kind.STRUCTURE, path, f"{explain(actual)} instead of {explain(expected)}", actual, expected)
    if actual != expected:
        _fail(Kind.VALUES, path, f"{explain(actual)} instead of {explain(expected)}", actual, expected)


def _one_of(types: frozenset[type], actual: object, expected: object, path: str) -> None:
    if type(actual) not in types:
        _fail(Kind.STRUCTURE, path, f"{typename(actual)} instead of {typename(expected)}", actual, expected)


def _same_keys(difference: str, actual: object, expected: object, path: str) -> None:
    if difference:
        _fail(Kind.KEYS, path, difference, actual, expected)


def _fail(kind: Kind, path: str, message: str, actual: object, expected: object) -> NoReturn:
    raise Mismatch(kind, path, message, Facts(explain(actual), explain(expected)))


_SEQUENCES = frozenset({list, tuple, torch.Size})
_MAPPINGS = frozenset({dict, OrderedDict})
_SETS = frozenset({set, frozenset})
_SLICES = frozenset({slice})
_SIMPLE = frozenset({bool, int, str})
_PLAIN = frozenset({str, bytes, torch.dtype, torch.device, type(...)})
