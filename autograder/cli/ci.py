"""``autograder ci``."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli.common import HERE, AllowProcessOnly, AssignmentName, Root, project_at, report_file, say
from autograder.cli.progress import watcher_for
from autograder.errors import UsageError
from autograder.grading.options import GradeOptions, SeedChoice, default_jobs
from autograder.grading.score import exit_code
from autograder.model import Device, Report
from autograder.reports import report_json, terminal


def ci(
    assignment: AssignmentName,
    submission: Annotated[Path, typer.Argument(metavar="SUBMISSION", help="The student's repository, checked out.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for reports, feedback and results.")],
    student: Annotated[str, typer.Option("--student", help="The student's id; by default the folder's name.")] = "",
    url: Annotated[str, typer.Option("--url", help="Web address of the student's repository, for links.")] = "",
    report: Annotated[
        Path | None, typer.Option("--report", help="Grade nothing: tell of this report, which merge wrote.")
    ] = None,
    device: Annotated[
        list[Device], typer.Option("--device", help="Where to run; may be repeated.", show_default="cpu, emulated")
    ] = [],  # noqa: B006 - typer copies it
    seed: Annotated[str, typer.Option("--seed", help="Seed of the inputs; the same on every runner.")] = "",
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Judges at a time; 0 means one per core.")] = 0,
    allow_process_only: AllowProcessOnly = False,
    root: Root = HERE,
) -> None:
    """Grade one checked-out submission in a workflow, and tell Actions and the classrooms what came of it."""
    from autograder.integrations.github.telling import Job, tell  # noqa: PLC0415 - opens the notebook library

    project = project_at(root)
    name = project.existing(assignment)
    console = Console()
    token = secrets.token_hex(16)
    say(console, f"::stop-commands::{token}")  # what follows quotes students, who know how Actions is spoken to
    try:
        if report is not None:
            found = _read(report, name)
        else:
            options = GradeOptions(
                root=project.root,
                assignment=name,
                paths=(submission,),
                out=out,
                devices=tuple(device),
                jobs=jobs or default_jobs(),
                seed=seed or SeedChoice.KEPT,
                one=True,
                student=student or _name(submission),
                allow_process_only=allow_process_only,
            )
            found = _grade(options, console)
        terminal.render(found, console)
        told = tell(Job(project, found, submission, report_file(report or out).parent, out, url))
        for note in told.notes:
            say(console, note)
    finally:
        say(console, f"::{token}::")
    for command in told.commands:
        say(console, command)
    raise typer.Exit(exit_code(found))


def _name(submission: Path) -> str:
    """Of the folder, also where it is given as ``.``; a file keeps the id of its name."""
    return submission.resolve().name.removesuffix(".git") if submission.is_dir() else ""


def _grade(options: GradeOptions, console: Console) -> Report:
    from autograder.grading.pipeline import grade  # noqa: PLC0415 - opens the database library

    with watcher_for(console) as watcher:
        return grade(options, watcher)


def _read(path: Path, assignment: str) -> Report:
    file = report_file(path)
    found = report_json.read(file)
    if found.assignment != assignment:
        raise UsageError(
            f"is a report of {found.assignment!a}, not of {assignment!a}", where=str(file), tip="name the other one"
        )
    return found
