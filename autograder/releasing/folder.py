"""Put a folder in place whole: a reader, or a run that is interrupted, finds the old one or the new one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from autograder.errors import UsageError


def replace_folder(target: Path, files: Mapping[str, bytes], *, sign: str) -> None:
    """Make ``target`` hold exactly ``files``; if anything fails, it stays as it was.

    Args:
        target: the folder; what it held is deleted.
        files: relative names, with forward slashes, to contents.
        sign: a file that shows an existing folder to be an earlier one of ours, so that no one else's is deleted.

    Raises:
        UsageError: ``target`` is something else, or cannot be written.

    """
    _demand_ours(target, sign)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        workplace = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            _write(workplace / "new", files)
            _swap(target, new=workplace / "new", old=workplace / "old")
        finally:
            shutil.rmtree(workplace)
    except OSError as error:
        raise UsageError(
            f"cannot be written: {error}", where=str(target), tip="free some space or choose another folder with --out"
        ) from error


def _demand_ours(target: Path, sign: str) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise UsageError("is a file or a link", where=str(target), tip="remove it or choose another folder with --out")
    if target.is_dir() and any(target.iterdir()) and not (target / sign).is_file():
        raise UsageError(
            f"is a folder without {sign!r}, so no earlier release",
            where=str(target),
            tip="move it away or choose another folder with --out",
        )


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _swap(target: Path, *, new: Path, old: Path) -> None:
    """Two renames: no system call that Python offers exchanges two folders."""
    if not target.exists():
        new.rename(target)
        return
    target.rename(old)
    try:
        new.rename(target)
    except BaseException:
        old.rename(target)
        raise
