"""Which exercise each statement of a solution cell belongs to."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.integrations.nbgrader.adopting.scope import Scope
from autograder.integrations.nbgrader.adopting.source import Role, SourceCell
from autograder.integrations.nbgrader.adopting.statements import Statement, free_names


def owners(scope: Scope, homes: Mapping[str, SourceCell]) -> dict[Statement, str]:
    """The exercise of each statement; one that no exercise needs, in a cell without any, has none.

    What binds an exercise's name is the exercise. What it needs and nothing tests, a helper, comes along with the first
    exercise that needs it, from whichever solution cell. What else stands in the cell of an exercise stays there.

    Args:
        scope: all statements.
        homes: the cell of each exercise, in the order of the notebook.

    """
    owner: dict[Statement, str] = {}
    for exercise, home in homes.items():
        for statement in scope.solution_binders(exercise):
            if statement.cell is home:
                owner.setdefault(statement, exercise)
    for exercise, home in homes.items():
        own = scope.in_order(statement for statement, its in owner.items() if its == exercise)
        needs = scope.needs(free_names(own), home.number + 1, through_students=True)
        for statement in needs.students:
            if statement.cell.role is Role.SOLUTION and not statement.binds & homes.keys():
                owner.setdefault(statement, exercise)
    first = {home.number: exercise for exercise, home in reversed(list(homes.items()))}
    for statement in scope.statements:
        if statement.cell.role is Role.SOLUTION and statement.cell.number in first:
            owner.setdefault(statement, first[statement.cell.number])
    return owner
