"""The notebook an instructor writes: ``assignments/<name>/<name>.md``, MyST, read with Jupytext.

    ```{code-cell}
    :exercise: gradient_step          becomes the skeleton of solutions/<name>/gradient_step.py
    ```

    ```{code-cell}
    :check: gradient_step             public checks, plain assertions
    ...
    ```

Everything else is prose and code that students get as it is.
"""

from __future__ import annotations

import ast
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from autograder.errors import AuthoringError
from autograder.manifest.nearest import suggestion
from autograder.model import Assignment


class CellKind(StrEnum):
    """What a cell of the authored notebook is."""

    MARKDOWN = "markdown"
    CODE = "code"
    EXERCISE = "exercise"
    """Filled by the skeleton; empty in the file."""
    CHECK = "check"
    """Public checks of one exercise."""


OPTIONS = (CellKind.EXERCISE.value, CellKind.CHECK.value)
"""Keys a code cell may have."""

EVERYTHING = "every exception"
HIDES_UNFINISHED = frozenset({"NotImplementedError", "RuntimeError", "Exception", "BaseException", EVERYTHING})
"""What a check must not catch: what a skeleton raises, and its base classes."""


@dataclass(frozen=True, slots=True)
class AuthoredCell:
    """One cell as the instructor wrote it."""

    kind: CellKind
    source: str
    where: str
    """For messages: file, number of the cell and line, ``essentials.md, cell 4 (line 31)``."""
    exercise: str = ""
    """Id of the exercise, for the kinds EXERCISE and CHECK."""


def read_authored(file: Path, assignment: Assignment, *, where: str = "") -> tuple[AuthoredCell, ...]:
    """Read the notebook of ``assignment``; every exercise has exactly one cell and, below it, one check.

    Args:
        file: the MyST file.
        assignment: whose exercises it must hold.
        where: how a message names the file; its path if empty.

    Raises:
        AuthoringError: the file cannot be read, or its cells do not fit the manifest.

    """
    where = where or str(file)
    cells = parse_authored(_text(file, where), where=where)
    _demand_every_exercise(cells, assignment, where)
    return cells


def parse_authored(text: str, *, where: str) -> tuple[AuthoredCell, ...]:
    """The cells of a MyST text, each one sound in itself; what the manifest asks for is not looked at."""
    return tuple(_cells(text, where))


