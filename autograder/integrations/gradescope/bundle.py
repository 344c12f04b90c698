"""``autograder export --gradescope``: the zip that an instructor uploads as the autograder of an assignment.

At its root ``setup.sh`` and ``run_autograder``; our own wheel and the versions of everything it needs; and a course of
one assignment: what students read, references, hidden tests. Corrections by hand, roster and results store stay here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement  # pytest needs it as well

from autograder.errors import UsageError
from autograder.grading.suite import read_suite
from autograder.integrations.gradescope import scripts
from autograder.integrations.gradescope.archive import zipped
from autograder.integrations.gradescope.course_toml import course_toml
from autograder.integrations.gradescope.settings import FILE, Settings
from autograder.integrations.gradescope.wheel import extra, is_installed, normalized, pins, wheel
from autograder.manifest import Project, load_assignment, load_course
from autograder.model import Assignment
from autograder.releasing.requirements import JUPYTER, requirements
from autograder.reports import gradescope
from autograder.reports.files import write_file
from autograder.store import Store

SETTINGS = {
    "minutes": "the time limit of the assignment on Gradescope, 10 by default",
    "visibility": gradescope.Gradescope().settings["visibility"],
}
"""What ``--set`` can be given."""
MINUTES = "10"
LONGEST = 40.0
"""Minutes that Gradescope allows at most."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for."""

    assignment: str
    out: Path
    """The zip."""
    settings: Mapping[str, str]
    allow_process_only: bool
    """Grade there even where no isolation works."""


def write_zip(project: Project, request: Request) -> None:
    """Write the zip.

    Raises:
        UsageError: there is no such assignment, or a setting cannot be meant.
        AuthoringError: hidden tests and manifest do not fit together.
        ManifestError: a manifest is wrong.
        StoreError: the results store, which keeps the seed, cannot be used.
        ReportError: the zip cannot be written.

    """
    assignment = load_assignment(project, request.assignment)
    settings = _settings(project, assignment, request)
    name, package = wheel()
    further = tuple(_further(assignment))
    files = {
        "setup.sh": scripts.SETUP.encode(),
        "run_autograder": scripts.RUN.encode(),
        "stopped.json": gradescope.content(gradescope.ungraded(scripts.STOPPED)),
        FILE: settings.to_json(),
        name: package,
        "requirements.txt": "".join(f"{entry}\n" for entry in further).encode(),
        "constraints.txt": pins(further).encode(),
        "course/course.toml": course_toml(project, assignment.name),
        **_course(project, assignment.name),
    }
    write_file(request.out, zipped(files, frozenset({"setup.sh", "run_autograder"})))


def _settings(project: Project, assignment: Assignment, request: Request) -> Settings:
    tests = read_suite(project, assignment).tests
    known = frozenset(exercise.id for exercise in assignment.exercises) | {test.name for test in tests}
    visibility = request.settings.get("visibility", "")
    gradescope.Visibilities.parse(visibility, known)
    with Store.open(load_course(project).database) as store:
        seed = store.seed(assignment.name)
    seconds = 60 * _minutes(request.settings.get("minutes", MINUTES))
    return Settings(assignment.name, seed, seconds, visibility, request.allow_process_only)


def _minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = 0.0
    if not 0 < minutes <= LONGEST:
        raise UsageError(f"minutes must be more than 0 and at most {LONGEST:g}, got {text!a}")
    return minutes


def _further(assignment: Assignment) -> Iterator[str]:
    """What a submission may import that does not come with us, of what is installed here: what it grades with here."""
    ours = {line.partition("==")[0] for line in pins(()).splitlines()}
    wanted = [line for line in requirements(assignment).splitlines() if line != JUPYTER]
    for name in dict.fromkeys(normalized(Requirement(line).name) for line in (*wanted, *extra("course"))):
        if name not in ours and is_installed(name):
            yield name


def _course(project: Project, name: str) -> dict[str, bytes]:
    """The files of the assignment, as they lie in the course."""
    folders = (project.assignment_folder(name), project.solutions_folder(name), project.tests_folder(name))
    files = (file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file())
    return {
        f"course/{project.shown(file)}": file.read_bytes()
        for file in files
        if file != project.overrides_file(name) and not _is_litter(file.relative_to(project.root))
    }


def _is_litter(path: Path) -> bool:
    return any(part == "__pycache__" or part.startswith(".") for part in path.parts)
