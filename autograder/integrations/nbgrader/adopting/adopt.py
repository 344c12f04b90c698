"""Turn nbgrader source notebooks into assignments of ours: START READING HERE.

read        the notebooks as nbgrader reads them
divide      which solutions become exercises, which test cells judge them, what a person must look at
write       manifest, notebook, references, hidden tests, beside the project
try         the instructor's answers must pass every hidden test in a worker; a test that they fail is a person's
place       all folders of all assignments, or none
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from autograder.errors import AuthoringError, UsageError
from autograder.grading.judging import Watcher
from autograder.integrations.nbgrader.adopting.adopted import (
    Adopted,
    AdoptedExercise,
    AdoptedNotebook,
    AdoptedTest,
    ByHand,
)
from autograder.integrations.nbgrader.adopting.cells import new_cells
from autograder.integrations.nbgrader.adopting.files import files_of
from autograder.integrations.nbgrader.adopting.hidden_tests import test_names
from autograder.integrations.nbgrader.adopting.placing import demand_free, make_workplace, place
from autograder.integrations.nbgrader.adopting.plan import Plan, make_plan
from autograder.integrations.nbgrader.adopting.prose import Assets
from autograder.integrations.nbgrader.adopting.remarks import remarks_on
from autograder.integrations.nbgrader.adopting.source import SourceNotebook, read_source
from autograder.integrations.nbgrader.adopting.trial import Tried, try_out
from autograder.manifest import Project


class Quiet:
    """A watcher for whoever does not watch."""

    def begin(self, total: int) -> None:
        """Say nothing."""

    def graded(self, submission: str) -> None:
        """Say nothing."""


def adopt(notebooks: Sequence[Path], project: Project, watcher: Watcher | None = None) -> Adopted:
    """Make an assignment of each notebook.

    Args:
        notebooks: below ``source/`` of an nbgrader course; they are only read.
        project: where the assignments go; its folders are made where they are missing.
        watcher: is told how far the trials are.

    Raises:
        UsageError: a notebook cannot be read, or the project has an assignment of that name.
        AuthoringError: a notebook is none, or one that nbgrader refuses, too.
        SandboxError: no worker can be started.

    """
    sources = {assignment_name(file): read_source(file) for file in notebooks}
    if len(sources) < len(notebooks):
        raise UsageError("two notebooks would become the same assignment", where=", ".join(map(str, notebooks)))
    demand_free(project, sources)
    workplace = make_workplace(project)
    try:
        made = [_make(source, name, Project(workplace), watcher or Quiet()) for name, source in sources.items()]
        place(Project(workplace), project, sources)
    finally:
        shutil.rmtree(workplace)
    return Adopted(tuple(made))


def assignment_name(file: Path) -> str:
    """``ps1`` for the only notebook of ``source/ps1/``, ``ps1-problem2`` for one of several."""
    folder = file.resolve().parent
    alone = len(list(folder.glob("*.ipynb"))) == 1 or file.stem == folder.name
    return folder.name if alone else f"{folder.name}-{file.stem}"


def _make(source: SourceNotebook, name: str, workplace: Project, watcher: Watcher) -> AdoptedNotebook:
    """Divide, write, try; again without the tests that the instructor's own answers fail."""
    refused: dict[int, str] = {}
    while True:
        plan, assets = make_plan(source, refused), Assets(source.file.parent)
        cells = new_cells(plan, assets)
        tried = Tried()
        data = assets.add_named_in("\n".join(cell.source for cell in source.cells if cell.is_code))
        files = files_of(plan, cells, name, workplace, assets.files)
        _write(workplace, name, files)
        if plan.exercises:
            tried = try_out(plan, cells, name, workplace, watcher)
        if not tried.refused:
            remarks = remarks_on(plan, name, workplace, data, tried)
            return _told(plan, name, remarks, tuple(sorted(files)))
        refused |= tried.refused


def _write(workplace: Project, name: str, files: dict[str, bytes]) -> None:
    for folder in (workplace.assignment_folder(name), workplace.solutions_folder(name), workplace.tests_folder(name)):
        with suppress(FileNotFoundError):
            shutil.rmtree(folder)
    for relative, content in files.items():
        path = workplace.root / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _told(plan: Plan, name: str, remarks: tuple[str, ...], files: tuple[str, ...]) -> AdoptedNotebook:
    names = test_names(plan.tests.values())
    told = AdoptedNotebook(
        source=plan.notebook.file,
        name=name,
        points=plan.notebook.points,
        exercises=tuple(
            AdoptedExercise(
                exercise.id,
                tuple(AdoptedTest(t.cell.name, names[t.cell.number], t.cell.points) for t in exercise.tests),
            )
            for exercise in plan.exercises
        ),
        by_hand=tuple(
            ByHand(cell.name, cell.where, cell.points, plan.by_hand[cell.number])
            for cell in plan.notebook.cells
            if cell.number in plan.by_hand
        ),
        remarks=remarks,
        files=files,
    )
    if told.automatic + told.left != told.points:
        raise AuthoringError(
            f"{told.points} points became {told.automatic} and {told.left}",
            where=str(plan.notebook.file),
            tip="report this: no point may be lost",
        )
    return told
