"""Nothing hidden reaches the students: what is released is held against every line and statement they must not see.

A hidden passage is a line as it stands, or a statement or its value as the parser sees it, so that neither white space
nor a comment hides a copy. It leaks if a released text contains it. Short passages, imports and signatures tell nothing
and are left out, and what students are shown anyway is no secret.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.errors import AuthoringError

TELLING = 24
"""Bytes, white space left out, from which a passage says something: ``torch.manual_seed(0)`` has 20 and is everywhere,
``w-=learning_rate*w.grad`` has 25; a Korean syllable counts three."""

NOT_TELLING = ("import ", "from ", "def ", "class ")
"""How lines begin that every solution has."""

QUOTED = 80
"""Characters of a passage that a message quotes."""

_SIMPLE = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Return, ast.Expr, ast.Assert, ast.Raise, ast.Delete)


@dataclass(frozen=True, slots=True)
class Document:
    """A released or hidden text."""

    name: str
    """For messages: a file, or a file and a cell."""
    content: str
    python: bool
    """Whether it is code and parsed, too."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A line, statement or value of a document."""

    text: str
    line: int
    """Where it begins in its document, from 1."""

    @property
    def key(self) -> str:
        """The passage without white space; passages are compared by it."""
        return "".join(self.text.split())

    @property
    def telling(self) -> bool:
        """Long enough to be somebody's, and neither an import nor a signature."""
        return len(self.key.encode()) >= TELLING and not self.text.lstrip().startswith(NOT_TELLING)


@dataclass(frozen=True, slots=True)
class Secrets:
    """The passages that would give a hidden document away."""

    document: Document
    passages: tuple[Passage, ...]


def secrets(hidden: Document, public: str) -> Secrets:
    """The telling passages of ``hidden`` that do not occur in ``public``, a :func:`page`."""
    telling = (passage for passage in _passages(hidden) if passage.telling)
    return Secrets(hidden, tuple(passage for passage in telling if passage.key not in public))


def page(documents: Iterable[Document]) -> str:
    """All passages of some documents, to look others up in."""
    return "\n".join(passage.key for document in documents for passage in _passages(document))


def refuse_leaks(released: Iterable[Document], hidden: Iterable[Secrets]) -> None:
    """Raise if a released document contains a hidden passage.

    Raises:
        AuthoringError: names the line that would be released and the one it would give away.

    """
    pages = [(document, page([document])) for document in released]
    for secret in hidden:
        for passage in secret.passages:
            for document, shown in pages:
                if passage.key in shown:
                    raise _leak(passage, secret.document, document)


def parsed(document: Document) -> ast.Module:
    """The syntax tree; an empty one for prose, and for a cell that is not Python because of a magic."""
    try:
        with warnings.catch_warnings(action="ignore"):
            return ast.parse(document.content if document.python else "")
    except SyntaxError:
        return ast.Module(body=[], type_ignores=[])


def _passages(document: Document) -> Iterator[Passage]:
    for number, line in enumerate(document.content.split("\n"), start=1):
        yield Passage(line, number)
    for node in ast.walk(parsed(document)):
        if isinstance(node, _SIMPLE) and not _is_docstring(node):
            yield Passage(ast.unparse(node), node.lineno)
            yield from _values(node)


def _is_docstring(node: ast.stmt) -> bool:
    """A docstring is no secret: what a hidden test promises is what its feedback says."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _values(node: ast.stmt) -> Iterator[Passage]:
    """The value of a statement, and the sentences in it: hints are strings, broken over lines as their author liked."""
    value = getattr(node, "value", None)
    if isinstance(value, ast.expr):
        yield Passage(ast.unparse(value), value.lineno)
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield from (Passage(line, part.lineno) for line in part.value.splitlines())


def _leak(passage: Passage, hidden: Document, document: Document) -> AuthoringError:
    line = next(shown.line for shown in _passages(document) if passage.key in shown.key)
    return AuthoringError(
        f"gives away line {passage.line} of {hidden.name}: {passage.text.strip()[:QUOTED]!r}",
        where=f"{document.name}, line {line}",
        tip="remove it here; if students may read it, put it outside the solution region of the reference",
    )
