"""Sympy expressions cross as bounded trees: evaluated only in a worker, and no tree costs the judge anything."""

from __future__ import annotations

import random

import pytest
import sympy

from autograder.remote import Unusable
from autograder.worker.codec import Bad, Unsupported
from autograder.worker.sympy_trees import (
    FUNCTIONS,
    MAX_COEFFICIENTS,
    MAX_TREE_DEPTH,
    MAX_TREE_NODES,
    decode,
    encode,
    is_tree,
)

x, y = sympy.symbols("x y")


@pytest.mark.parametrize(
    "expression",
    [
        *(x, x + 1, x**2 - 2 * x * y + y / 3, sympy.sin(x) * sympy.exp(-x), sympy.sqrt(2) * sympy.pi, sympy.E**x),
        *(sympy.Rational(-7, 3), sympy.Integer(10**100), sympy.Float(0.1), sympy.I * x, sympy.oo, -sympy.oo, sympy.zoo),
        *(sympy.nan, sympy.log(x, evaluate=False), sympy.Abs(x), sympy.Max(x, y), sympy.Min(x, 2), sympy.tanh(x)),
        *(sympy.Poly(x**2 + 2 * x + 3), sympy.Poly(x**3 * y - sympy.Rational(1, 2), x, y), sympy.Poly(0, x)),
        *(sympy.Poly(0.5 * x - 1, x), sympy.Poly(x**9999 + 1)),
    ],
    ids=lambda e: str(e)[:40],
)
def test_semantics_16_an_expression_round_trips(expression):
    assert is_tree(expression)
    assert decode(encode(expression), evaluate=True) == expression
    assert decode(encode(expression), evaluate=False).args is not None


def test_semantics_16_the_judge_keeps_what_was_written():
    written = sympy.Add(x, x, evaluate=False)
    assert decode(encode(written), evaluate=False) == written != 2 * x
    assert decode(encode(written), evaluate=True) == 2 * x


@pytest.mark.parametrize(
    ("make", "match"),
    [
        (lambda: sympy.Integer(10**500), "huge number"),
        (lambda: x ** sympy.Integer(10**500), "huge number"),
        (lambda: sympy.Function("f")(x), "expression with f"),
        (lambda: sympy.Integral(x, x), "Integral"),
        (lambda: sympy.Add(*(sympy.sin(i * x) for i in range(2000))), "too large"),
        (lambda: deep(60), "too large"),
        (lambda: sympy.Poly(x**100_000 + 1), "degree"),
        (lambda: sympy.Poly(sum(x**i * y**9000 for i in range(9)), x, y), "degree"),
        (lambda: sympy.Poly(y * x, x), "symbols and numbers"),
        (lambda: sympy.Poly(sympy.exp(x) + 1), "symbols and numbers"),
    ],
)
def test_semantics_16_what_is_outside_the_table_is_refused(make, match):
    with pytest.raises(Unsupported, match=match):
        encode(make())


def deep(levels):
    expression = x
    for _ in range(levels):
        expression = sympy.sin(expression)
    return expression


def power(base, exponent):
    return ["Pow", base, exponent]


X, NINE, HUGE = ["symbol", "x"], ["rational", "0x9", "0x1"], ["rational", hex(10**400), "0x1"]
TOWER = power(NINE, power(NINE, power(NINE, power(NINE, NINE))))


@pytest.mark.parametrize(
    "tree",
    [
        TOWER,
        power(HUGE, HUGE),
        power(["rational", "-0x1", "0x1"], power(HUGE, HUGE)),
        ["Mul", TOWER, TOWER],
        ["Add", TOWER, ["Mul", ["rational", "-0x1", "0x1"], TOWER]],
        ["Max", TOWER, power(HUGE, HUGE)],
        ["Min", TOWER, X],
        ["exp", TOWER],
        ["Abs", TOWER],
        ["sin", TOWER],
        ["log", TOWER, HUGE],
        power(["rational", hex(10**399 + 3), hex(10**399 + 1)], ["rational", "0x1", hex(10**399)]),
        ["Add", *[power(["float", (1e300).hex()], HUGE)] * 600],
        ["tan", power(["constant", "Pi"], TOWER)],
        power(["rational", "0x0", "0x1"], ["rational", "-0x1", "0x1"]),
        ["rational", "0x1", "0x0"],
        ["float", "nan"],
        ["float", "inf"],
    ],
    ids=lambda tree: str(tree)[:50],
)
def test_semantics_16_huge_powers_cost_the_judge_nothing(tree):
    """Each would run for ever, or fill the memory, if anything evaluated it."""
    made = decode(tree, evaluate=False)
    assert made == decode(tree, evaluate=False)  # comparing evaluates nothing either
    encode(made)


