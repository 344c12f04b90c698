"""What becomes of each cell: which solutions are exercises, which tests judge them, what is left to a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from autograder.integrations.nbgrader.adopting.hidden_tests import TestCell
from autograder.integrations.nbgrader.adopting.ownership import owners
from autograder.integrations.nbgrader.adopting.references import reference
from autograder.integrations.nbgrader.adopting.regions import Line
from autograder.integrations.nbgrader.adopting.scope import Needs, Scope
from autograder.integrations.nbgrader.adopting.source import BY_HAND, Role, SourceCell, SourceNotebook
from autograder.integrations.nbgrader.adopting.statements import Statement, free_names
from autograder.integrations.nbgrader.adopting.troubles import trouble

MARKED_BY_HAND = "it is marked by hand in nbgrader, too"


@dataclass(frozen=True, slots=True)
class PlannedExercise:
    """One exercise of the new assignment."""

    id: str
    home: SourceCell
    """Where its cell stands."""
    own: tuple[Statement, ...]
    trailing: tuple[Line, ...]
    """Comments below the last of its statements."""
    needs: Needs
    """What its statements need besides."""
    tests: tuple[TestCell, ...]

    @property
    def points(self) -> Decimal:
        """The sum of its tests."""
        return sum((test.cell.points for test in self.tests), Decimal(0))

    @property
    def text(self) -> str:
        """Its reference."""
        return reference(self.id, self.own, self.trailing, self.needs)


@dataclass(frozen=True, slots=True)
class Plan:
    """One notebook, divided."""

    notebook: SourceNotebook
    scope: Scope
    exercises: tuple[PlannedExercise, ...]
    by_hand: Mapping[int, str]
    """By number of the cell: why a person must look at it."""

    @property
    def tests(self) -> dict[int, TestCell]:
        """The tests that are taken over, by number of their cell."""
        return {test.cell.number: test for exercise in self.exercises for test in exercise.tests}

    def uses(self, exercise: PlannedExercise) -> tuple[str, ...]:
        """Other exercises that its reference calls."""
        bound = frozenset().union(*(s.binds for s in exercise.needs.students if s not in exercise.own))
        return tuple(other.id for other in self.exercises if other.id != exercise.id and other.id in bound)


def make_plan(notebook: SourceNotebook, refused: Mapping[int, str]) -> Plan:
    """Divide a notebook.

    Args:
        notebook: as it was read.
        refused: test cells, by number, that a trial has shown to be a person's business, with the reason.

    """
    scope = Scope(notebook)
    tests, reasons = _sort_tests(notebook, scope, refused)
    _settle_values(tests, reasons, scope)
    exercises = tuple(_exercises(tests, scope))
    return Plan(
        notebook=notebook,
        scope=scope,
        exercises=exercises,
        by_hand=dict(sorted((reasons | _marked_by_hand(notebook) | _untested(exercises, scope)).items())),
    )


def _marked_by_hand(notebook: SourceNotebook) -> dict[int, str]:
    return {cell.number: MARKED_BY_HAND for cell in notebook.cells if cell.role in BY_HAND}


def _untested(exercises: Sequence[PlannedExercise], scope: Scope) -> dict[int, str]:
    """Solutions that are part of no exercise; their answers are kept as well."""
    owned = {statement for exercise in exercises for statement in exercise.own}
    left = {}
    for code in scope.codes.values():
        if code.cell.role is Role.SOLUTION and not (code.statements and owned.issuperset(code.statements)):
            left[code.cell.number] = code.problem or "students write it, and no test that was taken over calls it"
    return left


def _sort_tests(
    notebook: SourceNotebook, scope: Scope, refused: Mapping[int, str]
) -> tuple[list[TestCell], dict[int, str]]:
    tests, reasons = [], {}
    for cell in notebook.cells:
        if cell.role is not Role.TESTS:
            continue
        code = scope.codes[cell.number]
        needs = scope.needs(free_names(code.statements), cell.number)
        reason = refused.get(cell.number) or trouble(code, needs, scope)
        if reason:
            reasons[cell.number] = reason
        else:
            tests.append(TestCell(code, _judged(needs, scope), needs))
    return tests, reasons


def _judged(needs: Needs, scope: Scope) -> str:
    """The exercise a test belongs to: of the names it uses, the one that is defined last."""
    return max(sorted(needs.names), key=lambda name: scope.position(scope.solution_binders(name)[-1]))


def _settle_values(tests: list[TestCell], reasons: dict[int, str], scope: Scope) -> None:
    """A worker computes the values that exercises need: a value must be an exercise, with a test of its own.

    A test of several values goes to the one that has no other test; if there are two such, it is a person's business.
    """
    while True:
        judged = Counter(test.exercise for test in tests)
        for place, test in enumerate(tests):
            lone = [name for name in sorted(test.needs.names - judged.keys()) if not _is_definition(name, scope)]
            if len(lone) == 1 and (judged[test.exercise] > 1 or _is_definition(test.exercise, scope)):
                tests[place] = replace(test, exercise=lone[0])
                break
            if lone:
                together = ", ".join([*lone, test.exercise])
                reasons[test.cell.number] = f"it tests {together} at once, and every value needs a test of its own"
                del tests[place]
                break
        else:
            return


def _is_definition(name: str, scope: Scope) -> bool:
    return any(binder.is_definition for binder in scope.solution_binders(name))


def _exercises(tests: list[TestCell], scope: Scope) -> Iterator[PlannedExercise]:
    binders = {test.exercise: scope.solution_binders(test.exercise)[-1] for test in tests}
    ids = sorted(binders, key=lambda exercise: (scope.position(binders[exercise]), exercise))
    homes = {exercise: binders[exercise].cell for exercise in ids}
    owner = owners(scope, homes)
    for exercise in ids:
        own = scope.in_order(statement for statement, its in owner.items() if its == exercise)
        code = scope.codes[homes[exercise].number]
        yield PlannedExercise(
            id=exercise,
            home=homes[exercise],
            own=own,
            trailing=code.trailing if own[-1] is code.statements[-1] else (),
            needs=scope.needs(free_names(own), homes[exercise].number + 1, through_students=True),
            tests=tuple(test for test in tests if test.exercise == exercise),
        )
