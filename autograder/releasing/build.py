"""The student folder: ``release/<name>/``, byte for byte the same whenever its sources are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from autograder.manifest import Project
from autograder.model import Assignment
from autograder.notebook import Notebook, build_notebook, notebook_bytes
from autograder.releasing.folder import replace_folder
from autograder.releasing.hidden import hidden_files
from autograder.releasing.leaks import Document, refuse_leaks
from autograder.releasing.readme import readme
from autograder.releasing.requirements import requirements
from autograder.releasing.sources import Sources, read_sources
from autograder.releasing.standalone import refuse_our_imports


@dataclass(frozen=True, slots=True)
class ReleasedFolder:
    """What :func:`release` wrote."""

    path: Path
    files: tuple[str, ...]
    """Names relative to ``path``, sorted."""


def release(
    project: Project, assignment: Assignment, out: Path, more: Mapping[str, bytes] = MappingProxyType({})
) -> ReleasedFolder:
    """Write ``<out>/<name>/``: notebook, README, requirements, provided code, assets.

    It is put in place whole; a refused release leaves an older one untouched.

    Args:
        project: the course.
        assignment: the one to release.
        out: the folder of all releases.
        more: further files by name, such as those of a repository; they are looked through like the others.

    Raises:
        AuthoringError: notebook, manifest and references do not fit together, or something hidden would be released.
        UsageError: the folder cannot be written, or is not an earlier release.

    """
    files = student_files(project, assignment, more)
    target = out / assignment.name
    replace_folder(target, files, sign=notebook_name(assignment))
    return ReleasedFolder(target, tuple(sorted(files)))


def student_files(
    project: Project, assignment: Assignment, more: Mapping[str, bytes] = MappingProxyType({})
) -> dict[str, bytes]:
    """Everything :func:`release` writes, by name; nothing hidden is in it.

    Raises:
        AuthoringError: as :func:`release`.

    """
    sources = read_sources(project, assignment)
    notebook = student_notebook(assignment, sources)
    files = {**more, **_files(assignment, notebook, sources.further)}
    documents = _documents(assignment, notebook, files)
    refuse_our_imports(documents)
    refuse_leaks(documents, hidden_files(project, assignment, sources))
    return files


def student_notebook(assignment: Assignment, sources: Sources) -> Notebook:
    """The notebook students get, with the manifest's points; ``fill`` puts answers in it."""
    points = {exercise.id: exercise.points for exercise in assignment.exercises}
    return build_notebook(sources.cells, sources.skeletons, points)


def notebook_name(assignment: Assignment) -> str:
    """The name of the released notebook: the one students hand in, if that is a notebook."""
    name = assignment.submission_file
    return name if name.endswith(".ipynb") else f"{assignment.name}.ipynb"


def _files(assignment: Assignment, notebook: Notebook, further: Mapping[str, bytes]) -> dict[str, bytes]:
    name = notebook_name(assignment)
    return {
        name: notebook_bytes(notebook),
        "README.md": readme(assignment, name, ["requirements.txt", *further]).encode(),
        "requirements.txt": requirements(assignment).encode(),
        **further,
    }


def _documents(assignment: Assignment, notebook: Notebook, files: Mapping[str, bytes]) -> tuple[Document, ...]:
    """All of it as texts; the notebook cell by cell, because JSON would break its lines."""
    name = notebook_name(assignment)
    cells = [
        Document(f"{name}, cell {number}", cell["source"], python=cell["cell_type"] == "code")
        for number, cell in enumerate(notebook["cells"], start=1)
    ]
    others = [
        Document(file, content.decode(errors="replace"), python=file.endswith(".py"))
        for file, content in files.items()
        if file != name
    ]
    return (*cells, *others)
