"""Answers of a student who does nothing; none may earn a point (SEMANTICS 26)."""

from __future__ import annotations

import ast

from autograder.notebook.markers import PLACEHOLDER

FIRST_ARGUMENT = "return the first argument"
TRIVIAL = ("pass", "return None", "return 0", FIRST_ARGUMENT, "raise ValueError")
"""What stands where the skeleton asks for a solution."""


def trivial_answer(skeleton: str, statement: str) -> str:
    """The skeleton with ``statement``, one of :data:`TRIVIAL`, in place of every placeholder.

    Signature, imports and whatever else the skeleton gives are the exercise's own.
    """
    tree = _Lazy(statement).visit(ast.parse(skeleton))
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


class _Lazy(ast.NodeTransformer):
    """Replaces placeholders."""

    def __init__(self, statement: str) -> None:
        self._statement = statement
        self._first: list[str] = []
        """The first argument of each function around the present node."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Remember its first argument while inside."""
        self._first.append(_first_argument(node.args))
        self.generic_visit(node)
        self._first.pop()
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        """A placeholder becomes the statement."""
        if ast.unparse(node) != _PLACEHOLDER:
            return node
        statement = f"return {self._first[-1]}" if self._statement == FIRST_ARGUMENT else self._statement
        return ast.parse(f"def f():\n    {statement}").body[0].body[0]  # type: ignore[attr-defined, no-any-return]


_PLACEHOLDER = ast.unparse(ast.parse(PLACEHOLDER))


def _first_argument(arguments: ast.arguments) -> str:
    """Its name, past the ``self`` of a method; ``None`` for a function without arguments."""
    names = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
    names = names[1:] if len(names) > 1 and names[0] in ("self", "cls") else names
    starred = [argument.arg for argument in (arguments.vararg, arguments.kwarg) if argument is not None]
    return next(iter([*names, *(a.arg for a in arguments.kwonlyargs), *starred]), "None")
