"""The part of the cache key that hidden tests and solutions decide (SEMANTICS 24)."""

from __future__ import annotations

import ast
import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.suite.source import SourceFile, SourceFunction, is_test_file
from autograder.manifest import Project
from autograder.model import Assignment, Exercise


def helper_files(folder: Path) -> tuple[Path, ...]:
    """Everything tests can read in their folder: ``conftest.py``, modules, data; neither tests nor corrections."""
    return tuple(
        file
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        and not is_test_file(file.name)
        and file.name != "overrides.toml"
        and not any(part == "__pycache__" or part.startswith(".") for part in file.relative_to(folder).parts)
    )


@dataclass(frozen=True, slots=True)
class Digester:
    """Digests of the tests of one assignment: equal digest, equal result for equal code of a student."""

    shared: str
    """What every test of the assignment depends on."""
    references: dict[str, str]
    """By exercise."""
    wrong: dict[str, tuple[str, ...]]
    """By exercise; a failed case quotes the hint of the wrong solution that gives the same result (SEMANTICS 21)."""

    @classmethod
    def of(cls, project: Project, assignment: Assignment) -> Digester:
        """Read everything but the tests themselves, once."""
        folder, ids = project.tests_folder(assignment.name), [exercise.id for exercise in assignment.exercises]
        shared = {
            "helpers": [(file.relative_to(folder).as_posix(), _code(file)) for file in helper_files(folder)],
            "provided": _code(project.provided_file(assignment.name)),
            # Both decide which statements of a submission are executed, and what it may import (SEMANTICS 4, 5).
            "exercises": ids,
            "preload": assignment.preload,
        }
        return cls(
            shared=_sha256(json.dumps(shared).encode()),
            references={exercise: _code(project.reference_file(assignment.name, exercise)) for exercise in ids},
            wrong={exercise: tuple(map(_code, project.wrong(assignment.name, exercise))) for exercise in ids},
        )

    def digest(self, file: SourceFile, function: SourceFunction, exercise: Exercise) -> str:
        """SHA-256 of all that decides the result of one test besides the student, the seed and the machine."""
        parts = {
            "shared": self.shared,
            "file": file.name,  # the test's name decides its seed (SEMANTICS 22)
            "module": file.code,
            "test": function.code,
            "references": [(name, self.references.get(name, "")) for name in (exercise.id, *exercise.uses)],
            "wrong": self.wrong[exercise.id],
            "forbids": exercise.forbids,
        }
        return _sha256(json.dumps(parts).encode())


def _code(file: Path) -> str:
    """Digest of a file; of a Python file without comments and layout. Empty if there is none."""
    if not file.is_file():
        return ""
    content = file.read_bytes()
    if file.suffix == ".py":
        # The bytes of what is not Python are as good; whoever runs the file says what is wrong with it.
        with suppress(SyntaxError, ValueError, RecursionError, MemoryError):
            content = ast.dump(ast.parse(content)).encode("utf-8", "surrogatepass")
    return _sha256(content)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
