"""From an nbgrader source notebook to an assignment of ours."""

from autograder.integrations.nbgrader.adopting.adopt import adopt, assignment_name
from autograder.integrations.nbgrader.adopting.adopted import (
    Adopted,
    AdoptedExercise,
    AdoptedNotebook,
    AdoptedTest,
    ByHand,
)

__all__ = ["Adopted", "AdoptedExercise", "AdoptedNotebook", "AdoptedTest", "ByHand", "adopt", "assignment_name"]
