"""An nbgrader source notebook, read as nbgrader reads it: what each cell is, and what it is worth."""

from __future__ import annotations

import base64
import binascii
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import Enum, auto
from pathlib import Path
from typing import Any

from autograder.errors import AuthoringError, UsageError

_SAME_LANGUAGE = ("%%time", "%%timeit", "%%capture", "%%prun")
"""Cell magics below which a cell is still Python."""


class Role(Enum):
    """What a cell is to nbgrader."""

    PROSE = auto()
    RAW = auto()
    CODE = auto()
    """Code that students are given."""
    SOLUTION = auto()
    """"Autograded answer": students write it, other cells test it."""
    TESTS = auto()
    """"Autograded tests": code with points."""
    ANSWER = auto()
    """"Manually graded answer", code or text."""
    TASK = auto()
    """"Manually graded task": prose with points and a mark scheme."""


BY_HAND = frozenset({Role.ANSWER, Role.TASK})
"""Roles that a person marks in nbgrader, too."""


@dataclass(frozen=True, slots=True)
class SourceCell:
    """One cell."""

    role: Role
    number: int
    """Position among all cells of the notebook, from 1."""
    source: str
    where: str
    """For messages: ``problem1.ipynb, cell 7``."""
    is_code: bool
    is_python: bool
    """Code in the language of this project; false for prose."""
    grade_id: str = ""
    points: Decimal = Decimal(0)
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures that lie inside a prose cell, by name."""

    @property
    def name(self) -> str:
        """How a person finds it: its grade id, or its place."""
        return self.grade_id or f"cell {self.number}"


@dataclass(frozen=True, slots=True)
class SourceNotebook:
    """One notebook below ``source/``."""

    file: Path
    cells: tuple[SourceCell, ...]

    @property
    def points(self) -> Decimal:
        """All points that nbgrader gives in it."""
        return sum((cell.points for cell in self.cells), Decimal(0))


def read_source(file: Path) -> SourceNotebook:
    """Read one source notebook; nothing of it is executed.

    Raises:
        UsageError: there is no such file.
        AuthoringError: it is not a notebook, or its metadata cannot be understood.

    """
    notebook = _parse(file)
    python = _language(notebook.metadata) == "python"
    return SourceNotebook(file, tuple(_cells(notebook.cells, file.name, python=python)))


def _parse(file: Path) -> Any:
    import nbformat  # noqa: PLC0415 - commands that read no notebook should not wait for it

    try:
        text = file.read_text("utf-8")
        with warnings.catch_warnings(action="ignore"):  # cells without ids, metadata of older versions
            return nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    except OSError as error:
        raise UsageError(
            f"cannot be read: {error.strerror}",
            where=str(file),
            tip="name notebooks of the course, for example source/ps1/*.ipynb",
        ) from error
    except Exception as error:  # whatever the parsers raise, it is the file they cannot read
        raise AuthoringError(
            f"is not a notebook: {type(error).__name__}: {error}",
            where=str(file),
            tip="open it in Jupyter and save it again",
        ) from error


def _language(metadata: Any) -> str:
    """As nbgrader finds it; a notebook that does not say is Python."""
    for holder, key in (("kernelspec", "language"), ("language_info", "name")):
        language = metadata.get(holder, {}).get(key, "")
        if language:
            return str(language).lower()
    return "python"


def _cells(cells: list[Any], file: str, *, python: bool) -> Iterator[SourceCell]:
    for number, cell in enumerate(cells, start=1):
        where = f"{file}, cell {number}"
        about = cell.metadata.get("nbgrader") or {}
        role = _role(cell.cell_type, about, where)
        yield SourceCell(
            role=role,
            number=number,
            source=cell.source,
            where=where,
            is_code=cell.cell_type == "code",
            is_python=python and cell.cell_type == "code" and not _is_foreign(cell.source),
            grade_id=str(about.get("grade_id", "")),
            points=_points(about, where) if about.get("grade") or about.get("task") else Decimal(0),
            attachments=_attachments(cell),
        )


def _role(cell_type: str, about: Mapping[str, Any], where: str) -> Role:
    """By the three switches of the metadata, in every version of its schema."""
    grade, solution, task = (bool(about.get(key)) for key in ("grade", "solution", "task"))
    if cell_type == "raw" and not (grade or solution or task):
        return Role.RAW
    if cell_type not in ("code", "markdown") or (solution and task):
        raise AuthoringError(
            f"a {cell_type} cell with the nbgrader metadata {dict(about)}",
            where=where,
            tip="give it another type in nbgrader's Create Assignment toolbar",
        )
    if solution:
        return Role.SOLUTION if cell_type == "code" and not grade else Role.ANSWER
    if task or (grade and cell_type == "markdown"):
        return Role.TASK
    if grade:
        return Role.TESTS
    return Role.CODE if cell_type == "code" else Role.PROSE


def _points(about: Mapping[str, Any], where: str) -> Decimal:
    value = about.get("points", 0)
    try:
        points = Decimal(str(value))
    except InvalidOperation:
        points = Decimal("NaN")
    if not points.is_finite() or points < 0:
        raise AuthoringError(
            f"points must be a number from 0, got {value!r}", where=where, tip="mend it in Create Assignment"
        )
    return points


def _is_foreign(source: str) -> bool:
    """Whether a cell magic hands the cell to another language."""
    first = source.lstrip().split(None, 1)[:1]
    return bool(first) and first[0].startswith("%%") and first[0] not in _SAME_LANGUAGE


def _attachments(cell: Any) -> dict[str, bytes]:
    found = {}
    for name, forms in (cell.get("attachments") or {}).items():
        for content in forms.values():
            try:
                found[re.sub(r"[^\w.-]", "_", name)] = base64.b64decode("".join(content), validate=False)
            except (binascii.Error, TypeError, ValueError):
                continue
    return found
