"""Files that travel to machines which share no folder with this one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Bundle:
    """Some folders below a common root, with everything in them."""

    files: tuple[tuple[str, bytes], ...] = ()
    """Path below the root, with forward slashes, and content; sorted."""

    @classmethod
    def of(cls, root: Path, folders: Iterable[Path]) -> Bundle:
        """The files of these folders as they are now, without what Python and the system leave there."""
        files = {file.relative_to(root).as_posix(): file for folder in folders for file in _files(folder)}
        return cls(tuple((name, files[name].read_bytes()) for name in sorted(files)))

    def unpack(self, root: Path) -> None:
        """Write the files below a new folder that only this user can read."""
        root.mkdir(mode=0o700)
        for name, content in self.files:
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def _files(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        parts = file.relative_to(folder).parts
        if file.is_file() and not any(part.startswith(".") or part == "__pycache__" for part in parts):
            yield file
