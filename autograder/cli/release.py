"""``autograder release``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli.common import HERE, AssignmentName, Root, project_at, say
from autograder.manifest import load_assignment


def release(
    assignment: AssignmentName,
    out: Annotated[Path, typer.Option("--out", help="Where the student folder goes.")] = Path("release"),
    github: Annotated[
        bool, typer.Option("--github", help="Add what a template repository needs: a workflow with the public checks.")
    ] = False,
    root: Root = HERE,
) -> None:
    """Write the folder students get: notebook, README, requirements; nothing hidden is in it."""
    from autograder.integrations.github.template import template_files  # noqa: PLC0415 - opens the notebook library
    from autograder.releasing import release as write  # noqa: PLC0415 - the same

    project = project_at(root)
    wanted = load_assignment(project, assignment)
    written = write(project, wanted, out, template_files(project, wanted) if github else {})
    console = Console()
    for name in written.files:
        say(console, str(written.path / name))
