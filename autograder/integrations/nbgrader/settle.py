"""After SaveAutoGrades: what outputs cannot say. Comments on answers, scores that nobody has decided, lost cells."""

from __future__ import annotations

from typing import Any

from nbgrader.api import BaseCell, Comment, Grade, Gradebook

from autograder.integrations.nbgrader.grade import MARKS
from autograder.integrations.nbgrader.marks import Mark
from autograder.integrations.nbgrader.step import AutograderStep, Place


class Settle(AutograderStep):
    """Writes to the gradebook, in one transaction for each notebook."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """As every step does."""
        place = Place.of(resources)
        marks: dict[str, Mark] = resources.get(MARKS, {})
        present = {cell.metadata.get("nbgrader", {}).get("grade_id") for cell in nb.cells}
        with Gradebook(resources["nbgrader"]["db_url"], self.converter.coursedir.course_id) as gradebook:
            submission = gradebook.find_submission_notebook(place.notebook, place.assignment, place.student)
            for grade, name in _named(gradebook, Grade, submission.id):
                self._settle(grade, marks.get(name), missing=name not in present)
            comments = {name: comment for comment, name in _named(gradebook, Comment, submission.id)}
            for mark in marks.values():
                if mark.text and mark.solution_id in comments:
                    comments[mark.solution_id].auto_comment = mark.text
            gradebook.db.commit()
        return nb, resources

    def _settle(self, grade: Any, mark: Mark | None, *, missing: bool) -> None:
        """A score that nobody decided is none; that of a cell that is gone is not the one of an earlier run."""
        if mark is not None:
            grade.auto_score = mark.score
        elif missing:
            grade.auto_score = None
        else:
            return
        grade.needs_manual_grade = grade.auto_score is None or grade.manual_score is not None


def _named(gradebook: Any, table: Any, notebook: str) -> Any:
    """Rows of a student's notebook with the ids of their cells, in one query; asked for one by one they take 20 ms."""
    joined = gradebook.db.query(table, BaseCell.name).join(BaseCell, BaseCell.id == table.cell_id)
    return joined.filter(table.notebook_id == notebook).all()
