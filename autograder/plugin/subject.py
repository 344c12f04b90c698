"""What a judge holds of an assignment: references, wrong solutions, and what is loaded beside a submission."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import AuthoringError
from autograder.manifest import Project
from autograder.model import Assignment, Text
from autograder.notebook import skeleton
from autograder.remote import Program


@dataclass(frozen=True, slots=True)
class Wrong:
    """One named misconception."""

    name: str
    hint: Text
    function: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """One assignment, ready to judge."""

    assignment: Assignment
    tests_folder: Path
    program: Program
    reference: types.SimpleNamespace
    """``reference.<exercise>``; never leaves the judge."""
    wrong: Mapping[str, tuple[Wrong, ...]]
    """By exercise."""

    def with_wrong(self, exercise: str, wrong: Wrong) -> types.SimpleNamespace:
        """The references with one exercise answered by a wrong solution."""
        return types.SimpleNamespace(**{**vars(self.reference), exercise: wrong.function})


def read_subject(project: Project, assignment: Assignment) -> Subject:
    """Read and execute the authors' solutions; ``AuthoringError`` if one is missing or does not run."""
    name = assignment.name
    files = {exercise.id: project.reference_file(name, exercise.id) for exercise in assignment.exercises}
    texts = {exercise: _read(file, project) for exercise, file in files.items()}
    functions = {exercise: _execute(texts[exercise], file, project)[exercise] for exercise, file in files.items()}
    provided = project.provided_file(name)
    return Subject(
        assignment=assignment,
        tests_folder=project.tests_folder(name),
        program=Program(
            exercises=tuple(files),
            promised=assignment.preload,
            skeletons={e: skeleton(text, where=project.shown(files[e])) for e, text in texts.items()},
            provided=provided.read_text("utf-8") if provided.is_file() else "",
            output_limit=assignment.limits.output_kb << 10,
            memory_limit=assignment.limits.memory_mb << 20,
        ),
        reference=types.SimpleNamespace(**functions),
        wrong={e: tuple(_wrong(file, e, project) for file in project.wrong(name, e)) for e in files},
    )


def _wrong(file: Path, exercise: str, project: Project) -> Wrong:
    names = _execute(_read(file, project), file, project)
    hint = names.get("HINT")
    if not isinstance(hint, dict) or exercise not in names:
        raise AuthoringError(
            f"a wrong solution must define HINT and {exercise!r}",
            where=project.shown(file),
            tip='start it with HINT = {"en": "...", "ko": "..."}',
        )
    return Wrong(file.stem, Text.from_dict(hint), names[exercise])


def _read(file: Path, project: Project) -> str:
    try:
        return file.read_text("utf-8")
    except OSError as error:
        raise AuthoringError(
            f"cannot be read: {error.strerror}", where=project.shown(file), tip="write it, or fix the path"
        ) from error


def _execute(text: str, file: Path, project: Project) -> dict[str, Any]:
    """The names an author's file defines; it is trusted and runs in the judge."""
    names: dict[str, Any] = {"__name__": f"solution_{file.stem}", "__file__": str(file)}
    try:
        exec(compile(text, str(file), "exec"), names)  # noqa: S102 - the author's own file
    except Exception as error:
        raise AuthoringError(f"does not run: {type(error).__name__}: {error}", where=project.shown(file)) from error
    return names
