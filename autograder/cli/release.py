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
    root: Root = HERE,
) -> None:
    """Write the folder students get: notebook, README, requirements; nothing hidden is in it."""
    from autograder.releasing import release as write  # noqa: PLC0415 - opens the notebook library

    project = project_at(root)
    written = write(project, load_assignment(project, assignment), out)
    console = Console()
    for name in written.files:
        say(console, str(written.path / name))
