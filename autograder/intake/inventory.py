"""The list of a submission's files, with the checks that do not depend on where they lie."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from autograder.errors import SubmissionRefused
from autograder.intake.limits import IntakeLimits
from autograder.intake.quoting import quoted
from autograder.intake.source import Entry, Listing
from autograder.notebook.extract import readable_size

READ_SUFFIXES = frozenset({".ipynb", ".py", ".zip"})

IGNORED_FOLDERS = frozenset({"__macosx", "__pycache__", "node_modules", "site-packages", "venv"})
"""What tools leave behind; also every folder whose name begins with a dot or that holds a ``pyvenv.cfg``.

``env`` alone is not here: it is what students of reinforcement learning call a package.
"""

IGNORED_FILES = frozenset({"conftest.py", "setup.py", "sitecustomize.py", "usercustomize.py"})
"""Files that run by being there in other graders; also every file whose name begins with a dot."""

OTHERS_KEPT = 50
DRIVE = re.compile(r"[A-Za-z]:/")


def suffix(path: str) -> str:
    """The last suffix of a path, in lower case: ``.ipynb``."""
    name = path.rpartition("/")[2]
    return f".{name.rpartition('.')[2].lower()}" if "." in name[1:] else ""


def is_ignored_folder(name: str) -> bool:
    """A folder that never holds a student's work; ``..`` is none, it is an attack."""
    return (name.startswith(".") and name != "..") or name.casefold() in IGNORED_FOLDERS


def is_ignored_file(name: str) -> bool:
    """A file that is never read."""
    return name.startswith(".") or name.casefold() in IGNORED_FILES


def is_ignored(path: str) -> bool:
    """Whether a file or one of its folders is never read."""
    *folders, name = path.split("/")
    return is_ignored_file(name) or any(map(is_ignored_folder, folders))


def safe_path(raw: str, limits: IntakeLimits) -> str:
    """The NFC form of a relative path with ``/``.

    Raises:
        SubmissionRefused: absolute, leads out of its folder, holds control characters, too long or too deep.

    """
    parts = raw.split("/")
    if raw.startswith("/") or DRIVE.match(raw) or any(part in ("", ".", "..") for part in parts):
        raise SubmissionRefused(f"holds {quoted(raw)}, a path that leads out of the submission")
    if suffix(raw) in READ_SUFFIXES and any(unicodedata.category(char) in ("Cc", "Cs") for char in raw):
        raise SubmissionRefused(
            f"holds a file name with control characters or broken text: {quoted(raw)}",
            tip="ask the student to rename it",
        )
    if len(raw) > limits.path_chars or len(parts) > limits.depth:
        raise SubmissionRefused(
            f"holds the path {quoted(raw, 60)} with {len(raw)} characters in {len(parts)} levels, "
            f"more than {limits.path_chars} in {limits.depth}",
        )
    return unicodedata.normalize("NFC", raw)


class Inventory:
    """Collects the files of one submission and refuses what no honest one has."""

    def __init__(self, limits: IntakeLimits) -> None:
        self._limits = limits
        self._seen = 0
        self._code: dict[str, Entry] = {}
        self._archives: list[Entry] = []
        self._others: list[str] = []
        self._environments: list[str] = []

    def count(self) -> None:
        """One more name was looked at."""
        self._seen += 1
        if self._seen > self._limits.members:
            raise SubmissionRefused(
                f"holds more than {self._limits.members} files",
                tip="ask the student to hand in the notebook without data and environments",
            )

    def add(self, path: str, size: int, key: str) -> None:
        """A plain file at a safe path."""
        folder, _, name = path.rpartition("/")
        if name == "pyvenv.cfg" and folder:
            self._environments.append(f"{folder}/")
        if is_ignored(path):
            return
        match suffix(path):
            case ".ipynb" | ".py":
                self._add_code(Entry(path, size, key))
            case ".zip":
                self._archives.append(Entry(path, size, key))
            case _:
                self._others.append(path)

    def _add_code(self, entry: Entry) -> None:
        twin = self._code.setdefault(entry.path.casefold(), entry)
        if twin is not entry:
            raise SubmissionRefused(f"holds two files of one name: {quoted(twin.path)} and {quoted(entry.path)}")

    def listing(self, notes: Iterable[str] = ()) -> Listing:
        """What was collected, without virtual environments.

        Raises:
            SubmissionRefused: more files than are read.

        """
        code = [entry for entry in self._code.values() if not self._in_environment(entry.path)]
        if len(code) > self._limits.files:
            raise SubmissionRefused(
                f"holds {len(code)} notebooks and .py files, more than the {self._limits.files} that are read",
                tip="ask the student to hand in the files of this assignment only",
            )
        return Listing(
            code=tuple(sorted(code, key=lambda entry: entry.path)),
            archives=tuple(sorted(self._archives, key=lambda entry: entry.path)),
            others=tuple(sorted(self._others)[:OTHERS_KEPT]),
            notes=tuple(notes),
        )

    def _in_environment(self, path: str) -> bool:
        return any(path.startswith(folder) for folder in self._environments)


class Budget:
    """Counts the bytes of one submission as they are read, whatever its container claimed."""

    def __init__(self, limits: IntakeLimits) -> None:
        self._limits = limits
        self._left = limits.total_bytes

    def take(self, size: int) -> None:
        """``size`` more bytes were read."""
        self._left -= size
        if self._left < 0:
            raise SubmissionRefused(
                f"holds more than {readable_size(self._limits.total_bytes)} of notebooks and .py files",
                tip="ask the student to clear the outputs and hand in the files of this assignment only",
            )


def file_limit(path: str, limits: IntakeLimits) -> int:
    """How many bytes the file at ``path`` may have."""
    match suffix(path):
        case ".ipynb":
            return limits.reading.notebook_bytes
        case ".py":
            return limits.reading.python_bytes
        case _:
            return limits.total_bytes
