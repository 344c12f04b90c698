"""What several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.manifest import Project

AssignmentName = Annotated[str, typer.Argument(metavar="ASSIGNMENT", help="Name of a folder under assignments/.")]
Root = Annotated[Path, typer.Option("--root", help="Folder of the course; by default found from here upwards.")]
HERE = Path()


def project_at(root: Path) -> Project:
    """The course that this folder belongs to."""
    return Project.find(root.resolve())
