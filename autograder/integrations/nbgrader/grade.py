"""In the place of nbgrader's Execute: no kernel starts, and each test cell of ours gets its score as an output.

``SaveAutoGrades`` reads it by nbgrader's own rule, for which only the ``repr`` of a float from 0 to the cell's points
is safe: everything else that looks like a result gets full points, or ends the student's conversion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from nbgrader import utils

from autograder.errors import AutograderError
from autograder.integrations.nbgrader.cells import failed, printed, score
from autograder.integrations.nbgrader.marks import REGENERATE, Mark, in_cell, reason_for
from autograder.integrations.nbgrader.run import Run
from autograder.integrations.nbgrader.step import AutograderStep, Place

MARKS = "autograder_marks"
"""Where later steps find the marks of this notebook, by the id of the graded cell."""
UNCLAIMED = f"Not graded: no exercise of assignment.toml; {REGENERATE}, or grade it by hand"


class Grade(AutograderStep):
    """Grades a notebook; whatever goes wrong becomes a reason on this notebook, and the class goes on."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """As every step does."""
        place = Place.of(resources)
        try:
            run = Run.of(self)
            marks = self._judge(run, place, nb) if run.is_ours(place) else {}
            marks |= self._others(run, place, nb, ours=marks)
        except Exception as error:  # noqa: BLE001 - the other students' notebooks are not to blame
            marks = self._not_graded(place, nb.cells, error)
        else:
            run.waiting.update((place.student, mark.text) for mark in marks.values() if mark.score is None)
        resources[MARKS] = marks
        return nb, resources

    def _judge(self, run: Run, place: Place, nb: Any) -> dict[str, Mark]:
        """Put the scores of our exercises into their test cells."""
        found = {mark.grade_id: mark for mark in run.marks(place)}
        for cell in filter(_is_tests, nb.cells):
            grade_id = _grade_id(cell)
            if grade_id in found:
                found[grade_id] = in_cell(found[grade_id], float(cell.metadata.nbgrader["points"]))
                _write(cell, found[grade_id])
        return found

    def _others(self, run: Run, place: Place, nb: Any, *, ours: dict[str, Mark]) -> dict[str, Mark]:
        """Cells that no exercise claims; returns why a person must look at some of them."""
        others = [cell for cell in nb.cells if _grade_id(cell) not in ours]
        if not ours:
            return self._execute(run, place, others)
        left = _without_score(others, UNCLAIMED, but=lambda cell: run.is_for_nbgrader(place, _grade_id(cell)))
        rest = [cell for cell in others if _grade_id(cell) not in left]
        return {**left, **(self._execute(run, place, rest) if any(map(_needs_outputs, rest)) else {})}

    def _execute(self, run: Run, place: Place, others: list[Any]) -> dict[str, Mark]:
        """Run what is for nbgrader's own rules or for a person's eye."""
        try:
            run.show(place, [cell for cell in others if cell.cell_type == "code"])
        except Exception as error:  # noqa: BLE001 - our own exercises are judged without it
            return self._not_graded(place, others, error)
        return _without_score(others, "Not graded: the tests gave more points than there are", but=_is_accepted)

    def _not_graded(self, place: Place, cells: Iterable[Any], error: Exception) -> dict[str, Mark]:
        if isinstance(error, AutograderError):
            self.log.error("autograder: %s of %s is not graded: %s", place.assignment, place.student, error)
            if error.tip:
                self.log.error("autograder: %s", error.tip)
        else:
            self.log.error("autograder: %s of %s: internal error", place.assignment, place.student, exc_info=error)
        return _without_score(cells, reason_for(error))


def _grade_id(cell: Any) -> str:
    """Empty for a cell that nbgrader does not know."""
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def _is_tests(cell: Any) -> bool:
    """A code cell that nbgrader scores by its outputs."""
    return bool(cell.cell_type == "code" and utils.is_grade(cell) and not utils.is_solution(cell))


def _needs_outputs(cell: Any) -> bool:
    """Whether somebody, or nbgrader, judges by what the notebook shows."""
    return bool((utils.is_grade(cell) and cell.cell_type == "code") or utils.is_task(cell))


def _is_accepted(cell: Any) -> bool:
    """Nbgrader ends a student's conversion at a result above the cell's points, and an old score would stand."""
    try:
        utils.determine_grade(cell)
    except (ValueError, KeyError):
        return False
    return True


def _without_score(
    cells: Iterable[Any], reason: str, *, but: Callable[[Any], bool] = lambda _: False
) -> dict[str, Mark]:
    """No score for any tests among these cells, but for some; the answer above them gets the reason."""
    made = {}
    answer = ""
    for cell in cells:
        if utils.is_solution(cell):
            answer = _grade_id(cell)
        elif _is_tests(cell) and not but(cell):
            grade_id = _grade_id(cell)
            made[grade_id] = Mark(grade_id, answer, None, reason, float(cell.metadata.nbgrader["points"]))
            _write(cell, made[grade_id])
    return made


def _write(cell: Any, mark: Mark) -> None:
    told = [printed(f"{mark.printed}\n")] if mark.text else []
    # without a score it is worth nothing by nbgrader's rule, until Settle says that a person must look
    cell.outputs = [*told, failed("NotGraded") if mark.score is None else score(mark.score)]
    cell.execution_count = None
