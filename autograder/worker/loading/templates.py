"""Telling an answer from the skeleton that was handed out."""

from __future__ import annotations

import ast

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef

_UNFINISHED = frozenset({"NotImplementedError", "NotImplemented"})


def is_template(node: ast.stmt) -> bool:
    """Whether a definition holds nothing but a docstring, ``pass``, ``...``, a placeholder or NotImplementedError.

    A class is a template if all its methods are; ``super().__init__()`` in its ``__init__`` counts as nothing. A name
    that is set to ``None``, ``...`` or NotImplemented is one too.
    """
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return all(_is_nothing(statement) for statement in node.body)
        case ast.ClassDef():
            return all(_is_nothing(statement) or _is_empty_method(statement) for statement in node.body)
        case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
            return _is_placeholder(value) or (isinstance(value, ast.Lambda) and _is_placeholder(value.body))
        case _:
            return False


def equals_skeleton(node: ast.stmt, name: str, skeleton: str) -> bool:
    """Whether a definition is the released one, but for comments, layout and docstrings."""
    if not isinstance(node, Definition) or _has_words_not_in(skeleton, node):
        return False
    try:
        released = ast.parse(skeleton).body
    except (SyntaxError, ValueError):
        return False
    return any(
        isinstance(statement, Definition) and statement.name == name and _shape(statement) == _shape(node)
        for statement in released
    )


def _has_words_not_in(skeleton: str, node: ast.stmt) -> bool:
    """Nearly every answer uses a word that its skeleton does not; finding it early saves parsing the skeleton."""
    words = (getattr(part, "id", "") or getattr(part, "attr", "") for part in ast.walk(node))
    return any(word not in skeleton for word in words)


def _shape(node: Definition) -> str:
    """The code of a definition as text, without its docstring."""
    body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
    signature = [node.args] if not isinstance(node, ast.ClassDef) else node.bases
    return "\n".join(ast.dump(part) for part in (*node.decorator_list, *signature, *body))


def _is_nothing(statement: ast.stmt) -> bool:
    match statement:
        case ast.Pass() | ast.Expr(value=ast.Constant()):
            return True
        case ast.Expr(value=ast.Name(id=name)):
            return name in _UNFINISHED
        case ast.Raise(exc=ast.Name(id=name)) | ast.Raise(exc=ast.Call(func=ast.Name(id=name))):
            return name in _UNFINISHED
        case ast.Return(value=ast.expr() as value):
            return _is_placeholder(value) and not (isinstance(value, ast.Constant) and value.value is None)
        case _:
            return False


def _is_placeholder(value: ast.expr) -> bool:
    if isinstance(value, ast.Constant):
        return value.value is None or value.value is ...
    return isinstance(value, ast.Name) and value.id in _UNFINISHED


def _is_empty_method(statement: ast.stmt) -> bool:
    if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    body = statement.body
    if statement.name == "__init__":
        body = [line for line in body if not _is_super_init(line)]
    return all(_is_nothing(line) for line in body)


def _is_super_init(statement: ast.stmt) -> bool:
    """Without arguments: ``super().__init__(nn.Linear(4, 2), nn.ReLU())`` of an ``nn.Sequential`` is an answer."""
    match statement:
        case ast.Expr(
            value=ast.Call(
                func=ast.Attribute(attr="__init__", value=ast.Call(func=ast.Name(id="super"))), args=[], keywords=[]
            )
        ):
            return True
        case _:
            return False
