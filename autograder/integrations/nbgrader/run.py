"""One ``nbgrader autograde``: which notebooks are ours, and the batches that grade them.

nbgrader makes every step anew for every notebook; only the converter lasts as long as the command, or as one click in
formgrader. So the run hangs on the converter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import UsageError
from autograder.grading.options import GradeOptions, default_jobs
from autograder.grading.suite import read_suite
from autograder.integrations.nbgrader.batch import Batch
from autograder.integrations.nbgrader.marks import Grading, Mark, marks, undecided
from autograder.integrations.nbgrader.source import KEY
from autograder.integrations.nbgrader.step import AutograderStep, Place
from autograder.integrations.nbgrader.submitted import Handed, support_modules
from autograder.manifest import Project, load_assignment, load_course, load_overrides
from autograder.model import Assignment, Device, Unreadable
from autograder.releasing import notebook_name

ATTRIBUTE = "_autograder_run"


@dataclass(slots=True)
class _Ours:
    """An assignment of ours in this run."""

    grading: Grading
    notebook: str
    batch: Batch


class Run:
    """What the steps of one command share.

    Args:
        step: any step; its settings hold for the run.

    """

    def __init__(self, step: AutograderStep) -> None:
        self._converter, self._log = step.converter, step.log
        self._project = Project(step.folder)
        self._devices = tuple(Device(name) for name in step.devices)
        self._jobs = step.jobs or default_jobs()
        self._allow_process_only = step.allow_process_only
        self._known: dict[str, _Ours] = {}

    @classmethod
    def of(cls, step: AutograderStep) -> Run:
        """The run that a step belongs to."""
        if not hasattr(step.converter, ATTRIBUTE):
            setattr(step.converter, ATTRIBUTE, cls(step))
        run: Run = getattr(step.converter, ATTRIBUTE)
        return run

    def is_ours(self, place: Place) -> bool:
        """Whether the project judges this notebook, so that its cells are nothing for nbgrader's own rules.

        The project says so, or the source notebook that we once wrote: where an assignment was taken out of the
        project, nbgrader would pay for its public checks.
        """
        if place.assignment in self._demand_project().names() and place.notebook == self._notebook(place.assignment):
            return True
        return self._source_is_ours(place)

    def marks(self, place: Place) -> tuple[Mark, ...]:
        """The marks of one notebook of ours; the first call grades everything this run is about.

        Raises:
            AutograderError: nothing can be graded.

        """
        ours = self._ours(place)
        found = ours.batch.result(ours.grading.assignment, self._handed(place.assignment, place.student))
        if isinstance(found, Unreadable):
            return undecided(ours.grading.assignment, f"Not graded: {found.reason}")
        return marks(ours.grading, found)

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

    def _source_is_ours(self, place: Place) -> bool:
        source = self._folder("source_directory", ".", place.assignment) / f"{place.notebook}.ipynb"
        try:
            return KEY in json.loads(source.read_bytes())["metadata"]
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def _ours(self, place: Place) -> _Ours:
        name = place.assignment
        if name not in self._known:
            project = self._demand_project()
            assignment = load_assignment(project, name)
            grading = Grading(
                assignment=assignment,
                suite=read_suite(project, assignment),
                language=load_course(project).language,
                devices=self._devices,
                overrides=load_overrides(project, name),
            )
            notebook = self._notebook(name)
            self._known[name] = _Ours(grading, notebook, self._batch(assignment, notebook))
            self._known[name].batch.grade(assignment, self._collected(place))
        return self._known[name]

    def _batch(self, assignment: Assignment, notebook: str) -> Batch:
        options = GradeOptions(
            root=self._project.root,
            assignment=assignment.name,
            paths=(),
            out=Path(),
            devices=self._devices,
            jobs=self._jobs,
            allow_process_only=self._allow_process_only,
        )
        return Batch(options, notebook, Logged(self._log, assignment.name))

    def _collected(self, place: Place) -> Iterator[Handed]:
        """What this command converts, the notebook at hand and those its loop over submissions has yet to reach."""
        yield self._handed(place.assignment, place.student)
        for folder in sorted(self._converter.assignments):
            student = self._student(folder, place.assignment)
            if student not in ("", place.student) and self._will_convert(place.assignment, student):
                yield self._handed(place.assignment, student)

    def _student(self, folder: str, assignment: str) -> str:
        """Whose folder it is; empty if it is one of another assignment."""
        directory = self._converter.coursedir
        pattern = directory.format_path(
            directory.submitted_directory, "(?P<student>.*)", re.escape(assignment), escape=True
        )
        match = re.fullmatch(pattern, folder)
        return match["student"] if match else ""

    def _will_convert(self, assignment: str, student: str) -> bool:
        """``BaseConverter.init_destination`` without what it deletes; a wrong guess only costs time."""
        converter, directory = self._converter, self._converter.coursedir
        if student in directory.student_id_exclude.split(","):
            return False
        target = self._folder("autograded_directory", student, assignment)
        if converter.force or not target.exists() or directory.notebook_id != "*":
            return True
        new = directory.get_existing_timestamp(str(self._folder("submitted_directory", student, assignment)))
        old = directory.get_existing_timestamp(str(target))
        return new is not None and old is not None and new > old

    def _handed(self, assignment: str, student: str) -> Handed:
        kept = self._converter.exclude_overwriting.get(assignment, ())
        support = support_modules(self._folder("source_directory", ".", assignment), kept)
        return Handed(student, self._folder("submitted_directory", student, assignment), support)

    def _folder(self, step: str, student: str, assignment: str) -> Path:
        directory = self._converter.coursedir
        return Path(directory.format_path(getattr(directory, step), student, assignment))


class Logged:
    """Progress in nbgrader's log."""

    LINES = 20

    def __init__(self, log: Any, assignment: str) -> None:
        self._log, self._assignment = log, assignment
        self._total = self._done = 0

    def begin(self, total: int) -> None:
        """Say how many have to run."""
        self._total, self._done = total, 0
        if total:
            self._log.info("autograder: judging %d submissions of %s", total, self._assignment)

    def graded(self, submission: str) -> None:
        """Say so every now and then."""
        self._done += 1
        if self._done % max(1, self._total // self.LINES) == 0:
            self._log.info("autograder: judged %d of %d (%s)", self._done, self._total, submission)
