"""The course's folders as nbgrader's configuration names them, and what one command will convert of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.integrations.nbgrader.step import Place
from autograder.integrations.nbgrader.submitted import support_modules
from autograder.model import Module


class Collected:
    """What lies in the course.

    Args:
        converter: nbgrader's, of this command.

    """

    def __init__(self, converter: Any) -> None:
        self._converter, self._directory = converter, converter.coursedir

    @property
    def root(self) -> Path:
        """Of the course."""
        return Path(self._directory.root)

    def submitted(self, assignment: str, student: str) -> Path:
        """A student's folder as it was collected."""
        return self._folder("submitted_directory", student, assignment)

    def source(self, place: Place) -> Path:
        """The source notebook; need not exist."""
        return self._folder("source_directory", ".", place.assignment) / f"{place.notebook}.ipynb"

    def support(self, assignment: str) -> tuple[Module, ...]:
        """Python files of the course that lie beside the students' notebooks."""
        kept = self._converter.exclude_overwriting.get(assignment, ())
        return support_modules(self._folder("source_directory", ".", assignment), kept)

    def students(self, place: Place) -> Iterator[str]:
        """Whose work this command converts: the student at hand, and those its loop has yet to reach."""
        yield place.student
        yield from (student for student in self.waiting(place.assignment) if student != place.student)

    def waiting(self, assignment: str) -> Iterator[str]:
        """Whose work the loop of this command has yet to convert."""
        for folder in sorted(self._converter.assignments):
            student = self._student(folder, assignment)
            if student and self._will_convert(assignment, student):
                yield student

    def notebooks(self, assignment: str) -> tuple[str, ...]:
        """Names of the notebooks that this command converts, of whichever student."""
        found = {Path(file).stem for files in self._converter.assignments.values() for file in files}
        sources = self._folder("source_directory", ".", assignment).glob("*.ipynb")
        return tuple(sorted(found & {file.stem for file in sources}))

    def _student(self, folder: str, assignment: str) -> str:
        """Whose folder it is; empty if it is one of another assignment."""
        step, name = self._directory.submitted_directory, re.escape(assignment)
        match = re.fullmatch(self._directory.format_path(step, "(?P<student>.*)", name, escape=True), folder)
        return match["student"] if match else ""

    def _will_convert(self, assignment: str, student: str) -> bool:
        """``BaseConverter.init_destination`` without what it deletes; a wrong guess only costs time."""
        if student in self._directory.student_id_exclude.split(","):
            return False
        target = self._folder("autograded_directory", student, assignment)
        if self._converter.force or not target.exists() or self._directory.notebook_id != "*":
            return True
        new = self._directory.get_existing_timestamp(str(self.submitted(assignment, student)))
        old = self._directory.get_existing_timestamp(str(target))
        return new is not None and old is not None and new > old

    def _folder(self, step: str, student: str, assignment: str) -> Path:
        return Path(self._directory.format_path(getattr(self._directory, step), student, assignment))
