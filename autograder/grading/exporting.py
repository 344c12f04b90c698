"""A report in the format of another tool: what ``autograder export`` does.

read      the report, and the course it is of
make      the files, by one of the formats of ``reports/formats.py``
write     each complete or not at all
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.errors import ReportError, UsageError
from autograder.grading.feedback import feedback
from autograder.manifest import Project, Roster, load_assignment, load_course, read_roster, suggestion
from autograder.model import Assignment, Report
from autograder.reports import report_json
from autograder.reports.files import write_file
from autograder.reports.format import Exported, Format, Material
from autograder.reports.formats import FORMATS

FOLDER = "export"
"""Beside the report; no student's folder has this name."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for."""

    target: str
    """The name of a format."""
    out: Path | None = None
    """A folder, or the main file if it ends as that one does; ``None`` means a folder beside the report."""
    sheet: Path | None = None
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it."""

    files: tuple[Path, ...]
    notes: tuple[str, ...]
    """Lines to tell."""
    left_out: tuple[str, ...]
    """A line for each entry that is in no file."""


def export(project: Project, file: Path, wish: Wish) -> Written:
    """Write the report in that format.

    Raises:
        UsageError: the format or a setting is not known, or something it needs was not given.
        ReportError: the report, or the sheet of a gradebook, cannot be used; or a file cannot be written.
        ManifestError: the assignment is not in this course.

    """
    form = format_named(wish.target)
    _check_settings(form, wish.settings)
    report = report_json.read(file)
    drawn_on = material(project, report, file, wish)
    exported = form.export(report, drawn_on)
    files = _write(exported, wish.out or file.parent / FOLDER / form.name)
    return Written(tuple(files), (*drawn_on.roster.problems, *exported.notes), exported.left_out)


def format_named(name: str) -> Format:
    """The format of that name; ``UsageError`` if there is none."""
    known = {form.name: form for form in FORMATS}
    if name in known:
        return known[name]
    raise UsageError(f"--to {name!a} is not known{suggestion(name, known)}", tip=f"one of {', '.join(known)}")


def material(project: Project, report: Report, file: Path, wish: Wish) -> Material:
    """What formats draw on.

    Raises:
        ReportError: the report has exercises the assignment does not have.
        ManifestError: a manifest or the roster is wrong.

    """
    assignment = load_assignment(project, report.assignment)
    _check_exercises(assignment, report, file)
    course = load_course(project)
    return Material(
        assignment=assignment,
        course=course,
        feedback={result.id: feedback(assignment, result, course.language) for result in report.submissions},
        sheet=wish.sheet,
        roster=read_roster(course.roster) if course.roster else Roster(),
        settings=wish.settings,
    )


def _check_settings(form: Format, settings: Mapping[str, str]) -> None:
    for key in settings:
        if key not in form.settings:
            told = "; ".join(f"{name}: {meaning}" for name, meaning in form.settings.items())
            raise UsageError(
                f"--set {key!a} means nothing to {form.name}{suggestion(key, form.settings)}",
                tip=told or f"{form.name} has no settings",
            )


def _check_exercises(assignment: Assignment, report: Report, file: Path) -> None:
    known = {exercise.id for exercise in assignment.exercises}
    for result in report.submissions:
        for exercise in result.exercises:
            if exercise.id not in known:
                raise ReportError(
                    f"holds the exercise {exercise.id!a}, which {assignment.name} does not have",
                    where=str(file),
                    tip="grade again with the assignment as it is now",
                )


def _write(exported: Exported, out: Path) -> Sequence[Path]:
    paths = []
    main = exported.files[0].name if exported.files else ""
    named = bool(main) and "/" not in main and out.suffix == Path(main).suffix and not out.is_dir()
    folder = out.parent if named else out
    for file in exported.files:
        path = out if named and file.name == main else folder / file.name
        write_file(path, file.content)
        paths.append(path)
    return paths
