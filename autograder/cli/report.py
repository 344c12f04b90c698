"""``autograder report``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli.common import report_file, say
from autograder.grading.score import exit_code
from autograder.reports import report_json, terminal


def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a run, or its report.json.")],
) -> None:
    """Print the table of a run again."""
    file = report_file(folder)
    found = report_json.read(file)
    console = Console()
    terminal.render(found, console)
    say(console, f"report: {file}")
    raise typer.Exit(exit_code(found))
