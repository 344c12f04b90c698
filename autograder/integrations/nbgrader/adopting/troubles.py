"""Why a test cell cannot become a hidden test: what only works inside the student's own process."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterable, Iterator
from decimal import Decimal

from autograder.integrations.nbgrader.adopting.scope import BUILTIN, Needs, Scope
from autograder.integrations.nbgrader.adopting.source import Role
from autograder.integrations.nbgrader.adopting.statements import Code, Statement, free_names

_OF_THE_PROCESS = frozenset({"globals", "locals", "exec", "eval", "compile", "get_ipython", "In", "Out", "__main__"})
_PATCHES = frozenset({"mock", "patch", "MagicMock", "Mock", "monkeypatch", "mocker"})
_CAPTURES = frozenset({"redirect_stdout", "redirect_stderr", "StringIO", "capture_output", "stdout", "stderr"})
_METHODS_OF_OTHERS = frozenset({"eval", "compile"})
"""``model.eval()`` and ``re.compile()`` are no such functions."""
_CENT = Decimal("0.01")


def trouble(code: Code, needs: Needs, scope: Scope) -> str:
    """Why this cell is left to a person; empty if it can be taken over."""
    return next(_troubles(code, needs, scope), "")


def _troubles(code: Code, needs: Needs, scope: Scope) -> Iterator[str]:
    cell = code.cell
    if "AUTOTEST" in cell.source:
        yield "nbgrader writes its tests (AUTOTEST): adopt what nbgrader generate_source_with_tests makes of it"
    if code.problem:
        yield code.problem
    if code.has_commands:
        yield "it holds commands of IPython (% or !)"
    if cell.points != cell.points.quantize(_CENT):
        yield f"it is worth {cell.points} points, and two decimals are kept"
    if not cell.points:
        yield "it is worth no points"
    if all(isinstance(s.node, ast.Expr) and isinstance(s.node.value, ast.Constant) for s in code.statements):
        yield "it tests nothing"
    statements = (*needs.setup, *code.statements)
    yield from _of_the_process(statements)
    yield from _rebinding(code, statements, scope)
    yield from _names(needs, scope, cell.number)
    yield from _imports(needs, code.statements)
    yield from _comparing_objects(code.statements, needs)
    if _gives_a_score(code, scope):
        yield "its last value is the score (partial credit), and a hidden test earns all of its points or none"


def _of_the_process(statements: Iterable[Statement]) -> Iterator[str]:
    for words, reason in (
        (_CAPTURES, "it reads what is printed ({}), and the student's code prints in another process"),
        (_PATCHES, "it patches ({}), and the student's code runs in another process"),
        (_OF_THE_PROCESS, "it uses {} of the process in which the student's code runs, which is another one"),
    ):
        found = sorted(words & frozenset(name for statement in statements for name in _words(statement.node)))
        if found:
            yield reason.format(", ".join(found))


def _words(node: ast.AST) -> Iterator[str]:
    """Names, attributes and imported names."""
    for part in ast.walk(node):
        match part:
            case ast.Name(id=word):
                yield word
            case ast.Attribute(attr=word) if word not in _METHODS_OF_OTHERS:
                yield word
            case ast.alias(name=word):
                yield from word.split(".")
            case _:
                pass


def _rebinding(code: Code, statements: tuple[Statement, ...], scope: Scope) -> Iterator[str]:
    """In nbgrader a test and the student's functions share one set of names."""
    free = free_names(code.statements)
    for name in sorted(code.binds):
        binders = scope.solution_binders(name)
        if binders and (name in free or any(binder.is_definition for binder in binders)):
            yield f"it replaces or deletes {name}, which students write"
        if name in BUILTIN:
            yield f"it gives the builtin {name} another value, in nbgrader for the student's code as well"
        readers = [s for s in scope.statements if s.cell.role is Role.SOLUTION and s.is_definition and name in s.reads]
        if readers and not binders:
            yield f"it sets {name}, which the solution in cell {readers[0].cell.number} reads"
    for statement in statements:
        for part in ast.walk(statement.node):
            if isinstance(part, ast.Attribute) and not isinstance(part.ctx, ast.Load):
                root = part.value
                if isinstance(root, ast.Name) and (root.id in scope.imported() or _is_student_code(root.id, scope)):
                    yield f"it patches {ast.unparse(part)}, and the student's code runs in another process"


