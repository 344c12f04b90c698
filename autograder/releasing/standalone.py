"""What students get runs on a machine that has none of our code."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from autograder.errors import AuthoringError
from autograder.releasing.leaks import Document, parsed

OURS = frozenset({"autograder", "solutions", "grading_tests"})
"""Packages a student's machine does not have."""


def refuse_our_imports(released: Iterable[Document]) -> None:
    """Raise if released code imports one of our packages.

    Raises:
        AuthoringError: names the line.

    """
    for document in released:
        for module, line in _imported(document):
            if module.partition(".")[0] in OURS:
                raise AuthoringError(
                    f"imports {module!r}, which students do not have",
                    where=f"{document.name}, line {line}",
                    tip="use plain assertions, torch.testing or numpy.testing",
                )


def _imported(document: Document) -> Iterator[tuple[str, int]]:
    for node in ast.walk(parsed(document)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno
