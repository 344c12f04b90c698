"""The text of a test, with what students write taken from ``student``."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from autograder.integrations.nbgrader.adopting.statements import Statement, parse


def of_student(statements: Sequence[Statement], functions: Iterable[str], values: Iterable[str]) -> str:
    """The statements one below the other: ``squares(2)`` becomes ``student.squares(2)``.

    A value, and a name that means something else somewhere in them, is fetched once, above: ``weights =
    student.weights``.

    Args:
        statements: of tests, and what they need.
        functions: names of functions and classes that students write.
        values: names of other things that students write.

    """
    text = "\n".join(_with_comments(statements)).strip("\n")
    fetched, direct = set(values), set(functions)
    for name in functions:
        if _is_bound_inside(name, statements) or _rewritten(text, {name}) is None:
            direct.remove(name)
            fetched.add(name)
    lines = [f"{name} = student.{name}" for name in sorted(fetched)]
    return "\n".join([*lines, *[""] * bool(lines), _rewritten(text, direct) or text])


def _with_comments(statements: Sequence[Statement]) -> Iterator[str]:
    """Their lines with the comments above, and one blank line where there were some, or where a definition ends."""
    after_definition = False
    for statement in statements:
        comments = [line.text for line in statement.above if line.text.strip()]
        if after_definition or len(comments) < len(statement.above):
            yield ""
        yield from comments
        yield from (line.text for line in statement.lines)
        after_definition = statement.is_definition


def _is_bound_inside(name: str, statements: Iterable[Statement]) -> bool:
    """Whether a parameter, a loop or a comprehension has a variable of that name."""
    for statement in statements:
        for node in ast.walk(statement.node):
            match node:
                case ast.arg(arg=bound) | ast.ExceptHandler(name=bound) if bound == name:
                    return True
                case ast.Name(id=bound, ctx=ast.Store()) if bound == name:
                    return True
                case _:
                    pass
    return False


def _rewritten(text: str, names: set[str]) -> str | None:
    """``student.`` in front of these names; ``None`` where the parser does not say where they stand.

    Python 3.11 gives names inside f-strings positions of another text.
    """
    tree = parse(text)
    lines = text.split("\n")
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in names]
    for node in sorted(uses, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        line = lines[node.lineno - 1].encode()
        if not line[node.col_offset :].startswith(node.id.encode()):
            return None
        lines[node.lineno - 1] = (line[: node.col_offset] + b"student." + line[node.col_offset :]).decode()
    new = "\n".join(lines)
    try:
        return new if ast.dump(parse(new)) == ast.dump(_Student(names).visit(tree)) else None
    except SyntaxError:
        return None


class _Student(ast.NodeTransformer):
    """What the rewritten text must mean."""

    def __init__(self, names: set[str]) -> None:
        self._names = names

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """``squares`` -> ``student.squares``."""
        if node.id not in self._names:
            return node
        return ast.Attribute(ast.Name("student", ast.Load()), node.id, node.ctx)