@pytest.mark.parametrize(
    "tree",
    [
        *(None, 5, "x", [], [5], [None], [["symbol", "x"]], {"symbol": "x"}),
        *(["symbol"], ["symbol", 5], ["symbol", "x" * 99]),
        *(["Integer", 5], ["__class__"], ["Lambda", X, X], ["Symbol", "x"], ["sympify", "1"], ["S", "1"], ["Add", 5]),
        *(["rational", 1, 2], ["rational", "0x1"], ["rational", "one", "0x1"], ["rational", hex(10**600), "0x1"]),
        *(["float", 1.0], ["float", "x"], ["float", "0x" + "1" * 90], ["constant", "zoo"], ["constant", ["Pi"]]),
        *(["Pow", X], ["Pow", X, X, X], ["sin"], ["sin", X, X]),
        ["Add", *[X] * MAX_TREE_NODES],
        ["poly"],
        ["poly", [X], []][:2],
        ["poly", [X, X], [[[1, 1], NINE]]],
        ["poly", [X], [[[1], NINE]], 5],
        ["poly", [X], [[[-1], NINE]]],
        ["poly", [X], [[[1.5], NINE]]],
        ["poly", [X], [[[True], NINE]]],
        ["poly", [X], [[[1, 1], NINE]]],
        ["poly", [X], [[[10**9], NINE]]],
        ["poly", [X], [[["1"], NINE]]],
        ["poly", [X], [[[1], TOWER]]],
        ["poly", [X], [[[1], X]]],
        ["poly", [TOWER], [[[1], NINE]]],
        ["poly", [X, ["symbol", "y"]], [[[i, 9000], NINE] for i in range(9)]],
        ["poly", [["symbol", f"x{i}"] for i in range(60)], [[[MAX_COEFFICIENTS // 59] * 60, NINE]]],
        ["poly", [], [[[], NINE]]],
        ["Add", ["poly", [X], [[[1], NINE]]], X],
    ],
    ids=lambda tree: str(tree)[:50],
)  # fmt: skip
def test_semantics_16_a_malformed_tree_is_bad(tree):
    with pytest.raises(Bad, match=r"^expression$"):
        decode(tree, evaluate=False)


def test_semantics_16_a_deep_tree_is_bad():
    tree = X
    for _ in range(MAX_TREE_DEPTH + 2):
        tree = ["sin", tree]
    with pytest.raises(Bad, match=r"^expression$"):
        decode(tree, evaluate=False)


@pytest.mark.parametrize("head", [*sorted(FUNCTIONS), "symbol", "rational", "float", "constant", "poly", "?"])
def test_semantics_16_any_head_with_any_fields_gives_an_expression_or_bad(head):
    rng = random.Random(head)
    fields = [X, NINE, HUGE, TOWER, [], None, 1, "0x5", "Pi", [[[1], NINE]], [X], ["constant", "NaN"], ["float", "inf"]]
    fields += [["constant", "Infinity"], ["constant", "ComplexInfinity"], ["constant", "ImaginaryUnit"]]
    for _ in range(300):
        tree = [head, *(rng.choice(fields) for _ in range(rng.randrange(5)))]
        try:
            decode(tree, evaluate=False)
        except Bad:
            continue


def test_semantics_16_expressions_in_calls(submit):
    student = submit("""
        import sympy
        def slope(f, x): return sympy.diff(f, x)
        def polynomial(p): return p.diff()
        def roots(p): return [r for r in sympy.roots(p)]
        def at(p, v): return p.subs(p.gens[0], v), float(p.eval(v))
        def tower(): return sympy.Pow(9, sympy.Pow(9, sympy.Pow(9, 9, evaluate=False), evaluate=False), evaluate=False)
        def matrix(): return sympy.Matrix([[1]])
        def strange(): return sympy.Function("f")(sympy.Symbol("x"))
        class Evil(sympy.Symbol):
            def __eq__(self, other): return True
            def __hash__(self): return 1
        def evil(): return Evil("x")
    """)
    assert student.slope(x**3 + sympy.sin(x), x) == 3 * x**2 + sympy.cos(x)
    assert student.polynomial(sympy.Poly(x**2 + 2 * x + 3)) == sympy.Poly(2 * x + 2)
    assert sorted(student.roots(sympy.Poly(x**2 - 4))) == [-2, 2]
    assert student.at(sympy.Poly(x**2), 3) == (9, 9.0)
    assert student.tower() is not None
    with pytest.raises(Unusable, match="expression with f"):
        student.strange()
    assert type(student.evil()) is sympy.Symbol
