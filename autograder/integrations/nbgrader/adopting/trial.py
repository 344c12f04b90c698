"""A hidden test is taken over only if the reference passes it where students' code runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.errors import AuthoringError
from autograder.grading.judging import Judged, Judging, Watcher
from autograder.grading.options import ExecutorName
from autograder.grading.work import Settings, Work
from autograder.integrations.nbgrader.adopting.cells import NewCell
from autograder.integrations.nbgrader.adopting.hidden_tests import test_names
from autograder.integrations.nbgrader.adopting.plan import Plan
from autograder.integrations.nbgrader.adopting.source import Role
from autograder.manifest import Project
from autograder.model import CaseResult, Cell, Outcome, Submission
from autograder.notebook import CellKind, skeleton
from autograder.reports.safe import plain

SEED = "adopt"
ANSWERED, UNTOUCHED = "the new notebook with its references", "an untouched notebook"
DETAIL = 200
"""Characters of what a case said that a reason quotes."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What the trial of an assignment gave."""

    refused: Mapping[int, str] = field(default_factory=dict)
    """Test cells, by number, that the reference fails, and why."""
    given_away: tuple[int, ...] = ()
    """Test cells, by number, that an untouched notebook passes."""


def try_out(plan: Plan, cells: Sequence[NewCell], name: str, project: Project, watcher: Watcher) -> Tried:
    """Grade the instructor's answers and an untouched notebook, through judges and workers.

    Raises:
        AuthoringError: something is wrong with the assignment as a whole.
        SandboxError: no worker can be started.

    """
    try:
        return _grade(plan, cells, name, project, watcher)
    except AuthoringError as error:
        return Tried(refused=_of_one_exercise(plan, name, project, error))


def _grade(plan: Plan, cells: Sequence[NewCell], name: str, project: Project, watcher: Watcher) -> Tried:
    names = test_names(plan.tests.values())
    numbers = {
        f"test_{exercise.id}.py::{names[test.cell.number]}": test.cell.number
        for exercise in plan.exercises
        for test in exercise.tests
    }
    refused: dict[int, str] = {}
    given_away: list[int] = []

    def finished(judged: Judged) -> None:
        for (test, _), (case,) in judged.results.items():
            if judged.work.submission.id == UNTOUCHED:
                given_away.extend([numbers[test]] * (case.outcome is Outcome.PASSED))
            elif case.outcome is not Outcome.PASSED:
                refused.setdefault(numbers[test], _reason(judged.work.submission.id, case))

    # the instructor's own code: where no isolation works it runs all the same
    settings = Settings(project.root, name, SEED, allow_process_only=True)
    work = [Work(submission, frozenset(numbers)) for submission in _submissions(plan, cells, name)]
    Judging(settings, 1, ExecutorName.LOCAL, watcher).run(work, finished)
    return Tried(refused, tuple(sorted(set(given_away) - refused.keys())))


def _reason(who: str, case: CaseResult) -> str:
    said = plain(case.detail.partition("\n")[0].partition("\\n")[0], DETAIL)
    return f"{who} fails it in a worker: {case.outcome}{f', {said}' if said else ''}"


def _submissions(plan: Plan, cells: Sequence[NewCell], name: str) -> Iterator[Submission]:
    """A student who wrote as the instructor did, in the old notebook and in the new one, and one who wrote nothing."""
    roles = (Role.CODE, Role.SOLUTION, Role.TESTS, Role.ANSWER)
    old = [cell for cell in plan.notebook.cells if cell.role in roles and cell.is_python]
    yield Submission("the source notebook", tuple(Cell(cell.where, cell.source) for cell in old))
    references = {exercise.id: exercise.text for exercise in plan.exercises}
    skeletons = {exercise: skeleton(text, where=f"{name}, {exercise}") for exercise, text in references.items()}
    code = [cell for cell in cells if cell.kind is not CellKind.MARKDOWN]
    for who, answers in ((ANSWERED, references), (UNTOUCHED, skeletons)):
        texts = [answers[cell.exercise] if cell.kind is CellKind.EXERCISE else cell.source for cell in code]
        yield Submission(who, tuple(Cell(f"cell {number}", text) for number, text in enumerate(texts, start=1)))


def _code(cells: Sequence[NewCell]) -> list[NewCell]:
    return [cell for cell in cells if cell.kind is not CellKind.MARKDOWN]


def _of_one_exercise(plan: Plan, name: str, project: Project, error: AuthoringError) -> dict[int, str]:
    """An author's file that cannot be used costs the tests of its exercise, not those of the others."""
    for exercise in plan.exercises:
        solution, tests = project.reference_file(name, exercise.id), project.test_file(name, exercise.id)
        if project.shown(solution) in error.where or error.where.startswith((tests.name, project.shown(tests))):
            return {test.cell.number: f"{exercise.id}: {plain(error.what, DETAIL)}" for test in exercise.tests}
    raise error
