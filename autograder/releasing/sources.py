"""What a release is made of, read from the project."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import AuthoringError
from autograder.grading.suite.source import bound_names
from autograder.manifest import Project
from autograder.model import Assignment
from autograder.notebook import AuthoredCell, read_authored, skeleton


@dataclass(frozen=True, slots=True)
class Sources:
    """The public parts of an assignment."""

    cells: tuple[AuthoredCell, ...]
    """The authored notebook."""
    skeletons: Mapping[str, str]
    """Per exercise, what stands in its cell."""
    further: Mapping[str, bytes]
    """``provided.py`` and the assets, by their names in the student folder."""


def read_sources(project: Project, assignment: Assignment) -> Sources:
    """Read notebook, skeletons, provided code and assets.

    Raises:
        AuthoringError: a part is missing, cannot be read, or does not fit the manifest.

    """
    notebook = project.notebook_file(assignment.name)
    return Sources(
        cells=read_authored(notebook, assignment, where=project.shown(notebook)),
        skeletons=read_skeletons(project, assignment),
        further=dict(_further_files(project, assignment)),
    )


def read_skeletons(project: Project, assignment: Assignment) -> dict[str, str]:
    """The skeleton of each exercise, derived from its reference.

    Raises:
        AuthoringError: a reference is missing or has wrong markers, or its skeleton does not define the exercise.

    """
    skeletons = {}
    for exercise in assignment.exercises:
        file = project.reference_file(assignment.name, exercise.id)
        text = skeleton(read_text(project, file), where=project.shown(file))
        if not _defines(text, exercise.id):
            raise AuthoringError(
                f"outside its solution regions nothing defines {exercise.id!r}",
                where=project.shown(file),
                tip=f"leave the line 'def {exercise.id}(...):' and the docstring outside",
            )
        skeletons[exercise.id] = text
    return skeletons


def read_text(project: Project, file: Path) -> str:
    """The text of one of the author's files; its errors name the file as the project does."""
    try:
        return _bytes(project, file).decode()
    except UnicodeDecodeError as error:
        raise AuthoringError(f"not UTF-8: {error}", where=project.shown(file), tip="save it as UTF-8") from error


def _bytes(project: Project, file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise AuthoringError("the file is missing", where=project.shown(file), tip="write it") from error
    except OSError as error:
        raise AuthoringError(
            f"cannot be read: {error}", where=project.shown(file), tip="look at its permissions"
        ) from error


def _defines(source: str, name: str) -> bool:
    return name in bound_names(ast.parse(source))


def _further_files(project: Project, assignment: Assignment) -> Iterator[tuple[str, bytes]]:
    provided = project.provided_file(assignment.name)
    if provided.is_file():
        yield provided.name, _bytes(project, provided)
    folder = project.assignment_folder(assignment.name)
    for file in sorted((folder / "assets").rglob("*")):
        name = file.relative_to(folder)
        if any(part.startswith((".", "__pycache__")) for part in name.parts):
            continue
        if file.is_symlink():  # it would be released as what it points to, wherever that is
            raise AuthoringError("an asset is a link", where=project.shown(file), tip="put the file itself there")
        if file.is_file():
            yield name.as_posix(), _bytes(project, file)
