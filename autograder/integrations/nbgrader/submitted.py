"""What lies under ``submitted/``, as text: the notebook as the student handed it in, before nbgrader touches it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.errors import SubmissionRefused
from autograder.intake.choose import read_answer
from autograder.intake.folder import FolderSource, Part
from autograder.intake.limits import DEFAULT_LIMITS
from autograder.intake.source import Entry
from autograder.model import Assignment, Module, Submission, Unreadable


@dataclass(frozen=True, slots=True)
class Handed:
    """One student's folder."""

    student: str
    folder: Path
    support: tuple[Module, ...] = ()
    """Python files of the course, which take the place of the student's copies as nbgrader does it."""
    mend: Callable[[bytes], bytes] = bytes
    """Applied to the notebook before its cells are read."""

    def read(self, assignment: Assignment, notebook: str) -> Submission | Unreadable:
        """Its notebook and the modules beside it.

        Args:
            assignment: what it answers.
            notebook: the file name without ``.ipynb``; nbgrader knows no other.

        """
        wanted = replace(assignment, file=f"{notebook}.ipynb")
        file = f"{self.folder.name}/{wanted.file}"
        if not (self.folder / wanted.file).exists():
            return Unreadable(self.student, f"{file} was not handed in")
        try:
            answer = read_answer(_Mended(self.folder, wanted.file, self.mend), wanted, DEFAULT_LIMITS)
        except SubmissionRefused as error:
            return Unreadable(self.student, _reason(file, error))
        except OSError as error:
            return Unreadable(self.student, f"{file} cannot be read: {error.strerror}")
        modules = {module.name: module for module in (*answer.modules, *self.support)}
        ordered = tuple(modules[name] for name in sorted(modules))
        return Submission(self.student, answer.cells, ordered, answer.notes, file)


class _Mended(FolderSource):
    """A submission's folder whose notebook is mended as it is read."""

    def __init__(self, folder: Path, notebook: str, mend: Callable[[bytes], bytes]) -> None:
        super().__init__([Part(folder)], DEFAULT_LIMITS)
        self._notebook, self._mend = notebook, mend

    def read(self, entries: Sequence[Entry]) -> dict[str, bytes]:
        """As any folder's."""
        contents = super().read(entries)
        if self._notebook in contents:
            contents[self._notebook] = self._mend(contents[self._notebook])
        return contents


def support_modules(source: Path, kept: Sequence[str]) -> tuple[Module, ...]:
    """The Python files of ``source/<assignment>/``.

    Args:
        source: that folder; need not exist.
        kept: file names that stay the student's (``Autograde.exclude_overwriting``).

    """
    return tuple(_modules(source, frozenset(kept)))


def _modules(source: Path, kept: frozenset[str]) -> Iterator[Module]:
    for file in sorted(source.rglob("*.py")):
        inside = file.relative_to(source)
        parts = inside.with_suffix("").parts
        if inside.as_posix() in kept or not all(part.isidentifier() for part in parts):
            continue
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name:
            yield Module(name, file.read_text("utf-8", errors="replace"))


def _reason(file: str, error: SubmissionRefused) -> str:
    place = f": {error.where}" if error.where else ""
    tip = f"; {error.tip}" if error.tip else ""
    return f"{file}{place} {error.what}{tip}"
