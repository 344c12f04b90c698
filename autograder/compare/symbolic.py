"""Sympy expressions without evaluating them: the judge must not simplify what a student wrote (SEMANTICS 16).

Two expressions agree if their trees do, or if they give the same numbers at fixed points. The numbers come from our own
walk over the tree in complex arithmetic, linear in its nodes, so ``9**9**9**9`` is an overflow and not a frozen judge.
"""

from __future__ import annotations

import cmath
import math
import sys
from collections.abc import Callable
from typing import Any

_POINTS = (0.37, 0.81, 1.23, 1.94, -0.59, -1.41)
"""Off the zeros and branch points of what courses use; each further symbol starts one point later."""
_LEVEL = 1e-9
_SMALLEST = 1e-3
"""Values below it may be the rounding of larger ones that cancel."""
_LARGEST = 10**300

_ARITHMETIC = (ValueError, ArithmeticError)


# Memos hold their nodes: ``args`` may build new ones at each call, and a freed node's id is soon another's.
_Pairs = dict[tuple[int, int], tuple[bool, object, object]]
_Values = dict[int, tuple[complex, object]]


class Unknown(Exception):
    """A node our arithmetic has no rule for."""


def is_symbolic(value: object) -> bool:
    """Whether this is an object of sympy; does not import it."""
    sympy = sys.modules.get("sympy")
    return sympy is not None and isinstance(value, sympy.Basic)


def as_number(value: Any) -> int | float | None:
    """A sympy Integer as int, another real number as float; None for an expression."""
    import sympy  # noqa: PLC0415  # 0.5 s that most assignments never need

    if isinstance(value, sympy.Integer):
        return int(value.p)
    if type(value).__name__ in _SPECIAL:
        return _SPECIAL[type(value).__name__]
    if isinstance(value, (sympy.Float, sympy.Rational)):
        try:
            return float(value)
        except _ARITHMETIC:
            return None
    return None


def agree(actual: object, expected: object) -> bool:
    """Whether two expressions are the same tree or give the same numbers."""
    return _same_tree(actual, expected, {}) or _same_numbers(actual, expected)


def _same_tree(actual: Any, expected: Any, known: _Pairs) -> bool:
    pair = (id(actual), id(expected))
    if pair not in known:
        known[pair] = _same_node(actual, expected, known), actual, expected
    return known[pair][0]


def _same_node(actual: Any, expected: Any, known: _Pairs) -> bool:
    if type(actual).__name__ != type(expected).__name__:  # every Function("f") is a class of its own
        return False
    if not is_symbolic(actual):
        return type(actual) in (int, str, bool) and bool(actual == expected)
    if not actual.args:
        return str(actual) == str(expected)
    return len(actual.args) == len(expected.args) and all(
        _same_tree(left, right, known) for left, right in zip(actual.args, expected.args, strict=True)
    )


def _same_numbers(actual: Any, expected: Any) -> bool:
    compared = 0
    for start in range(len(_POINTS)):
        names = sorted(_symbols(expected) | _symbols(actual))
        point = {name: _POINTS[(start + i) % len(_POINTS)] + 0.07 * i for i, name in enumerate(names)}
        try:
            right = _value(expected, point, {})
        except Unknown:
            return False
        except _ARITHMETIC:
            continue
        if not cmath.isfinite(right):
            continue
        try:
            gap = abs(_value(actual, point, {}) - right)
        except (Unknown, *_ARITHMETIC):
            return False
        if not gap <= _LEVEL * max(_SMALLEST, abs(right)):
            return False
        compared += 1
    return compared > 1


def _symbols(tree: Any) -> set[str]:
    import sympy  # noqa: PLC0415  # as above

    names: set[str] = set()
    waiting, seen = [tree], {}
    while waiting:
        node = waiting.pop()
        if id(node) not in seen:
            seen[id(node)] = node
            names |= {str(node.name)} if isinstance(node, sympy.Symbol) else set()
            waiting.extend(getattr(node, "args", ()))
    return names


def _value(node: Any, point: dict[str, float], known: _Values) -> complex:
    if id(node) not in known:
        known[id(node)] = _compute(node, point, known), node
    return known[id(node)][0]


def _compute(node: Any, point: dict[str, float], known: _Values) -> complex:
    name = type(node).__name__
    if name == "Symbol":
        return complex(point[str(node.name)])
    if name in _CONSTANTS:
        return _CONSTANTS[name]
    number = as_number(node)
    if number is not None:
        return complex(max(-_LARGEST, min(_LARGEST, number)))
    rule = _RULES.get(name)
    if rule is None:
        raise Unknown(name)
    return rule([_value(argument, point, known) for argument in node.args])


def _power(parts: list[complex]) -> complex:
    base, exponent = parts
    whole = exponent.imag == 0 and exponent.real == int(exponent.real) and abs(exponent.real) <= 1024
    return complex(base ** int(exponent.real)) if whole else base**exponent


def _unary(function: Callable[[complex], complex]) -> Callable[[list[complex]], complex]:
    return lambda parts: complex(function(*parts))


_SPECIAL = {"Infinity": math.inf, "NegativeInfinity": -math.inf, "NaN": math.nan}
_CONSTANTS: dict[str, complex] = {"Pi": cmath.pi, "Exp1": math.e, "ImaginaryUnit": 1j}
_RULES: dict[str, Callable[[list[complex]], complex]] = {
    "Add": lambda parts: sum(parts, 0j),
    "Mul": lambda parts: math.prod(parts, start=1 + 0j),
    "Pow": _power,
    "Abs": _unary(abs),
    "Poly": lambda parts: parts[0],  # the expression, then its symbols
    **{
        name: _unary(getattr(cmath, name))
        for name in ("exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan")
    },
}


def written(tree: Any) -> str:
    """The tree as text, with the types of its nodes and no evaluation."""
    if not getattr(tree, "args", ()):
        return f"{type(tree).__name__}:{tree}"
    return f"{type(tree).__name__}({','.join(written(argument) for argument in tree.args)})"
