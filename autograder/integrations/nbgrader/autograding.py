"""``autograder nbgrader autograde``, as a list of steps.

open      the course as nbgrader configures it, with our steps in it
check     the gradebook; until here, and during the next step, nothing of the course changes
judge     everything that was not judged before, in parallel
write     nbgrader's converter over all submissions, one after the other
"""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from nbgrader.apps import AutogradeApp
from nbgrader.converters import NbGraderException
from sqlalchemy.exc import SAWarning

from autograder.errors import UsageError
from autograder.grading.judging import Watcher
from autograder.integrations.nbgrader.config_file import NAME
from autograder.integrations.nbgrader.configure import GRADE
from autograder.integrations.nbgrader.grade import Grade
from autograder.integrations.nbgrader.gradebook import check_gradebook
from autograder.integrations.nbgrader.one_engine import one_engine
from autograder.integrations.nbgrader.run import Run
from autograder.integrations.nbgrader.writer import Writer

INIT = "run `autograder nbgrader init COURSE ASSIGNMENT`"
MOST_SHOWN = 5
"""Courses that a message lists."""


@dataclass(frozen=True, slots=True)
class Request:
    """What an instructor asks for; the same words as nbgrader's own command."""

    course: Path
    assignment: str
    jobs: int = 0
    """Judges at a time; 0 means as the course's configuration has it."""
    force: bool = False
    student: str = "*"
    notebook: str = "*"


@dataclass(frozen=True, slots=True)
class Autograded:
    """What became of it."""

    written: tuple[str, ...]
    """Students whose scores are in the gradebook, in this order."""
    skipped: int
    """Submissions that were graded before and are no newer."""
    waiting: Mapping[str, str]
    """Students for whom a person must look, and why."""
    complete: bool
    """Whether nbgrader converted every submission it began."""


class Phase(StrEnum):
    """What takes time."""

    JUDGING = "judging"
    WRITING = "writing"

    @property
    def done(self) -> str:
        """As in ``judged 3 of 7``."""
        return {Phase.JUDGING: "judged", Phase.WRITING: "wrote"}[self]


Watching = Callable[[Phase], contextlib.AbstractContextManager[Watcher]]


def autograde(request: Request, watching: Watching) -> Autograded:
    """Grade an assignment of a course and leave the same gradebook as ``nbgrader autograde``.

    Args:
        request: what to grade.
        watching: gives who is told how far a phase is.

    Raises:
        AutograderError: nothing was graded, and nothing has changed.
        KeyboardInterrupt: what is written stays; the next call goes on.

    """
    with contextlib.chdir(_course(request.course)), warnings.catch_warnings(), one_engine():
        warnings.simplefilter("ignore", SAWarning)  # of nbgrader's own queries, three for each run
        writer = _open(request)
        check_gradebook(writer.coursedir.db_url, request.assignment)
        with watching(Phase.JUDGING) as watcher:
            run = _judge(writer, request, watcher)
        with watching(Phase.WRITING) as watcher:
            return _write(writer, run, request, watcher)


def _course(folder: Path) -> Path:
    if (folder / NAME).is_file():
        return folder
    inside = sorted(file.parent for file in folder.glob(f"*/{NAME}"))[:MOST_SHOWN]
    if inside:
        names = ", ".join(map(str, inside))
        raise UsageError(f"holds courses and is none: {names}", where=str(folder), tip="name one with --course")
    raise UsageError(f"is no nbgrader course: it has no {NAME}", where=str(folder), tip=f"{INIT}, or name it: --course")


def _open(request: Request) -> Writer:
    """The converter as nbgrader's command would make it."""
    app = AutogradeApp()
    try:
        app.initialize(["--log-level=WARN", *(["--force"] if request.force else [])])
    except SystemExit as error:
        where = str(request.course / NAME)
        raise UsageError("nbgrader cannot use it", where=where, tip="the line above says what to mend") from error
    app.coursedir.assignment_id = request.assignment
    app.coursedir.student_id, app.coursedir.notebook_id = request.student, request.notebook
    writer = Writer(coursedir=app.coursedir, parent=app)
    if GRADE not in writer.autograde_preprocessors:
        raise UsageError(
            "has none of our steps, or one of them was replaced, or cannot be read",
            where=str(request.course / NAME),
            tip=f"{INIT}; our lines come last in this file",
        )
    try:
        writer.init_notebooks()
    except NbGraderException as error:
        raise UsageError(
            str(error), where=str(request.course), tip="collect first: `nbgrader collect` or `nbgrader zip_collect`"
        ) from error
    return writer


def _judge(writer: Writer, request: Request, watcher: Watcher) -> Run:
    step = Grade(parent=writer.exporter_class(parent=writer, config=writer.config))
    step.jobs = request.jobs or step.jobs
    run = Run.begin(step, watcher)
    run.judge(request.assignment)
    return run


def _write(writer: Writer, run: Run, request: Request, watcher: Watcher) -> Autograded:
    """Nothing but nbgrader's own loop."""
    written: list[str] = []

    def note(student: str) -> None:
        written.append(student)
        watcher.graded(student)

    writer.written = note
    watcher.begin(len(run.students(request.assignment)))
    complete = _converts(writer)
    return Autograded(tuple(written), len(writer.assignments) - len(written), dict(run.waiting), complete)


def _converts(writer: Any) -> bool:
    """It tells of each submission that fails in its log, and once more at the end."""
    try:
        writer.start()
    except NbGraderException:
        return False
    return True
