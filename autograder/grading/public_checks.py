"""A student's own check: the public examples of the notebook, run against what would be handed in.

It loads the submission as grading does, in a worker, and needs neither references nor hidden tests: a student can run
it. It earns nothing: the checks run beside the student's code, which could make them pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from autograder.errors import UsageError
from autograder.intake import read_cohort
from autograder.manifest import Project, load_assignment
from autograder.model import Assignment, Cell, Limits, Outcome, Submission
from autograder.notebook import AuthoredCell, CellKind, read_authored
from autograder.plugin.attempt import RELOAD, own_line
from autograder.remote import Budget, Program, RemoteFunction, Session, StudentFault
from autograder.reports.safe import plain
from autograder.sandbox import WorkerDied, Zygote
from autograder.sandbox.choose import Search
from autograder.worker.messages import To

LABEL = "public checks"
RUNNER = "autograder_public_check"
RUN = f"""
def {RUNNER}(setup, check):
    names = {{"__name__": "__main__"}}
    for source in setup:
        exec(compile(source, "<setup>", "exec"), names)
    names.update(globals())
    exec(compile(check, "<public check>", "exec"), names)
"""
"""A cell of ours beside the student's: a check sees what it would see in the notebook."""
SAID = 1000
"""Characters of what a check or an exception says that are kept."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What the public check of one exercise came to."""

    exercise: str
    outcome: Outcome
    said: str = ""
    """The failed assertion or the exception."""
    line: str = ""
    """The student's own line, ``cell 7, line 3: w -= lr``."""


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """All exercises of one submission."""

    results: tuple[CheckResult, ...]
    notes: tuple[str, ...]
    """Choices made while reading and loading the submission."""
    isolation: str


def self_check(project: Project, name: str, path: Path) -> SelfCheck:
    """Run the public checks of an assignment against one submission.

    Raises:
        AutograderError: there is no such assignment or submission, or no worker can be started.

    """
    assignment = load_assignment(project, name)
    notebook = project.notebook_file(name)
    cells = read_authored(notebook, assignment, where=project.shown(notebook))
    submission = _submission(assignment, path)
    search = Search(assignment.preload)
    zygote, choice = search.finish(allow_process_only=True)  # the student's own code on the student's own machine
    with zygote:
        room = _Room(zygote, assignment.limits, submission, _program(project, assignment))
        results = tuple(room.results(cells))
    return SelfCheck(results, (*submission.notes, *room.notes), choice.tier.description)


def _submission(assignment: Assignment, path: Path) -> Submission:
    cohort = read_cohort([path], assignment, one=True)
    if not cohort.submissions:
        raise UsageError(cohort.unreadable[0].reason)
    return cohort.submissions[0]


def _program(project: Project, assignment: Assignment) -> Program:
    provided = project.provided_file(assignment.name)
    return Program(
        exercises=tuple(exercise.id for exercise in assignment.exercises),
        promised=assignment.preload,
        provided=provided.read_text("utf-8") if provided.is_file() else "",
        output_limit=assignment.limits.output_kb << 10,
    )


class _Room:
    """Where checks run: each in a worker of its own."""

    def __init__(self, zygote: Zygote, limits: Limits, submission: Submission, program: Program) -> None:
        self.notes: dict[str, None] = {}
        """What loading said, each sentence once."""
        self._zygote, self._limits, self._submission, self._program = zygote, limits, submission, program
        self._watched = replace(submission, cells=(*submission.cells, Cell(LABEL, RUN)))

    def results(self, cells: Sequence[AuthoredCell]) -> Iterator[CheckResult]:
        """The results of all checks, in the order of the notebook."""
        above = takewhile(lambda cell: cell.kind is not CellKind.EXERCISE, cells)
        setup = [cell.source for cell in above if cell.kind is CellKind.CODE]
        for cell in cells:
            if cell.kind is CellKind.CHECK:
                yield self._result(setup, cell)

    def _result(self, setup: list[str], cell: AuthoredCell) -> CheckResult:
        first = self._attempt(setup, cell, everything=False)
        if isinstance(first, StudentFault) and first.kind in RELOAD:  # a statement that was left out may be missing
            second = self._attempt(setup, cell, everything=True)
            first = first if isinstance(second, WorkerDied) else second
        match first:
            case None:
                return CheckResult(cell.exercise, Outcome.PASSED)
            case WorkerDied():
                return CheckResult(cell.exercise, first.death.outcome, str(first))
            case _:
                return _fault(self._submission, cell.exercise, first)

    def _attempt(self, setup: list[str], cell: AuthoredCell, *, everything: bool) -> StudentFault | WorkerDied | None:
        session = Session(self._zygote.worker(self._limits), self._watched, Budget(self._limits))
        with closing(session):
            try:
                loaded = session.load(self._program, everything=everything)
                self.notes.update(dict.fromkeys(loaded.notes))
                if cell.exercise not in loaded.names:
                    return _Undefined(loaded.missing.get(cell.exercise, ""))
                RemoteFunction(session, [To.NAME, RUNNER])(setup, cell.source)
            except (StudentFault, WorkerDied) as error:
                return error
        return None


class _Undefined(StudentFault):
    """The exercise is not there; a check would only say so in other words."""

    outcome = Outcome.MISSING


def _fault(submission: Submission, exercise: str, error: StudentFault) -> CheckResult:
    line, text = own_line(submission, error.frames), plain(str(error), SAID)
    if error.kind == "AssertionError" and not line:
        return CheckResult(exercise, Outcome.FAILED, text.removeprefix("AssertionError: "))
    return CheckResult(exercise, error.outcome, text, line)
