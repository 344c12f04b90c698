"""``autograder export``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli.common import HERE, Root, project_at, report_file, say
from autograder.errors import ExitCode, UsageError
from autograder.grading import exporting
from autograder.reports.formats import FORMATS

TARGETS = "|".join(form.name for form in FORMATS)
LISTED = 5
"""Files that are named one by one."""


def export(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="report.json of a run, or its folder.")],
    to: Annotated[str, typer.Option("--to", metavar=TARGETS, help="The format.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder or file; by default REPORT's folder, then export/FORMAT.")
    ] = None,
    sheet: Annotated[
        Path | None, typer.Option("--sheet", help="The gradebook as the platform gives it for download.")
    ] = None,
    settings: Annotated[
        list[str], typer.Option("--set", metavar="KEY=VALUE", help="What a format can be told; may be repeated.")
    ] = [],  # noqa: B006 - typer copies it
    root: Root = HERE,
) -> None:
    """Write a report in the format of a gradebook or another tool."""
    wish = exporting.Wish(to, out, sheet, _settings(settings))
    written = exporting.export(project_at(root), report_file(report), wish)
    console = Console()
    _tell_files(console, written.files)
    for line in (*written.notes, *written.left_out):
        say(console, line)
    raise typer.Exit(ExitCode.SOME_UNGRADED if written.left_out else ExitCode.OK)


def _settings(pairs: list[str]) -> dict[str, str]:
    settings = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"--set {pair!a} is no KEY=VALUE", tip="for example --set visibility=after_published")
        settings[key.strip()] = value.strip()
    return settings


def _tell_files(console: Console, files: tuple[Path, ...]) -> None:
    for path in files[:LISTED]:
        say(console, f"wrote {path}")
    if len(files) > LISTED:
        say(console, f"... and {len(files) - LISTED} more in {files[-1].parent.parent}")
