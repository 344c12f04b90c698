"""``autograder export``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli.common import HERE, AllowProcessOnly, Root, project_at, report_file, say
from autograder.errors import ExitCode, UsageError
from autograder.grading import exporting
from autograder.manifest import Project, suggestion
from autograder.reports.formats import FORMATS

TARGETS = "|".join(form.name for form in FORMATS)
LISTED = 5
"""Files that are named one by one."""


def export(
    report: Annotated[
        Path | None, typer.Argument(metavar="REPORT", help="report.json of a run, or its folder.")
    ] = None,
    to: Annotated[str | None, typer.Option("--to", metavar=TARGETS, help="The format.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder or file; by default REPORT's folder, then export/FORMAT.")
    ] = None,
    sheet: Annotated[
        Path | None, typer.Option("--sheet", help="The gradebook as the platform gives it for download.")
    ] = None,
    settings: Annotated[
        list[str], typer.Option("--set", metavar="KEY=VALUE", help="What a format can be told; may be repeated.")
    ] = [],  # noqa: B006 - typer copies it
    gradescope: Annotated[
        str | None, typer.Option("--gradescope", metavar="ASSIGNMENT", help="Write the zip of Gradescope's autograder.")
    ] = None,
    allow_process_only: AllowProcessOnly = False,
    root: Root = HERE,
) -> None:
    """Write a report in the format of a gradebook or another tool, or the zip of Gradescope's autograder."""
    project, told = project_at(root), _settings(settings)
    match gradescope, report, to:
        case None, Path(), str():
            _export_report(project, report, exporting.Wish(to, out, sheet, told))
        case str(), None, None:
            _export_autograder(project, gradescope, out, told, allow_process_only=allow_process_only)
        case _:
            raise UsageError(
                "name a report and its format, or an assignment for Gradescope",
                tip="autograder export REPORT --to FORMAT, or autograder export --gradescope ASSIGNMENT",
            )


def _export_report(project: Project, report: Path, wish: exporting.Wish) -> None:
    written = exporting.export(project, report_file(report), wish)
    console = Console()
    for path in written.files[:LISTED]:
        say(console, f"wrote {path}")
    if len(written.files) > LISTED:
        say(console, f"... and {len(written.files) - LISTED} more")
    for line in (*written.notes, *written.left_out):
        say(console, line)
    raise typer.Exit(ExitCode.SOME_UNGRADED if written.left_out else ExitCode.OK)


def _export_autograder(
    project: Project, assignment: str, out: Path | None, settings: dict[str, str], *, allow_process_only: bool
) -> None:
    from autograder.integrations.gradescope import bundle  # noqa: PLC0415 - opens the database library

    for key in settings:
        if key not in bundle.SETTINGS:
            told = "; ".join(f"{name}: {meaning}" for name, meaning in bundle.SETTINGS.items())
            raise UsageError(f"--set {key!a} means nothing here{suggestion(key, bundle.SETTINGS)}", tip=told)
    path = out or Path(f"{assignment}-gradescope.zip")
    bundle.write_zip(project, bundle.Request(project.existing(assignment), path, settings, allow_process_only))
    say(Console(), f"wrote {path}")


def _settings(pairs: list[str]) -> dict[str, str]:
    settings = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"--set {pair!a} is no KEY=VALUE", tip="for example --set visibility=after_published")
        settings[key.strip()] = value.strip()
    return settings
