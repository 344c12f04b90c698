"""``autograder merge``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli.common import HERE, Root, project_at, report_file, say
from autograder.grading import merging
from autograder.grading.outputs import Outputs
from autograder.grading.score import exit_code
from autograder.reports import terminal


def merge(
    reports: Annotated[list[Path], typer.Argument(metavar="REPORT...", help="report.json of runs, or their folders.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for the merged report, scores and feedback.")],
    root: Root = HERE,
) -> None:
    """Join reports of the same submissions from different runners, such as a CPU and a GPU."""
    project = project_at(root)
    report = merging.merge(project, [report_file(path) for path in reports], out)
    console = Console()
    terminal.render(report, console)
    say(console, f"report: {Outputs(out).report}")
    raise typer.Exit(exit_code(report))
