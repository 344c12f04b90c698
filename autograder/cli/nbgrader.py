"""``autograder nbgrader``: courses that live in nbgrader."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli.common import HERE, Root, project_at, say
from autograder.cli.nbgrader_adopt import adopt_command

HELP = "Courses that live in nbgrader: its own commands, with our judge."
COMMANDS = ("adopt", "init")
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