def _text(file: Path, where: str) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise AuthoringError(
            "the assignment has no notebook",
            where=where,
            tip="write it as MyST Markdown, with an :exercise: and a :check: cell for each exercise",
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise AuthoringError(
            f"the notebook cannot be read: {error}", where=where, tip="save it as UTF-8 text"
        ) from error


def _cells(text: str, where: str) -> Iterator[AuthoredCell]:
    notebook = _parse(text, where)
    starts = notebook.metadata["source_map"]
    for number, (cell, start) in enumerate(zip(notebook.cells, starts, strict=True), start=1):
        line = (
            start + 1 if cell.cell_type == CellKind.MARKDOWN else start
        )  # Jupytext counts prose from 0 and fences from 1
        yield _cell(cell, f"{where}, cell {number} (line {line})")


def _parse(text: str, where: str) -> Any:
    # Commands that never read MyST should not wait for Jupytext.
    from jupytext.myst import myst_to_notebook  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return myst_to_notebook(text, add_source_map=True)
    except Exception as error:  # whatever the parsers raise, it is the text they cannot read
        raise AuthoringError(
            f"not readable as a MyST notebook: {error}", where=where, tip="mend the cell or the header it names"
        ) from error


def _cell(cell: Any, where: str) -> AuthoredCell:
    options = dict(cell.metadata)
    _demand_known_options(cell.cell_type, options, where)
    if not options:
        return AuthoredCell(CellKind(cell.cell_type), cell.source, where)
    (option, exercise), *others = options.items()
    if others or not isinstance(exercise, str):
        raise AuthoringError(
            f"the cell has the options {options}",
            where=where,
            tip="give it one option, whose value is an exercise's id",
        )
    kind = CellKind(option)
    if kind is CellKind.EXERCISE and cell.source.strip():
        raise AuthoringError(
            f"the cell of exercise {exercise!r} is not empty",
            where=where,
            tip="its text comes from the reference; what students are given stands there, outside the solution region",
        )
    if kind is CellKind.CHECK:
        _demand_checks(cell.source, exercise, where)
    return AuthoredCell(kind, cell.source, where, exercise)


def _demand_known_options(cell_type: str, options: dict[str, Any], where: str) -> None:
    if cell_type not in {CellKind.MARKDOWN, CellKind.CODE}:
        raise AuthoringError(f"a {cell_type} cell", where=where, tip="use a code cell or prose")
    for option in options:
        if cell_type == CellKind.CODE and option in OPTIONS:
            continue
        raise AuthoringError(
            f"a {cell_type} cell cannot have the option {option!r}{suggestion(option, OPTIONS)}",
            where=where,
            tip=f"a code cell may have one of {', '.join(OPTIONS)}; prose has none",
        )


def _demand_checks(source: str, exercise: str, where: str) -> None:
    """Checks are Python that runs anywhere, so no magics; at least one statement; and they fail on a skeleton."""
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise AuthoringError(
            f"the check of {exercise!r} is not valid Python: {error.msg} in {(error.text or '').strip()!r}",
            where=where,
            tip="write plain assertions; if prose follows, close the cell with ```",
        ) from error
    if not tree.body:
        raise AuthoringError(f"the check of {exercise!r} is empty", where=where, tip="write at least one assertion")
    for caught in _caught(tree):
        # nbgrader pays a check that does not fail: one that hides the skeleton's error gives an untouched notebook
        # full points.
        if caught in HIDES_UNFINISHED:
            raise AuthoringError(
                f"the check of {exercise!r} catches {caught}, so it would not fail while nothing is solved",
                where=where,
                tip="write plain assertions; the notebook goes on below a check that fails",
            )


def _caught(tree: ast.Module) -> Iterator[str]:
    """Names of the exceptions that some code of a check does not let through."""
    for node in ast.walk(tree):
        match node:
            case ast.ExceptHandler(type=None):
                yield EVERYTHING
            case ast.ExceptHandler(type=ast.expr() as classes):
                yield from _names(classes)
            case ast.Call(func=ast.Name(id="suppress") | ast.Attribute(attr="suppress"), args=classes):
                for each in classes:
                    yield from _names(each)
            case _:
                pass


def _names(classes: ast.expr) -> Iterator[str]:
    """``ValueError``, ``builtins.ValueError`` or a tuple of such."""
    for node in ast.walk(classes):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def _demand_every_exercise(cells: Sequence[AuthoredCell], assignment: Assignment, where: str) -> None:
    ids = tuple(exercise.id for exercise in assignment.exercises)
    for kind in (CellKind.EXERCISE, CellKind.CHECK):
        chosen = [cell for cell in cells if cell.kind is kind]
        _demand_known_and_single(chosen, ids)
        for exercise in ids:
            if exercise not in {cell.exercise for cell in chosen}:
                raise AuthoringError(
                    f"exercise {exercise!r} of the manifest has no {kind.value} cell",
                    where=where,
                    tip=f"write a code cell with the option ':{kind.value}: {exercise}'",
                )
    _demand_checks_below(cells)


def _demand_known_and_single(cells: Sequence[AuthoredCell], ids: Sequence[str]) -> None:
    count: Counter[str] = Counter()
    for cell in cells:
        count[cell.exercise] += 1
        if cell.exercise not in ids:
            raise AuthoringError(
                f"the manifest has no exercise {cell.exercise!r}{suggestion(cell.exercise, ids)}",
                where=cell.where,
                tip="add it to assignment.toml or remove the cell",
            )
        if count[cell.exercise] > 1:
            raise AuthoringError(
                f"a second {cell.kind.value} cell for {cell.exercise!r}",
                where=cell.where,
                tip="join the two or remove one",
            )


def _demand_checks_below(cells: Sequence[AuthoredCell]) -> None:
    """A notebook runs from top to bottom."""
    seen: set[str] = set()
    for cell in cells:
        if cell.kind is CellKind.EXERCISE:
            seen.add(cell.exercise)
        if cell.kind is CellKind.CHECK and cell.exercise not in seen:
            raise AuthoringError(
                f"the check of {cell.exercise!r} stands above its exercise", where=cell.where, tip="move it below"
            )
