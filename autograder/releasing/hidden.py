"""What students must not see: solution regions, alternatives, wrong solutions with their hints, hidden tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.manifest import Project
from autograder.model import Assignment
from autograder.notebook import CellKind, hidden_lines
from autograder.releasing.leaks import Document, Secrets, page, secrets
from autograder.releasing.sources import Sources, read_text


def hidden_files(project: Project, assignment: Assignment, sources: Sources) -> Iterator[Secrets]:
    """Each hidden file with the passages that would give it away.

    Skeletons are public. Alternatives and wrong solutions are self-contained, so they may repeat the provided code too,
    and hidden tests the public checks as well. What stands in a solution region may occur nowhere else.
    """
    skeletons = [Document(name, text, python=True) for name, text in sources.skeletons.items()]
    provided = [Document(name, data.decode(errors="replace"), python=True) for name, data in _code(sources)]
    checks = [Document(c.where, c.source, python=True) for c in sources.cells if c.kind is CellKind.CHECK]
    references = {project.reference_file(assignment.name, exercise.id) for exercise in assignment.exercises}
    others = set(_python_files(project.solutions_folder(assignment.name))) - references
    tests = _python_files(project.tests_folder(assignment.name))

    yield from (_in_regions(each) for each in _hidden(project, references, skeletons))
    yield from _hidden(project, others, [*skeletons, *provided])
    yield from _hidden(project, tests, [*skeletons, *provided, *checks])


def _hidden(project: Project, files: Iterable[Path], public: Iterable[Document]) -> Iterator[Secrets]:
    shown = page(public)
    for file in sorted(files):
        yield secrets(Document(project.shown(file), read_text(project, file), python=True), shown)


def _in_regions(reference: Secrets) -> Secrets:
    """Only the solution regions of a reference are hidden."""
    lines = {line.number for line in hidden_lines(reference.document.content, where=reference.document.name)}
    return Secrets(reference.document, tuple(passage for passage in reference.passages if passage.line in lines))


def _code(sources: Sources) -> Iterator[tuple[str, bytes]]:
    return ((name, data) for name, data in sources.further.items() if name.endswith(".py"))


def _python_files(folder: Path) -> Iterator[Path]:
    return folder.rglob("[!.]*.py")
