"""``autograder validate``."""

from __future__ import annotations

import time
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli.common import HERE, AssignmentName, Root, project_at, say
from autograder.cli.progress import watcher_for
from autograder.errors import AuthoringError
from autograder.grading.options import default_jobs
from autograder.model import Device


def validate(
    assignment: AssignmentName,
    seeds: Annotated[int, typer.Option("--seeds", min=1, help="Try everything with so many seeds.")] = 1,
    device: Annotated[
        list[Device], typer.Option("--device", help="Where to try; may be repeated.", show_default="cpu, emulated")
    ] = [],  # noqa: B006 - typer copies it
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Judges at a time; 0 means one per core.")] = 0,
    root: Root = HERE,
) -> None:
    """Say whether an assignment is fit to publish, and what is not right."""
    from autograder.releasing import validate as validation  # noqa: PLC0415 - opens the notebook library
    from autograder.releasing.render import render  # noqa: PLC0415

    project = project_at(root)
    console = Console()
    started = time.monotonic()
    with watcher_for(console) as watcher:
        verdict = validation.validate(
            project,
            project.existing(assignment),
            seeds=validation.seeds_of(seeds),
            jobs=jobs or default_jobs(),
            watcher=watcher,
            devices=device,
        )
    render(verdict, console)
    if verdict.problems:
        raise AuthoringError(
            f"not fit to publish: {_count(len(verdict.problems), 'problem')}",
            where=assignment,
            tip="mend what is listed above and validate again",
        )
    seconds = time.monotonic() - started
    tried = f"{_count(verdict.variants, 'variant')}, {_count(len(verdict.seeds), 'seed')}"
    say(console, f"{assignment} is fit to publish ({tried}, {seconds:.0f} s)")


def _count(number_of: int, noun: str) -> str:
    return f"{number_of} {noun}{'s' if number_of != 1 else ''}"
