"""nbgrader's own converter over all submissions, one after the other: the one writer to the gradebook."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from nbgrader.converters import Autograde

MARK = ".autograder-unfinished"
"""In a student's folder under ``autograded/`` while it is made."""


class Writer(Autograde):  # type: ignore[misc]  # nbgrader has no types
    """As ``nbgrader autograde``, with two things more: it says how far it is, and it notices an interrupted run."""

    written: Callable[[str], None]
    """Called with a student's name when everything of that student is in the gradebook."""

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Whether to convert; also where an earlier run was killed in the middle of this student.

        A folder under ``autograded/`` counts as a graded submission, whatever is in it.
        """
        folder = self._folder(assignment_id, student_id)
        if self._is_whole and (folder / MARK).exists():
            self.log.warning("autograder: %s was interrupted and is graded again", student_id)
            shutil.rmtree(folder)
        wanted: bool = super().init_destination(assignment_id, student_id)
        return wanted

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """The first thing that happens to a submission."""
        folder = self._folder(assignment_id, student_id)
        folder.mkdir(parents=True, exist_ok=True)
        if self._is_whole:
            (folder / MARK).touch()
        super().init_assignment(assignment_id, student_id)

    def set_permissions(self, assignment_id: str, student_id: str) -> None:
        """The last thing that happens to a submission."""
        if self._is_whole:
            (self._folder(assignment_id, student_id) / MARK).unlink(missing_ok=True)
        super().set_permissions(assignment_id, student_id)
        self.written(student_id)

    @property
    def _is_whole(self) -> bool:
        """Whether all notebooks of a submission are converted, and not only those of one name."""
        return bool(self.coursedir.notebook_id == "*")

    def _folder(self, assignment_id: str, student_id: str) -> Path:
        return Path(self._format_dest(assignment_id, student_id))
