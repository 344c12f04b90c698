"""After the scores are in: what was repaired is shown beside them, and what nobody could read waits for a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from nbgrader.api import Gradebook

from autograder.integrations.nbgrader.repairing import Kept, Note
from autograder.integrations.nbgrader.step import AutograderStep, Place


class SaveNotes(AutograderStep):
    """Adds the notes to the comments that earlier steps wrote; comes after all that write comments or scores.

    It changes no score, but takes away the ones of a notebook of which nothing was graded.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """As every step does."""
        kept = Kept.read(nb)
        if not kept.notes:
            return nb, resources
        place = Place.of(resources)
        with Gradebook(resources["nbgrader"]["db_url"], self.converter.coursedir.course_id) as gradebook:
            submission = gradebook.find_submission_notebook(place.notebook, place.assignment, place.student)
            _comment(submission.comments, kept.remarks)
            _call_person(submission.grades, kept.notes)
            gradebook.db.commit()
        return nb, resources


def _comment(comments: Iterable[Any], sentences: Mapping[str, list[str]]) -> None:
    for comment in comments:
        said = sentences.get(comment.name, ())
        if said:
            comment.auto_comment = "\n\n".join([*filter(None, [comment.auto_comment]), *said])


def _call_person(grades: Iterable[Any], notes: Iterable[Note]) -> None:
    hopeless = any(note.damage.stops_grading for note in notes)
    doubtful = {cell for note in notes if note.damage.needs_look for cell in note.cells}
    for grade in grades:
        if hopeless:
            grade.auto_score = None
        if hopeless or grade.name in doubtful:
            grade.needs_manual_grade = True
