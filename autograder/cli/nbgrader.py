"""``autograder nbgrader``: courses that live in nbgrader."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli.common import HERE, Root, project_at, say
from autograder.cli.nbgrader_adopt import adopt_command
from autograder.cli.progress import watcher_for
from autograder.errors import ExitCode, UsageError
from autograder.reports.safe import plain

HELP = "Courses that live in nbgrader: its own commands, with our judge."
COMMANDS = ("adopt", "autograde", "init")
"""Each is a function of this module."""
adopt = adopt_command
CourseFolder = Annotated[Path, typer.Argument(metavar="COURSE", help="The nbgrader course; made if it does not exist.")]


def init(
    course: CourseFolder,
    assignments: Annotated[list[str], typer.Argument(metavar="ASSIGNMENT...", help="Folders under assignments/.")],
    root: Root = HERE,
) -> None:
    """Put assignments into an nbgrader course, which may exist, and have nbgrader grade them with our judge."""
    from autograder.integrations.nbgrader.course import init_course  # noqa: PLC0415 - opens the notebook library

    project = project_at(root)
    console = Console()
    for written in init_course(project, course, [project.existing(name) for name in assignments]):
        say(console, f"{'wrote' if written.changed else 'kept '} {written.path}")
    say(console, f"next: cd {course} && nbgrader generate_assignment {project.existing(assignments[0])}")


def autograde(
    assignment: Annotated[str, typer.Argument(metavar="ASSIGNMENT", help="Name of a folder under source/.")],
    course: Annotated[Path, typer.Option("--course", help="The nbgrader course; by default the folder you are in.")] = (
        HERE
    ),
    jobs: Annotated[int, typer.Option("--jobs", help="Judges at a time; 0 means one per core.")] = 0,
    force: Annotated[bool, typer.Option("--force", help="Grade again what is graded.")] = False,
    student: Annotated[str, typer.Option("--student", help="One student, or a pattern.")] = "*",
    notebook: Annotated[str, typer.Option("--notebook", help="One notebook, or a pattern.")] = "*",
) -> None:
    """Do what `nbgrader autograde` does, with judges in parallel, progress, and a gradebook checked beforehand."""
    from autograder.integrations.nbgrader import autograding  # noqa: PLC0415 - opens nbgrader

    if jobs < 0:
        raise UsageError(f"--jobs must be 0 or more, got {jobs}", tip="0 means one judge per core")
    console = Console()
    request = autograding.Request(course.resolve(), assignment.rstrip("/"), jobs, force, student, notebook)
    done = autograding.autograde(request, lambda phase: watcher_for(console, phase.value, phase.done))
    for name, reason in sorted(done.waiting.items()):
        say(console, plain(f"{name}: {reason}", 300))
    say(console, f"{len(done.written)} graded, {done.skipped} skipped, {len(done.waiting)} for a person to look at")
    raise typer.Exit(ExitCode.OK if done.complete and not done.waiting else ExitCode.SOME_UNGRADED)
