"""One ``nbgrader autograde``: which notebooks are ours, and the batches that grade them.

nbgrader makes every step anew for every notebook; only the converter lasts as long as the command, or as one click in
formgrader. So the run hangs on the converter.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.api import Gradebook

from autograder.errors import UsageError
from autograder.grading.judging import Watcher
from autograder.grading.options import GradeOptions, default_jobs
from autograder.grading.suite import read_suite
from autograder.integrations.nbgrader.batch import Batch
from autograder.integrations.nbgrader.collected import Collected
from autograder.integrations.nbgrader.logged import Logged
from autograder.integrations.nbgrader.marks import Grading, Mark, marks, undecided
from autograder.integrations.nbgrader.mending import Mending
from autograder.integrations.nbgrader.repair_facts import known_notebook
from autograder.integrations.nbgrader.repairing import KnownNotebook
from autograder.integrations.nbgrader.source import added_cells
from autograder.integrations.nbgrader.step import AutograderStep, Place
from autograder.integrations.nbgrader.submitted import Handed
from autograder.manifest import Project, load_assignment, load_course, load_overrides
from autograder.model import Assignment, Device, Module, Unreadable
from autograder.notebook.metadata import solution_cell
from autograder.releasing import notebook_name

if TYPE_CHECKING:
    from autograder.integrations.nbgrader.shown import Shown

ATTRIBUTE = "_autograder_run"


@dataclass(frozen=True, slots=True)
class _Ours:
    """An assignment of ours in this run."""

    grading: Grading
    batch: Batch
    support: tuple[Module, ...]
    mend: Mending


class Run:
    """What the steps of one command share.

    Args:
        step: any step; its settings hold for the run.
        watcher: is told how far a batch is.

    """

    def __init__(self, step: AutograderStep, watcher: Watcher) -> None:
        self._step, self._watcher = step, watcher
        self.waiting: dict[str, str] = {}
        """Students for whom a person must look although a machine should have graded, and why."""
        self._project = Project(step.folder)
        self._collected = Collected(step.converter)
        self._devices = tuple(Device(name) for name in step.devices)
        self._known: dict[str, _Ours] = {}

    @classmethod
    def of(cls, step: AutograderStep) -> Run:
        """The run that a step belongs to."""
        if not hasattr(step.converter, ATTRIBUTE):
            return cls.begin(step, Logged(step.log))
        run: Run = getattr(step.converter, ATTRIBUTE)
        return run

    @classmethod
    def begin(cls, step: AutograderStep, watcher: Watcher) -> Run:
        """A new run of the command that the step belongs to."""
        run = cls(step, watcher)
        setattr(step.converter, ATTRIBUTE, run)
        return run

    def judge(self, assignment: str) -> None:
        """Grade everything that this command converts of an assignment, before it converts any.

        Raises:
            AutograderError: nothing can be graded.

        """
        if assignment not in self._demand_project().names():
            return
        notebook = self._notebook(assignment)
        students = self.students(assignment)
        if students and notebook in self._collected.notebooks(assignment):
            self._begin(Place(students[0], assignment, notebook))

    def students(self, assignment: str) -> tuple[str, ...]:
        """Whose work this command has yet to convert."""
        return tuple(self._collected.waiting(assignment))

    def is_ours(self, place: Place) -> bool:
        """Whether the project judges this notebook, so that its cells are nothing for nbgrader's own rules.

        The project says so, or the source notebook that we once wrote: where an assignment was taken out of the
        project, nbgrader would pay for its public checks.

        Raises:
            AutograderError: the project or the assignment's manifest cannot be read.

        """
        if place.assignment in self._demand_project().names() and place.notebook == self._notebook(place.assignment):
            return True
        return added_cells(self._collected.source(place)) is not None

    def is_for_nbgrader(self, place: Place, grade_id: str) -> bool:
        """Whether a cell of a notebook of ours, which no exercise claims, was added by a person.

        Any other is what is left of an exercise: nbgrader would pay for its public checks.
        """
        return grade_id in (added_cells(self._collected.source(place)) or ())

    def marks(self, place: Place) -> tuple[Mark, ...]:
        """The marks of one notebook of ours; the first call grades everything this command is about.

        Raises:
            AutograderError: nothing can be graded.

        """
        ours = self._known.get(place.assignment) or self._begin(place)
        assignment = ours.grading.assignment
        found = ours.batch.result(assignment, self._handed(ours, place.student))
        if isinstance(found, Unreadable):
            return undecided(assignment, f"Not graded: {found.reason}")
        return marks(ours.grading, found)

    def show(self, place: Place, cells: Sequence[Any]) -> None:
        """Run these code cells of a notebook and give them their outputs.

        Raises:
            SandboxError: no worker can be started.

        """
        seconds = self._step.config.Execute.get("timeout", None)
        self._shown.run(cells, seconds, self._collected.support(place.assignment))

    @functools.cached_property
    def _shown(self) -> Shown:
        from autograder.integrations.nbgrader.shown import Shown  # noqa: PLC0415 - opens torch, which takes seconds

        hidden = (self._project.root / "grading_tests", self._project.root / "solutions", self._collected.root)
        return Shown(hidden, self._step.preload, allow_process_only=self._step.allow_process_only)

    def _demand_project(self) -> Project:
        if not self._project.assignments.is_dir():
            raise UsageError(
                f"no folder 'assignments' in {self._project.root}",
                where="nbgrader_config.py",
                tip="name the folder that holds it: configure(c, project=...)",
            )
        return self._project

    def _notebook(self, assignment: str) -> str:
        return Path(notebook_name(load_assignment(self._project, assignment))).stem

    def _begin(self, place: Place) -> _Ours:
        """Read an assignment and grade what this command converts of it."""
        ours = self._read(place)
        self._known[place.assignment] = ours
        ours.batch.grade(
            ours.grading.assignment, (self._handed(ours, student) for student in self._collected.students(place))
        )
        return ours

    def _read(self, place: Place) -> _Ours:
        project = self._demand_project()
        assignment = load_assignment(project, place.assignment)
        grading = Grading(
            assignment=assignment,
            suite=read_suite(project, assignment),
            language=load_course(project).language,
            devices=self._devices,
            overrides=load_overrides(project, assignment.name),
        )
        answers = [solution_cell(exercise.id).grade_id for exercise in assignment.exercises]
        return _Ours(
            grading,
            Batch(self._options(assignment), place.notebook, self._watcher),
            self._collected.support(assignment.name),
            Mending(answers, functools.partial(self._known_notebook, place)),
        )

    def _options(self, assignment: Assignment) -> GradeOptions:
        return GradeOptions(
            root=self._project.root,
            assignment=assignment.name,
            paths=(),
            out=Path(),
            devices=self._devices,
            jobs=self._step.jobs or default_jobs(),
            allow_process_only=self._step.allow_process_only,
        )

    def _known_notebook(self, place: Place) -> KnownNotebook:
        directory = self._step.converter.coursedir
        with Gradebook(directory.db_url, directory.course_id) as gradebook:
            return known_notebook(gradebook, place, self._step)

    def _handed(self, ours: _Ours, student: str) -> Handed:
        folder = self._collected.submitted(ours.grading.assignment.name, student)
        return Handed(student, folder, ours.support, ours.mend)
