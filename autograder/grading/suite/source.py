"""One file of hidden tests, parsed and not run."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.suite.markers import FOR_A_FILE, MarkerReader, Markers
from autograder.grading.suite.problems import Problems

Function = ast.FunctionDef | ast.AsyncFunctionDef
AT_THE_TOP = "Write test functions at the top level of the file, each under its own name."


@dataclass(frozen=True, slots=True)
class SourceFunction:
    """One ``def test_...`` of a file."""

    name: str
    line: int
    markers: Markers
    sentence: str
    """First paragraph of the docstring, on one line."""
    code: str
    """The function with its decorators; the same for another layout or comment."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of hidden tests."""

    name: str
    """Relative to the folder of the hidden tests, with forward slashes."""
    shown: str
    """As messages name it."""
    markers: Markers
    """From ``pytestmark``; they hold for every test that does not say otherwise."""
    functions: tuple[SourceFunction, ...]
    code: str
    """What the file holds besides its test functions."""


def parse(path: Path, shown: str, problems: Problems) -> ast.Module | None:
    """The syntax tree of an author's file; ``None``, with a problem noted, if it has none."""
    try:
        return ast.parse(path.read_bytes(), filename=shown)
    except OSError as error:
        problems.add(shown, f"cannot be read: {error.strerror}")
    except SyntaxError as error:
        problems.add(f"{shown}:{error.lineno or 1}", f"is not Python: {error.msg}")
    except (ValueError, RecursionError, MemoryError) as error:  # null bytes before Python 3.11.4, brackets too deep
        problems.add(f"{shown}:1", f"is not Python: {error}")
    return None


def is_test_file(name: str) -> bool:
    """Whether pytest collects a file of that name."""
    return name.endswith(".py") and (name.startswith("test_") or name.endswith("_test.py"))


def read_source(path: Path, name: str, shown: str, others: Iterable[str], problems: Problems) -> SourceFile | None:
    """The tests of one file; ``None``, with a problem noted, if it is not Python.

    Args:
        path: the file.
        name: its name relative to the folder of the hidden tests.
        shown: its name in messages.
        others: module names of all files of hidden tests; none may be imported.
        problems: where complaints go.

    """
    module = parse(path, shown, problems)
    if module is None:
        return None
    try:
        source = _read_module(module, name, shown, problems)
    except RecursionError:  # a sum of 500 terms is 500 deep
        problems.add(shown, "holds an expression that is nested too deep", "Split it.")
        return None
    _check_imports(module, frozenset(others), shown, problems)
    return source


def _read_module(module: ast.Module, name: str, shown: str, problems: Problems) -> SourceFile:
    reader = MarkerReader(shown, problems, set())
    functions = [node for node in module.body if isinstance(node, Function) and node.name.startswith("test")]
    source = SourceFile(
        name=name,
        shown=shown,
        markers=reader.read(_pytestmark(module), FOR_A_FILE),
        functions=tuple(_function(node, reader) for node in functions),
        code=_rest(module, functions),
    )
    reader.complain_about_the_rest(module)
    _check_places(module, functions, shown, problems)
    _check_names(functions, shown, problems)
    return source


def _function(node: Function, reader: MarkerReader) -> SourceFunction:
    paragraph = inspect.cleandoc(ast.get_docstring(node) or "").split("\n\n")[0]
    return SourceFunction(
        name=node.name,
        line=node.lineno,
        markers=reader.read(node.decorator_list),
        sentence=" ".join(paragraph.split()),
        code=ast.dump(node),
    )


def _pytestmark(module: ast.Module) -> Iterator[ast.expr]:
    """The entries of ``pytestmark = ...``, one marker or a list of markers."""
    for node in module.body:
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["pytestmark"]:
            yield from node.value.elts if isinstance(node.value, (ast.List, ast.Tuple)) else [node.value]


def _rest(module: ast.Module, functions: list[Function]) -> str:
    """Everything a test can depend on in its own file; neither the other tests nor the file's docstring."""
    body = module.body[1:] if ast.get_docstring(module) is not None else module.body
    return "\n".join(ast.dump(node) for node in body if node not in functions)


def _check_places(module: ast.Module, functions: list[Function], shown: str, problems: Problems) -> None:
    """What pytest would run and this reader would overlook."""
    for node in _statements(module):
        where = f"{shown}:{getattr(node, 'lineno', 1)}"
        match node:
            case ast.AsyncFunctionDef(name=name) if name.startswith("test"):
                problems.add(where, f"{name!r} is asynchronous", "Write a plain function.")
            case ast.FunctionDef(name=name) if name.startswith("test") and node not in functions:
                problems.add(where, f"the test {name!r} is inside another statement", AT_THE_TOP)
            case ast.ClassDef(name=name, bases=bases) if name.startswith("Test") or _is_unittest(bases):
                problems.add(where, f"the class {name!r} would be collected as tests", AT_THE_TOP)
            case _:
                pass


def _is_unittest(bases: list[ast.expr]) -> bool:
    return any(ast.unparse(base).endswith("TestCase") for base in bases)


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """Everything that runs when the file is imported, but not what is inside functions and classes."""
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.expr)):
            yield from _statements(child)


def bound_names(module: ast.Module) -> frozenset[str]:
    """The names a module defines when it is imported, except by tricks."""
    names = set()
    for node in _statements(module):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Name(id=name, ctx=ast.Store()):
                names.add(name)
            case ast.alias(name=name, asname=renamed):
                names.add(renamed or name.split(".")[0])
            case _:
                pass
    return frozenset(names)


def _check_names(functions: list[Function], shown: str, problems: Problems) -> None:
    first: dict[str, int] = {}
    for node in functions:
        if node.name in first:
            what = f"the test {node.name!r} is there twice, first in line {first[node.name]}"
            problems.add(f"{shown}:{node.lineno}", what, "Python keeps only the last one; rename one.")
        first.setdefault(node.name, node.lineno)


def _check_imports(module: ast.Module, others: frozenset[str], shown: str, problems: Problems) -> None:
    """What is imported from another file of tests would change a result without changing its digest."""
    for node in ast.walk(module):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            origin = getattr(node, "module", None) or ""
            parts = {part for alias in node.names for part in f"{origin}.{alias.name}".split(".")}
            for other in sorted(parts & others):
                tip = "Move what both need to a file that is not called test_*.py."
                problems.add(f"{shown}:{node.lineno}", f"imports from the tests in {other!r}", tip)
