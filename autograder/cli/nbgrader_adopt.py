"""``autograder nbgrader adopt``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from autograder.cli.common import HERE, say
from autograder.cli.progress import watcher_for
from autograder.errors import UsageError
from autograder.manifest import Project
from autograder.model.report import number
from autograder.reports.safe import plain

if TYPE_CHECKING:
    from autograder.integrations.nbgrader.adopting import AdoptedNotebook


def adopt_command(
    notebooks: Annotated[
        list[Path], typer.Argument(metavar="NOTEBOOK...", help="Source notebooks, source/ps1/*.ipynb.")
    ],
    root: Annotated[
        Path, typer.Option("--root", help="Folder of the new course; by default found from here upwards.")
    ] = HERE,
) -> None:
    """Turn nbgrader source notebooks into assignments: prose, references, hidden tests with the same points."""
    from autograder.integrations.nbgrader.adopting import adopt  # noqa: PLC0415 - opens nbgrader and the notebook library

    console = Console()
    with watcher_for(console) as watcher:
        adopted = adopt(notebooks, _project(root), watcher)
    for notebook in adopted.notebooks:
        for line in _lines(notebook):
            say(console, line)
    graded = [notebook.name for notebook in adopted.notebooks if notebook.exercises]
    for name in graded:
        say(console, f"next: autograder validate {name}  (it asks for Korean sentences and wrong solutions as well)")


def _project(root: Path) -> Project:
    """The course there is, or a new one."""
    try:
        return Project.find(root)
    except UsageError:
        return Project(root.resolve())


def _lines(notebook: AdoptedNotebook) -> Iterator[str]:
    yield f"{notebook.source} -> assignments/{notebook.name}"
    for exercise in notebook.exercises:
        tests = ", ".join(f"{test.test} {number(test.points)}" for test in exercise.tests)
        yield f"  {exercise.id}, {number(exercise.points)}: {tests}"
    if notebook.by_hand:
        yield f"  for a person, {number(notebook.left)}, kept in solutions/{notebook.name}/by_hand.md:"
    for entry in notebook.by_hand:
        yield f"    {plain(entry.cell)} ({entry.where}), {number(entry.points)}: {entry.reason}"
    yield from (f"  note: {remark}" for remark in notebook.remarks)
    all_points = f"{number(notebook.points)} points in nbgrader"
    yield f"  {all_points} = {number(notebook.automatic)} by hidden tests + {number(notebook.left)} by hand"
