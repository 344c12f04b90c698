"""What a person should know of an adopted notebook besides what is left to be marked by hand."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.errors import AuthoringError
from autograder.integrations.nbgrader.adopting.plan import Plan
from autograder.integrations.nbgrader.adopting.source import Role, SourceCell
from autograder.integrations.nbgrader.adopting.trial import Tried
from autograder.manifest import Project, load_assignment
from autograder.releasing import student_files


def remarks_on(plan: Plan, name: str, project: Project, data: tuple[str, ...], tried: Tried) -> tuple[str, ...]:
    """One sentence each.

    Args:
        plan: how the notebook was divided.
        name: of the assignment.
        project: where it was written.
        data: files beside the notebook that its code names.
        tried: how the trial went.

    """
    return (
        *_without_exercises(plan, name, project),
        *_all_hidden(plan),
        *_given_away(plan, tried),
        *(f"{file} is assets/{file} now: mend the code that opens it" for file in data),
        *(f"{cell.where} is a raw cell: its text stands in a block of prose" for cell in _raw(plan)),
        *_cannot_be_released(plan, name, project),
    )


def _raw(plan: Plan) -> Iterator[SourceCell]:
    return (cell for cell in plan.notebook.cells if cell.role is Role.RAW)


def _without_exercises(plan: Plan, name: str, project: Project) -> Iterator[str]:
    if not plan.exercises:
        manifest = project.shown(project.manifest_file(name))
        yield f"nothing in it is graded by tests, so it has no manifest; with an exercise, write {manifest}"


def _all_hidden(plan: Plan) -> Iterator[str]:
    for exercise in plan.exercises:
        if all(not any(line.text.strip() and not line.hidden for line in test.code.lines) for test in exercise.tests):
            yield f"every test of {exercise.id} is hidden: write an example into its public check"


def _given_away(plan: Plan, tried: Tried) -> Iterator[str]:
    for number in tried.given_away:
        cell = plan.tests[number].cell
        yield f"{cell.name} gives its points to an untouched notebook, as in nbgrader"


def _cannot_be_released(plan: Plan, name: str, project: Project) -> Iterator[str]:
    if not plan.exercises:
        return
    try:
        student_files(project, load_assignment(project, name))
    except AuthoringError as error:
        yield f"autograder release refuses it: {error}{f' ({error.tip})' if error.tip else ''}"
