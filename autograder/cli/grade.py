"""``autograder grade``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli.common import HERE, AssignmentName, Root, project_at
from autograder.cli.progress import watcher_for
from autograder.errors import UsageError
from autograder.grading.options import GradeOptions, SeedChoice, default_jobs, read_executor
from autograder.grading.outputs import Outputs
from autograder.grading.score import exit_code
from autograder.intake import read_times
from autograder.model import Device
from autograder.reports import terminal


def grade(
    assignment: AssignmentName,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Notebooks, .py files, zips, folders, git.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for report, scores and feedback.")],
    device: Annotated[
        list[Device], typer.Option("--device", help="Where to run; may be repeated.", show_default="cpu, emulated")
    ] = [],  # noqa: B006 - typer copies it
    jobs: Annotated[int, typer.Option("--jobs", help="Judges at a time; 0 means one per core.")] = 0,
    seed: Annotated[str | None, typer.Option("--seed", help="Seed of the inputs, kept from now on.")] = None,
    new_seed: Annotated[bool, typer.Option("--new-seed", help="Draw another seed and keep it.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Run everything, whatever was graded before.")] = False,
    one: Annotated[bool, typer.Option("--one", help="A folder is one submission, not a cohort.")] = False,
    executor: Annotated[
        str, typer.Option("--executor", metavar="local|inline|dask://HOST:PORT", help="Where judges run.")
    ] = "local",
    allow_process_only: Annotated[
        bool, typer.Option("--allow-process-only", help="Grade even where no isolation works (tier D).")
    ] = False,
    times: Annotated[
        Path | None, typer.Option("--times", help="CSV of id,submitted_at, where the files do not say when.")
    ] = None,
    root: Root = HERE,
) -> None:
    """Grade submissions with the hidden tests, in locked workers."""
    from autograder.grading.pipeline import grade as grade_cohort  # noqa: PLC0415 - opens the database library

    if jobs < 0:
        raise UsageError(f"--jobs must be 0 or more, got {jobs}", tip="0 means one judge per core")
    project = project_at(root)
    console = Console()
    options = GradeOptions(
        root=project.root,
        assignment=project.existing(assignment),
        paths=tuple(paths),
        out=out,
        devices=tuple(device),
        jobs=jobs or default_jobs(),
        seed=_seed(seed, new=new_seed),
        fresh=fresh,
        one=one,
        executor=read_executor(executor),
        allow_process_only=allow_process_only,
        submitted_at=read_times(times) if times else {},
    )
    with watcher_for(console) as watcher:
        report = grade_cohort(options, watcher)
    terminal.render(report, console)
    console.print(f"report: {Outputs(out).report}", highlight=False, soft_wrap=True, markup=False)
    raise typer.Exit(exit_code(report))


def _seed(seed: str | None, *, new: bool) -> str | SeedChoice:
    if seed is None:
        return SeedChoice.NEW if new else SeedChoice.KEPT
    if new:
        raise UsageError("--seed and --new-seed exclude each other", tip="give one of them")
    if not seed or not seed.isprintable():
        raise UsageError(f"--seed must be text that can be printed, got {seed!a}", tip="for example --seed 2026-fall")
    return seed
