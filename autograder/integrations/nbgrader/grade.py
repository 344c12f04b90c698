"""In the place of nbgrader's Execute: no kernel starts, and each test cell of ours gets its score as an output.

``SaveAutoGrades`` reads it by nbgrader's own rule, for which only the ``repr`` of a float from 0 to the cell's points
is safe: everything else that looks like a result gets full points, or ends the student's conversion.
"""

from __future__ import annotations

from typing import Any

from nbgrader import utils

from autograder.errors import AutograderError
from autograder.integrations.nbgrader.cells import failed, printed, score
from autograder.integrations.nbgrader.marks import Mark, in_cell, reason_for
from autograder.integrations.nbgrader.run import Run
from autograder.integrations.nbgrader.step import AutograderStep, Place

MARKS = "autograder_marks"
"""Where later steps find the marks of this notebook, by the id of the graded cell."""


class Grade(AutograderStep):
    """Grades a notebook; whatever goes wrong becomes a reason on this notebook, and the class goes on."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """As every step does."""
        place = Place.of(resources)
        found = self._marks(place, nb)
        for cell in filter(_is_tests, nb.cells):
            grade_id = cell.metadata.nbgrader["grade_id"]
            if grade_id in found:
                found[grade_id] = in_cell(found[grade_id], float(cell.metadata.nbgrader["points"]))
                cell.outputs = list(_outputs(found[grade_id]))
                cell.execution_count = None
        resources[MARKS] = found
        return nb, resources

    def _marks(self, place: Place, nb: Any) -> dict[str, Mark]:
        try:
            run = Run.of(self)
            made = run.marks(place) if run.is_ours(place) else ()
            found = {mark.grade_id: mark for mark in made}
            return {**_unknown(nb, "Not graded: nothing here runs this cell yet"), **found}
        except Exception as error:  # noqa: BLE001 - the other students' notebooks are not to blame
            self._tell(place, error)
            return _unknown(nb, reason_for(error))

    def _tell(self, place: Place, error: Exception) -> None:
        if isinstance(error, AutograderError):
            self.log.error("autograder: %s of %s is not graded: %s", place.assignment, place.student, error)
            if error.tip:
                self.log.error("autograder: %s", error.tip)
        else:
            self.log.error("autograder: %s of %s: internal error", place.assignment, place.student, exc_info=error)


def _is_tests(cell: Any) -> bool:
    """A code cell that nbgrader scores by its outputs."""
    return bool(cell.cell_type == "code" and utils.is_grade(cell) and not utils.is_solution(cell))


def _unknown(nb: Any, reason: str) -> dict[str, Mark]:
    """No score for any tests; the answer above them gets the reason."""
    made = {}
    answer = ""
    for cell in nb.cells:
        if utils.is_solution(cell):
            answer = cell.metadata.nbgrader["grade_id"]
        elif _is_tests(cell):
            grade_id = cell.metadata.nbgrader["grade_id"]
            made[grade_id] = Mark(grade_id, answer, None, reason, float(cell.metadata.nbgrader["points"]))
    return made


def _outputs(mark: Mark) -> list[Any]:
    told = [printed(f"{mark.text}\n")] if mark.text else []
    # without a score it is worth nothing by nbgrader's rule, until Settle says that a person must look
    return [*told, failed("NotGraded") if mark.score is None else score(mark.score)]