def _comparing_objects(statements: tuple[Statement, ...], needs: Needs) -> Iterator[str]:
    """``a != b`` would hold whatever the student's class says: here both only stand for objects elsewhere."""
    classes = {s.node.name for s in needs.students if isinstance(s.node, ast.ClassDef)}
    objects: set[str] = set()

    def is_object(node: ast.expr) -> bool:
        made = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in classes
        return made or (isinstance(node, ast.Name) and node.id in objects)

    for node in (node for statement in statements for node in ast.walk(statement.node)):
        if isinstance(node, ast.Assign) and is_object(node.value):
            objects |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    for node in (node for statement in statements for node in ast.walk(statement.node)):
        if isinstance(node, ast.Compare) and sum(map(is_object, [node.left, *node.comparators])) > 1:
            yield f"it compares objects of the student's own class ({ast.unparse(node)}), which live in another process"


def _is_student_code(name: str, scope: Scope) -> bool:
    return any(binder.is_definition for binder in scope.solution_binders(name))


def _names(needs: Needs, scope: Scope, number: int) -> Iterator[str]:
    if needs.unknown:
        yield f"it reads {', '.join(sorted(needs.unknown))}, which nothing in the notebook defines"
    by_hand = sorted(name for s in needs.students if s.cell.role is Role.ANSWER for name in s.binds & needs.names)
    if by_hand:
        yield f"it tests {', '.join(by_hand)} of an answer that is marked by hand"
    if not needs.names:
        yield "it uses nothing that students write"
    for name in sorted(needs.names):
        last = scope.solution_binders(name)[-1:]
        if last and last[0].cell.number > number:
            yield f"it tests {name} before cell {last[0].cell.number} defines it anew, and the last definition counts"
    reserved = sorted({"provided", "torch"} & needs.names)
    if reserved:
        yield f"students write {reserved[0]}, and student.{reserved[0]} means something else in a hidden test"


def _imports(needs: Needs, statements: tuple[Statement, ...]) -> Iterator[str]:
    """A file that cannot be imported would stop every test of the assignment."""
    own = [statement.text for statement in statements if statement.is_import]
    for text in (*needs.imports, *own):
        for module in imported_modules(text):
            if not is_installed(module):
                yield f"it imports {module}, which is not installed here"


def imported_modules(text: str) -> Iterator[str]:
    """The top-level packages that some code imports."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def is_installed(module: str) -> bool:
    """Whether a top-level package can be found; it is not imported."""
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        return False


def _gives_a_score(code: Code, scope: Scope) -> bool:
    """Whether nbgrader takes what the test cell displays for its score.

    IPython displays the last expression unless it is ``None`` or a semicolon follows. Calls of which one knows that
    they give ``None``: ``print``, assertions, and functions of the notebook that return nothing.
    """
    last = code.statements[-1] if code.statements else None
    if last is None or not isinstance(last.node, ast.Expr) or last.text.rstrip().endswith(";"):
        return False
    match last.node.value:
        case ast.Constant(value=value):
            return isinstance(value, (int, float))
        case ast.Call(func=ast.Attribute(attr=name)):
            return not name.lower().startswith("assert")
        case ast.Call(func=ast.Name(id=name)):
            return not (name == "print" or name.lower().startswith("assert") or _returns_nothing(name, code, scope))
        case _:
            return True


def _returns_nothing(name: str, code: Code, scope: Scope) -> bool:
    own = next((s for s in reversed(code.statements) if name in s.binds), None)
    binder = own or scope.binder(name, code.cell.number)
    if binder is None or binder.cell.role in (Role.SOLUTION, Role.ANSWER):
        return False
    return isinstance(binder.node, ast.FunctionDef) and not any(
        isinstance(node, (ast.Yield, ast.YieldFrom)) or (isinstance(node, ast.Return) and node.value is not None)
        for node in ast.walk(binder.node)
    )
