"""Sympy expressions as bounded trees (SEMANTICS 16): built unevaluated in the judge, evaluated only in a worker."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from autograder.worker.codec.frames import Bad, Unsupported

MAX_TREE_NODES = 2000
MAX_TREE_DEPTH = 50
MAX_DIGITS = 400
MAX_SYMBOL = 50
MAX_COEFFICIENTS = 50_000
"""Of a polynomial, zeros included: sympy writes x**9999 as a list of 10,000 numbers, in every further symbol again."""

FUNCTIONS = frozenset(
    "Add Mul Pow Abs exp log sin cos tan asin acos atan sinh cosh tanh Max Min".split()  # noqa: SIM905 - shorter
)
"""Heads with arguments; each is built by calling the class of that name."""
CONSTANTS = frozenset({"Pi", "Exp1", "ImaginaryUnit", "Infinity", "NegativeInfinity", "ComplexInfinity", "NaN"})
NUMBERS = frozenset({"rational", "float"})
_HEADS = {"Exp1": "E", "Pi": "pi", "ImaginaryUnit": "I", "Infinity": "oo", "ComplexInfinity": "zoo", "NaN": "nan"}

Tree = list[Any]


def is_tree(o: Any) -> bool:
    """Is this a sympy expression or polynomial? Does not import sympy."""
    sympy = sys.modules.get("sympy")
    return sympy is not None and isinstance(o, (sympy.Expr, sympy.Poly))


def encode(o: Any) -> Tree:
    """The tree of an expression; :class:`Unsupported` if it holds anything outside the closed table."""
    return _Writer().tree(o, 0)


class _Writer:
    def __init__(self) -> None:
        self.nodes = 0

    def tree(self, o: Any, depth: int) -> Tree:
        self.nodes += 1
        if self.nodes > MAX_TREE_NODES or depth > MAX_TREE_DEPTH:
            raise Unsupported("an expression that is too large")
        name = type(o).__name__
        if name == "Poly" and depth == 0:
            return self._polynomial(o)
        if getattr(o, "is_Symbol", False):
            return ["symbol", str(o.name)[:MAX_SYMBOL]]
        if getattr(o, "is_Rational", False):
            return ["rational", _digits(int(o.p)), _digits(int(o.q))]
        if getattr(o, "is_Float", False):
            return ["float", float(o).hex()]
        if name in CONSTANTS:
            return ["constant", name]
        if name in FUNCTIONS:
            return [name, *[self.tree(a, depth + 1) for a in o.args]]
        raise Unsupported(f"an expression with {name[:40]}")

    def _polynomial(self, o: Any) -> Tree:
        """By its terms: as an expression the judge would have to expand it."""
        terms = [[list(map(int, powers)), self.tree(factor, 1)] for powers, factor in o.terms()]
        symbols = [self.tree(g, 1) for g in o.gens]
        if _coefficients([powers for powers, _ in terms]) > MAX_COEFFICIENTS:
            raise Unsupported("a polynomial of too high a degree")
        if any(s[0] != "symbol" for s in symbols) or any(factor[0] not in NUMBERS for _, factor in terms):
            raise Unsupported("a polynomial with anything but symbols and numbers")
        return ["poly", symbols, terms]


def _coefficients(powers: list[list[int]]) -> int:
    """How many numbers sympy keeps for a polynomial with these powers, at most."""
    highest = max((p[0] for p in powers if p), default=0)
    return highest + sum(power + 1 for p in powers for power in p[1:])


def _digits(n: int) -> str:
    if n.bit_length() > 4 * MAX_DIGITS:
        raise Unsupported("an expression with a huge number")
    return hex(n)


def decode(tree: Any, *, evaluate: bool) -> Any:
    """The expression of a tree; :class:`Bad` for anything an honest encoder cannot have written."""
    try:
        reader = _Reader(evaluate=evaluate)
        return reader.polynomial(tree) if tree[0] == "poly" else reader.value(tree, 0)
    except Exception:  # sympy has many, and some of its warnings are errors where warnings are
        raise Bad("expression") from None


class _Reader:
    def __init__(self, *, evaluate: bool) -> None:
        import sympy

        self.sympy: Any = sympy
        self.evaluate = evaluate
        self.nodes = 0
        self._leaves: dict[str, Callable[[Tree], Any]] = {
            "symbol": lambda t: sympy.Symbol(_text(t[1], MAX_SYMBOL)),
            "rational": lambda t: sympy.Rational(_integer(t[1]), _integer(t[2])),
            "float": lambda t: sympy.Float(float.fromhex(_text(t[1], 40))),
            "constant": self._constant,
        }

    def value(self, tree: Any, depth: int) -> Any:
        self.nodes += 1
        if self.nodes > MAX_TREE_NODES or depth > MAX_TREE_DEPTH or type(tree) is not list:
            raise Bad("expression")
        head = tree[0]
        if head in self._leaves:
            return self._leaves[head](tree)
        arguments = [self.value(a, depth + 1) for a in tree[1:]]
        if head not in FUNCTIONS:
            raise Bad("expression")
        return getattr(self.sympy, head)(*arguments, evaluate=self.evaluate)

    def polynomial(self, tree: Tree) -> Any:
        """A polynomial; it never stands inside another expression."""
        _, symbols, terms = tree
        if any(s[0] != "symbol" for s in symbols) or any(factor[0] not in NUMBERS for _, factor in terms):
            raise Bad("polynomial")
        gens = [self.value(s, 1) for s in symbols]
        factors = {tuple(powers): self.value(factor, 1) for powers, factor in terms}
        plain = all(len(p) == len(gens) and all(type(n) is int and n >= 0 for n in p) for p in factors)
        if not plain or _coefficients([p for p, _ in terms]) > MAX_COEFFICIENTS:
            raise Bad("polynomial")
        return self.sympy.Poly.from_dict(factors, *gens)

    def _constant(self, tree: Tree) -> Any:
        name = tree[1]
        if name not in CONSTANTS:
            raise Bad("constant")
        return -self.sympy.oo if name == "NegativeInfinity" else getattr(self.sympy, _HEADS[name])


def _text(value: Any, limit: int) -> str:
    if type(value) is not str or len(value) > limit:
        raise Bad("text")
    return value


def _integer(value: Any) -> int:
    return int(_text(value, MAX_DIGITS + 4), 16)
