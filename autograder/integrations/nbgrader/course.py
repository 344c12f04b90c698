"""``autograder nbgrader init``: make an nbgrader course, or join one that exists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import UsageError
from autograder.integrations.nbgrader.config_file import NAME, config_text
from autograder.integrations.nbgrader.source import source_notebook
from autograder.manifest import Project, load_assignment, load_course
from autograder.model import Assignment
from autograder.releasing import notebook_name, read_sources, student_files
from autograder.reports.files import write_file

SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the course."""

    path: Path
    changed: bool
    """Whether it was written now; one that is as it must be is left alone."""


def init_course(project: Project, folder: Path, names: Sequence[str]) -> tuple[Written, ...]:
    """Put assignments of the project into a course; nothing is written unless all of it can be.

    Args:
        project: where they are.
        folder: the course; made if it does not exist. Its configuration and other assignments stay.
        names: the assignments.

    Raises:
        UsageError: there is no such assignment, or something of the course stands in the way.
        AuthoringError: an assignment cannot be released.

    """
    assignments = [load_assignment(project, name) for name in names]
    _demand_one_course(folder)
    config = folder / NAME
    course_id = _course_id(load_course(project).name or folder.resolve().name)
    files = {config: config_text(_existing(config), config, project.root, course_id).encode()}
    for assignment in assignments:
        files.update(_files(project, folder, assignment))
    return tuple(_written(files))


def _files(project: Project, folder: Path, assignment: Assignment) -> Iterator[tuple[Path, bytes]]:
    """What belongs under ``source/``; hidden tests do not: nbgrader copies everything there to the students."""
    student_files(project, assignment)  # refuses what would give something hidden away
    sources = read_sources(project, assignment)
    target = folder / SOURCE / assignment.name
    notebook = target / notebook_name(assignment)
    joined = notebook.exists()
    yield notebook, source_notebook(project, assignment, sources, notebook)
    for name, content in sources.further.items():
        file = target / name
        if not joined and file.exists() and file.read_bytes() != content:
            raise UsageError("is another file than the assignment's", where=str(file), tip="move it away")
        yield file, content


def _written(files: dict[Path, bytes]) -> Iterator[Written]:
    for file, content in files.items():
        changed = not file.is_file() or file.read_bytes() != content
        if changed:
            write_file(file, content)
        yield Written(file, changed)


def _existing(config: Path) -> str:
    try:
        return config.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot be read: {error}", where=str(config), tip="look at the file") from error


def _demand_one_course(folder: Path) -> None:
    """Started in the outer course, nbgrader would read that one's configuration for this one's submissions."""
    if folder.exists() and not folder.is_dir():
        raise UsageError("is a file", where=str(folder), tip="name a folder")
    for above in folder.resolve().parents:
        if (above / NAME).exists():
            raise UsageError(
                f"lies inside another nbgrader course, {above}",
                where=str(folder),
                tip="choose a folder beside it, or name that course",
            )


def _course_id(name: str) -> str:
    """A name of which nbgrader can make folders."""
    return re.sub(r"[^\w.-]+", "_", name).strip("._-") or "course"
