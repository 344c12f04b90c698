"""What an exercise asks to do without, found in the text of a submission: a note for a person, never a lost point.

Only an answer and the functions it calls are looked at: a training loop elsewhere may use whatever it likes. Names are
followed through imports and plain assignments; whoever hides a name better than that is beyond a look at the text.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from autograder.grading.suite import Suite
from autograder.model import Submission
from autograder.worker.loading.cells import Cell, Statement


@dataclass(frozen=True, slots=True)
class _Use:
    """A dotted name at a place."""

    name: str
    place: str


@dataclass(slots=True)
class _Text:
    """What the top level of a submission says about names."""

    aliases: dict[str, str] = field(default_factory=dict)
    """``F`` to ``torch.nn.functional``."""
    definitions: dict[str, list[Statement]] = field(default_factory=dict)
    """By the name that a statement defines or assigns."""
    stars: list[str] = field(default_factory=list)
    """Modules of which everything was imported."""


def forbidden_notes(submission: Submission, suite: Suite) -> tuple[str, ...]:
    """One sentence for each forbidden name and exercise, with the first place where it is used."""
    forbidden = _forbidden(suite)
    sources = [cell.source for cell in submission.cells] + [module.source for module in submission.modules]
    telling = {name.rpartition(".")[2] for names in forbidden.values() for name in names}
    if not any(word in source for word in telling for source in sources):  # spares parsing nearly all submissions
        return ()
    text = _read(_cells(submission))
    return tuple(
        f"{exercise}: {found.name} is used in {found.place}; the assignment asks to do without {name},"
        " so a person may look at it"
        for exercise, names in forbidden.items()
        for name, found in _first_uses(text, exercise, names).items()
    )


def _forbidden(suite: Suite) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for test in suite.tests:
        found.setdefault(test.exercise, {}).update(dict.fromkeys(test.forbids))
    return {exercise: tuple(names) for exercise, names in found.items() if names}


def _cells(submission: Submission) -> Iterator[Cell]:
    for module in submission.modules:
        yield Cell(f"{module.name.replace('.', '/')}.py", module.source)
    for cell in submission.cells:
        yield Cell(cell.label, cell.source)


def _read(cells: Iterable[Cell]) -> _Text:
    text = _Text()
    for cell in cells:
        try:
            statements = cell.statements
        except (RecursionError, MemoryError):  # a text that nobody writes by hand
            continue
        for statement in statements:
            for node in ast.walk(statement.node):
                _note_imports(text, node)
            for name in statement.names() if not statement.is_import else ():
                text.definitions.setdefault(name, []).append(statement)
    return text


def _note_imports(text: _Text, node: ast.AST) -> None:
    match node:
        case ast.Import(names=names):
            for alias in names:
                text.aliases[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
        case ast.ImportFrom(module=str(module), names=names):
            text.stars += [module for alias in names if alias.name == "*"]
            text.aliases.update({alias.asname or alias.name: f"{module}.{alias.name}" for alias in names})
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Attribute() | ast.Name() as value):
            dotted = _dotted(value, text.aliases)
            if dotted.partition(".")[0] in {full.partition(".")[0] for full in text.aliases.values()}:
                text.aliases[name] = dotted
        case _:
            pass


def _first_uses(text: _Text, exercise: str, names: Iterable[str]) -> Mapping[str, _Use]:
    uses = list(_uses(text, exercise))
    found = {}
    for name in names:
        hits = [use for use in uses if use.name == name or use.name.startswith(f"{name}.")]
        if hits:
            found[name] = max(hits, key=lambda use: len(use.name))  # torch.optim.SGD says more than torch.optim
    return found


def _uses(text: _Text, exercise: str) -> Iterator[_Use]:
    """Dotted names in an answer and in what it calls."""
    seen, waiting = {exercise}, [exercise]
    while waiting:
        for statement in text.definitions.get(waiting.pop(), ()):
            for node in ast.walk(statement.node):
                if isinstance(node, (ast.Name, ast.Attribute)):
                    dotted = _dotted(node, text.aliases)
                    place = f"{statement.label}, line {node.lineno}"
                    yield _Use(dotted, place)
                    yield from (_Use(f"{module}.{dotted}", place) for module in text.stars)
                if isinstance(node, ast.Constant) and isinstance(node.value, str):  # import_module("torch.optim")
                    yield _Use(node.value, f"{statement.label}, line {node.lineno}")
                if isinstance(node, ast.Name) and node.id not in seen:
                    seen.add(node.id)
                    waiting.append(node.id)


def _dotted(node: ast.expr, aliases: Mapping[str, str]) -> str:
    """``torch.nn.functional.softmax`` for ``F.softmax``; empty for what is no dotted name."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join((aliases.get(node.id, node.id), *reversed(parts)))
