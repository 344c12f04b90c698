"""Put finished assignments into a project: all of their folders, or none."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from autograder.errors import UsageError
from autograder.manifest import Project


def demand_free(project: Project, names: Iterable[str]) -> None:
    """Refuse to touch what is there.

    Raises:
        UsageError: the project has a folder of that name.

    """
    for name in names:
        for folder in _folders(project, name):
            if folder.exists() or folder.is_symlink():
                raise UsageError(
                    f"{project.shown(folder)} is there already, and nothing is overwritten",
                    where=str(project.root),
                    tip="move it away, or name another course with --root",
                )


def make_workplace(project: Project) -> Path:
    """An empty folder inside the project, so that what is finished there can be moved into place.

    Raises:
        UsageError: the project cannot be written.

    """
    try:
        project.root.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".adopting-", dir=project.root))
    except OSError as error:
        raise _unwritable(project, error) from error


def place(workplace: Project, project: Project, names: Iterable[str]) -> None:
    """Move the folders of finished assignments; whatever fails, what was moved is moved back.

    Raises:
        UsageError: the project cannot be written.

    """
    moved: list[tuple[Path, Path]] = []
    try:
        for name in names:
            for old, new in zip(_folders(workplace, name), _folders(project, name), strict=True):
                if old.exists():
                    new.parent.mkdir(parents=True, exist_ok=True)
                    old.rename(new)
                    moved.append((old, new))
    except OSError as error:
        for old, new in reversed(moved):
            new.rename(old)
        raise _unwritable(project, error) from error


def _unwritable(project: Project, error: OSError) -> UsageError:
    return UsageError(
        f"cannot be written: {error}", where=str(project.root), tip="look at its permissions, or name another --root"
    )


def _folders(project: Project, name: str) -> tuple[Path, Path, Path]:
    return project.assignment_folder(name), project.solutions_folder(name), project.tests_folder(name)
