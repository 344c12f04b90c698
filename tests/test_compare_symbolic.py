"""Sympy results: equal trees, equal numbers, no evaluation in the judge (SEMANTICS 16)."""

import pytest
import sympy
from sympy import Integer, Rational, Symbol, cos, exp, pi, sin, sqrt

from autograder.compare import Kind, Mismatch, compare, fingerprint, independent_copy

x, y = Symbol("x"), Symbol("y")


def raw(kind, *parts):
    return kind(*parts, evaluate=False)


@pytest.mark.parametrize(
    "actual, expected",
    [
        (x**2 + 2 * x + 1, (x + 1) ** 2),
        (2 * x + 2, sympy.diff(x**2 + 2 * x + 3, x)),
        (raw(sympy.Add, x, x), 2 * x),
        (sin(x) ** 2 + cos(x) ** 2, Integer(1) + 0 * x + (x - x)),
        (exp(x + y), exp(x) * exp(y)),
        (sqrt(x) * sqrt(x), x),
        (Symbol("x", real=True) + 1, x + 1),
        (pi * x, x * pi),
        (sympy.Poly(2 * x + 2, x), sympy.Poly(2 * (x + 1), x)),
        (sympy.Poly(2 * x + 2, x), 2 * x + 2),
        (2 * x + 2, sympy.Poly(2 * x + 2, x)),
        (sympy.Derivative(sympy.Function("f")(x), x), sympy.Derivative(sympy.Function("f")(x), x)),
    ],
)
def test_equal_expressions_are_accepted(actual, expected):
    compare(actual, expected)


@pytest.mark.parametrize(
    "actual, expected",
    [
        (x + 1, x),
        (x**2, x**3),
        (y, x),
        (2 * x, sympy.Poly(2 * x + 2, x)),
        (exp(x), exp(x) + Rational(1, 10**6)),
        (x / 10**6, 2 * x / 10**6),
        (sympy.Function("f")(x), sympy.Function("g")(x)),
        (sympy.oo * x, x),
        (x, raw(sympy.Pow, raw(sympy.Add, x, -x), Integer(-1))),  # no number anywhere
    ],
)
def test_other_expressions_are_refused(actual, expected):
    with pytest.raises(Mismatch, match="another expression") as found:
        compare(actual, expected)
    assert found.value.kind is Kind.VALUES


@pytest.mark.parametrize(
    "actual, expected",
    [
        (sympy.Float(0.5), 0.5),
        (0.5, sympy.Float(0.5)),
        (Rational(1, 2), 0.5),
        (Integer(4), 4.0),
        (4.0, Integer(4)),
        (Integer(4), 4),
        (4, Integer(4)),
        (sympy.Float(4.0), Integer(4)),
        ((Integer(4), 2 * x), (sympy.Float(4), x + x)),
    ],
)
def test_sympy_numbers_are_numbers(actual, expected):
    compare(actual, expected)


def test_what_is_no_expression_is_refused():
    for actual in (3, "2*x", None, [x]):
        with pytest.raises(Mismatch, match=r"instead of") as found:
            compare(actual, 2 * x)
        assert found.value.kind in (Kind.STRUCTURE, Kind.NOTHING)
    with pytest.raises(Mismatch, match="instead of"):
        compare(sympy.Float(4.5), 4)
    with pytest.raises(Mismatch, match="instead of"):
        compare(x, 4)
    with pytest.raises(Mismatch, match="instead of"):
        compare(Integer(10) ** 1000, 4.0)
    with pytest.raises(Mismatch, match="instead of"):
        compare(-(Integer(10) ** 1000), sympy.Float(4))


def test_a_power_tower_is_an_overflow_and_not_a_frozen_judge():
    tower = Integer(9)
    for _ in range(4):
        tower = raw(sympy.Pow, Integer(9), tower)
    for bomb in (tower, raw(sympy.Add, x, tower), raw(sympy.Pow, x, tower), raw(sympy.Mul, *[tower] * 50, x)):
        with pytest.raises(Mismatch, match=r"another expression|instead of"):
            compare(bomb, x + 1)
        with pytest.raises(Mismatch, match=r"another expression|instead of"):
            compare(bomb, 3.0)


def test_a_shared_subtree_is_computed_once():
    node = x
    for _ in range(200):
        node = raw(sympy.Add, node, raw(sympy.Mul, Integer(-1), node), node)
    compare(node, x)


def test_expressions_are_their_own_copies_and_have_a_fingerprint():
    assert independent_copy([x + 1])[0] == x + 1
    assert fingerprint(x + 1) == fingerprint(1 + x) != fingerprint(x + 2)
