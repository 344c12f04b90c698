"""Which exercises an answer can make a difference to.

A notebook with one other answer in it differs from the reference's notebook in one cell. Where that cell only defines
names that no other cell uses, every other exercise is answered by the same code as before, and its tests need not run
again: 317 variants of a notebook with 29 exercises ask 130 tests each otherwise.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping

from autograder.model import Assignment

_HARMLESS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Import, ast.ImportFrom)
ABOUT_ITSELF = "HINT"
"""What the file of a wrong solution begins with; nothing reads it in a notebook."""


def reach(assignment: Assignment, exercise: str, answers: Mapping[str, str], others: Iterable[str]) -> frozenset[str]:
    """The exercises whose tests may come out otherwise than with the reference; itself always.

    Args:
        assignment: says who may call whom.
        exercise: the one whose answer is another.
        answers: by exercise, what stands in its cell.
        others: texts of all further cells.

    """
    everything = frozenset(entry.id for entry in assignment.exercises)
    elsewhere = [text for name, text in answers.items() if name != exercise]
    try:
        mine = ast.parse(answers[exercise])
        rest = [ast.parse(text) for text in (*elsewhere, *others)]
    except (SyntaxError, ValueError):
        return everything
    if not all(map(_is_harmless, mine.body)) or _shared(mine, rest, exercise):
        return everything
    return frozenset(_callers(assignment, exercise))


def _callers(assignment: Assignment, exercise: str) -> set[str]:
    """The exercise, those that may call it, those that may call them."""
    found, waiting = {exercise}, [exercise]
    while waiting:
        used = waiting.pop()
        new = {entry.id for entry in assignment.exercises if used in entry.uses} - found
        found |= new
        waiting += new
    return found


def _is_harmless(statement: ast.stmt) -> bool:
    """A definition, an import, a constant: it does nothing to anything else when it runs."""
    if isinstance(statement, ast.ClassDef):
        return not statement.decorator_list
    if isinstance(statement, (ast.Assign, ast.AnnAssign)):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        return all(isinstance(target, ast.Name) for target in targets) and not _calls(statement)
    return isinstance(statement, _HARMLESS) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )


def _calls(statement: ast.stmt) -> bool:
    return any(isinstance(node, (ast.Call, ast.Await)) for node in ast.walk(statement))


def _shared(mine: ast.Module, rest: Iterable[ast.Module], exercise: str) -> bool:
    """Whether this cell and another one have to do with one name, but for imports of the same thing."""
    imports = set(_imports(mine))
    names = {name for name, _ in imports} | set(_bound(mine)) - {exercise, ABOUT_ITSELF}
    theirs = {entry for module in rest for entry in _imports(module)}
    bound = {name for module in rest for name in _bound(module)}
    used = {node.id for module in rest for node in ast.walk(module) if isinstance(node, ast.Name)}
    other = {name for name, _ in theirs - imports}  # of two modules by one name, one wins
    same = {name for name, _ in imports & theirs} - other - bound
    return exercise in bound or not names.isdisjoint((used | bound | other) - same)


def _imports(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Names and what they stand for."""
    for node in ast.walk(module):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            source = node.module if isinstance(node, ast.ImportFrom) else None
            for alias in node.names:
                name = alias.asname or (alias.name.partition(".")[0] if source is None else alias.name)
                yield name, f"{source}:{alias.name if alias.asname or source else name}"


def _bound(module: ast.Module) -> Iterator[str]:
    """Names that the cell gives a value at its top level, imports left out, and those that functions declare global."""
    for statement in module.body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield statement.name
        elif isinstance(statement, (ast.Assign, ast.AnnAssign)):
            named = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
            yield from (node.id for node in named if isinstance(node.ctx, ast.Store))
    for node in ast.walk(module):
        if isinstance(node, ast.Global):
            yield from node.names
