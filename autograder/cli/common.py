"""What several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.errors import UsageError
from autograder.grading.outputs import Outputs
from autograder.manifest import Project

AssignmentName = Annotated[str, typer.Argument(metavar="ASSIGNMENT", help="Name of a folder under assignments/.")]
Root = Annotated[Path, typer.Option("--root", help="Folder of the course; by default found from here upwards.")]
AllowProcessOnly = Annotated[
    bool, typer.Option("--allow-process-only", help="Go on even where no isolation works (tier D).")
]
HERE = Path()


def project_at(root: Path) -> Project:
    """The course that this folder belongs to."""
    return Project.find(root.resolve())


def report_file(path: Path) -> Path:
    """The report that is meant: the file itself, or the one in the folder of a run.

    Raises:
        UsageError: nothing is there.

    """
    if path.is_dir():
        path = Outputs(path).report
    if not path.exists():
        raise UsageError("there is no report", where=str(path), tip="name report.json, or the folder given to --out")
    return path


def say(console: Console, text: str) -> None:
    """One line as it is: no markup, no colours of rich's own, never folded."""
    console.print(text, markup=False, highlight=False, soft_wrap=True)
