"""Solution cells -> references: ``solutions/<name>/<exercise>.py``, each complete in itself."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from autograder.errors import AuthoringError
from autograder.integrations.nbgrader.adopting.regions import Line
from autograder.integrations.nbgrader.adopting.scope import Needs
from autograder.integrations.nbgrader.adopting.statements import Definition, Statement, first_line, indented, parse
from autograder.notebook import skeleton
from autograder.notebook.markers import BEGIN, END

ANSWER_HERE = "# Replace None by your answer. / None 대신 답을 쓰세요."


def reference(exercise: str, own: Sequence[Statement], trailing: Sequence[Line], needs: Needs) -> str:
    """The text of a reference: the instructor's own lines wherever students keep what they see of them.

    Args:
        exercise: the name that its tests use.
        own: the statements that become its cell.
        trailing: comments below the last of them.
        needs: what these statements need besides.

    """
    text = marked([*_lines(own), *trailing])
    if not shows(text, exercise):
        text = _without_bodies(exercise, own)
    guard = _guard([statement for statement in needs.students if statement not in own])
    given = [statement.text for statement in needs.setup if statement not in own]
    imports = [line for line in needs.imports if line not in text]
    parts = [part.strip("\n") for part in ("\n".join(imports), *given, guard, text) if part.strip()]
    joined = "\n\n\n".join(parts)
    return (joined.replace("\n\n\n", "\n", 1) if imports and own[0].is_import and len(parts) == 2 else joined) + "\n"


def marked(lines: Sequence[Line]) -> str:
    """The lines with our markers around what is hidden, at the place and with the indentation that we ask for."""
    text: list[str] = []
    for run in _runs(lines):
        body = [line.text for line in run]
        first = next((line for line in body if line.strip() and not line.lstrip().startswith("#")), "")
        if not run[0].hidden:
            text += body
        elif first:
            indent = first[: len(first) - len(first.lstrip())]
            text += [indent + BEGIN, *_stripped(body), indent + END]
    return "\n".join(text).strip("\n")


def _lines(statements: Iterable[Statement]) -> Iterator[Line]:
    for statement in statements:
        yield from statement.above
        yield from statement.lines


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines in groups, hidden or not."""
    run: list[Line] = []
    for line in lines:
        if run and line.hidden != run[-1].hidden:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _stripped(lines: list[str]) -> list[str]:
    return "\n".join(lines).strip("\n").split("\n")


def shows(text: str, exercise: str) -> bool:
    """Whether the skeleton of a text tells students the name they write."""
    try:
        shown = parse(skeleton(text, where=exercise))
    except AuthoringError:
        return False
    return any(exercise in _defined(node) for node in shown.body)


def _defined(node: ast.stmt) -> frozenset[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return frozenset({name})
        case ast.Assign(targets=targets):
            return frozenset(target.id for target in targets if isinstance(target, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr()):
            return frozenset({name})
        case _:
            return frozenset()


def _without_bodies(exercise: str, own: Sequence[Statement]) -> str:
    """The statements with all hidden but imports and the head of the exercise, which nbgrader hid as well."""
    lines: list[Line] = []
    for statement in own:
        if statement.is_import:
            lines += [Line(line.text, hidden=False) for line in statement.lines]
        elif isinstance(statement.node, Definition) and statement.node.name == exercise:
            lines += [Line("", hidden=False), Line("", hidden=False), *_head_shown(statement)]
            lines.append(Line("", hidden=False))  # the region inside ends here, whatever follows
        else:
            lines += [Line(line.text, hidden=True) for line in (*statement.above, *statement.lines)]
    if not any(isinstance(s.node, Definition) and s.node.name == exercise for s in own):
        lines.insert(0, Line(f"{exercise} = None  {ANSWER_HERE}", hidden=False))
    return marked(lines)


def _head_shown(statement: Statement) -> list[Line]:
    node, text = statement.node, statement.text
    if not isinstance(node, Definition):
        raise TypeError(type(node))
    if any(part.body[0].lineno == _last_line_of_head(part) for part in ast.walk(node) if isinstance(part, Definition)):
        text = ast.unparse(node)  # a body on the line of its head
    (again,) = parse(text).body
    shown = set(_shown(again))
    return [Line(line, hidden=number not in shown) for number, line in enumerate(text.split("\n"), start=1)]


def _last_line_of_head(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    """The latest line on which something of the head stands."""
    parts = [part for part in ast.iter_child_nodes(node) if part not in node.body]
    inner = [part.end_lineno or 0 for top in parts for part in ast.walk(top) if isinstance(part, (ast.expr, ast.arg))]
    return max([node.lineno, *inner])


def _shown(node: ast.stmt) -> Iterator[int]:
    """Lines of a definition that students see: heads and docstrings, of a class those of its methods."""
    if not isinstance(node, Definition):
        return
    has_docstring = ast.get_docstring(node) is not None
    rest = node.body[1:] if has_docstring else node.body
    end = first_line(rest[0]) if rest else (node.end_lineno or node.lineno) + 1
    yield from range(first_line(node), end)
    if isinstance(node, ast.ClassDef):
        for method in rest:
            yield from _shown(method)


def _guard(statements: Sequence[Statement]) -> str:
    """What other exercises define, for a reference that runs by itself.

    In a notebook these names are there and stay what they are: a later definition would take the place of the
    student's.
    """
    if not statements:
        return ""
    names = sorted(frozenset().union(*(statement.binds for statement in statements)))
    if len(names) == 1:
        condition = f'if "{names[0]}" not in globals():'
    else:
        listed = ", ".join(f'"{name}"' for name in names)
        condition = f"if not globals().keys() >= {{{listed}}}:"
    body = "\n\n".join(indented(statement.text) for statement in statements)
    return f"{BEGIN}\n{condition}\n{body}\n{END}"
