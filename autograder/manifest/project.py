"""Where everything of a course lives: every path is a property of one class."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.errors import UsageError
from autograder.manifest.nearest import suggestion

ASSIGNMENTS = "assignments"


@dataclass(frozen=True, slots=True)
class Project:
    """The folder of a course; ``find`` it, or name it by ``root``."""

    root: Path
    """The folder that holds ``assignments/``."""

    @classmethod
    def find(cls, start: Path) -> Project:
        """The project that ``start``, a file or folder, lies in.

        Raises:
            UsageError: neither ``start`` nor a folder above it holds ``assignments/``.

        """
        here = start.resolve()
        for folder in (here, *here.parents):
            if (folder / ASSIGNMENTS).is_dir():
                return cls(folder)
        raise UsageError(
            f"no folder 'assignments' in {here} or above it",
            tip="Change into the folder of the course: the one that holds 'assignments', or a folder inside it.",
        )

    @property
    def assignments(self) -> Path:
        """What students read, one folder an assignment."""
        return self.root / ASSIGNMENTS

    @property
    def course_file(self) -> Path:
        """``course.toml``; need not exist."""
        return self.root / "course.toml"

    @property
    def state_folder(self) -> Path:
        """What the autograder keeps between runs; not under version control."""
        return self.root / ".autograder"

    def names(self) -> tuple[str, ...]:
        """The names of all assignments, sorted: the folders that hold a manifest."""
        return tuple(sorted(file.parent.name for file in self.assignments.glob("[!.]*/assignment.toml")))

    def existing(self, name: str) -> str:
        """``name``, if the project has an assignment of that name.

        Raises:
            UsageError: it has none; the message lists the nearest and all known names.

        """
        known = self.names()
        if name in known:
            return name
        # A shell completes the name to a path: `assignments/essentials/`.
        raise UsageError(
            f"no assignment {name!r} in {self.assignments}{suggestion(Path(name).name, known)}",
            tip=f"Known assignments: {', '.join(known) or 'none; write assignments/<name>/assignment.toml'}.",
        )

    def assignment_folder(self, name: str) -> Path:
        """What students read of one assignment."""
        return self.assignments / name

    def manifest_file(self, name: str) -> Path:
        """``assignment.toml``."""
        return self.assignment_folder(name) / "assignment.toml"

    def notebook_file(self, name: str) -> Path:
        """The authored notebook, MyST Markdown."""
        return self.assignment_folder(name) / f"{name}.md"

    def provided_file(self, name: str) -> Path:
        """Code students are given; need not exist."""
        return self.assignment_folder(name) / "provided.py"

    def solutions_folder(self, name: str) -> Path:
        """What is right; never shipped."""
        return self.root / "solutions" / name

    def reference_file(self, name: str, exercise: str) -> Path:
        """The reference of one exercise."""
        return self.solutions_folder(name) / f"{exercise}.py"

    def alternatives(self, name: str, exercise: str) -> tuple[Path, ...]:
        """Right solutions written differently, sorted by name."""
        return _python_files(self.solutions_folder(name) / "alternative" / exercise)

    def wrong(self, name: str, exercise: str) -> tuple[Path, ...]:
        """Named misconceptions, sorted by name."""
        return _python_files(self.solutions_folder(name) / "wrong" / exercise)

    def tests_folder(self, name: str) -> Path:
        """How the assignment is judged; never shipped."""
        return self.root / "grading_tests" / name

    def test_file(self, name: str, exercise: str) -> Path:
        """The hidden tests of one exercise."""
        return self.tests_folder(name) / f"test_{exercise}.py"

    def overrides_file(self, name: str) -> Path:
        """A person's corrections of scores; beside the hidden tests because it names students."""
        return self.tests_folder(name) / "overrides.toml"

    def shown(self, path: Path) -> str:
        """The path as messages name it: relative to the project, with forward slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


def _python_files(folder: Path) -> tuple[Path, ...]:
    """Files of a folder, without ``._name.py`` (what macOS leaves on foreign disks) and ``__init__.py``."""
    return tuple(sorted(folder.glob("[!._]*.py")))
