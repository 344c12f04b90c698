"""Files on disk: a folder, a single file, or a student's share of an unpacked bulk download."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import SubmissionRefused
from autograder.intake.inventory import (
    READ_SUFFIXES,
    Budget,
    Inventory,
    file_limit,
    is_ignored_file,
    is_ignored_folder,
    safe_path,
    suffix,
)
from autograder.intake.limits import IntakeLimits
from autograder.intake.quoting import quoted
from autograder.intake.source import Entry, Listing
from autograder.notebook.extract import readable_size

KINDS = {
    stat.S_IFREG: "a file",
    stat.S_IFLNK: "a link",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One file or folder of a submission on disk."""

    path: Path
    name: str = ""
    """Its path inside the submission; empty for a folder whose content is the submission."""


class FolderSource:
    """Files on disk, found without following a link and read without blocking on a pipe."""

    opens_archives = True

    def __init__(self, parts: Sequence[Part], limits: IntakeLimits) -> None:
        self._parts = parts
        self._limits = limits

    def listing(self) -> Listing:
        """What there is; a link to a folder is left out with a note."""
        inventory, notes = Inventory(self._limits), list[str]()
        for part in self._parts:
            for name, path, status in self._files(part):
                inventory.count()
                inside = safe_path(name, self._limits)
                if stat.S_ISREG(status.st_mode):
                    inventory.add(inside, status.st_size, str(path))
                elif suffix(inside) in READ_SUFFIXES:
                    raise SubmissionRefused(f"holds {quoted(inside)}, which is {kind_of(status)}, not a file")
                elif stat.S_ISLNK(status.st_mode):
                    notes.append(f"The link {quoted(inside)} was not followed.")
        return inventory.listing(notes)

    def read(self, entries: Sequence[Entry]) -> dict[str, bytes]:
        """The bytes of these entries by path."""
        budget, contents = Budget(self._limits), dict[str, bytes]()
        for entry in entries:
            contents[entry.path] = read_file(Path(entry.key), entry.path, self._limits)
            budget.take(len(contents[entry.path]))
        return contents

    def modified(self, entry: Entry) -> float:
        """Time of the last change in seconds since the epoch."""
        return Path(entry.key).lstat().st_mtime

    def _files(self, part: Part) -> Iterator[tuple[str, Path, os.stat_result]]:
        status = part.path.lstat()
        if stat.S_ISDIR(status.st_mode):
            yield from self._walk(part.path, f"{part.name}/" if part.name else "")
        else:
            yield part.name, part.path, status

    def _walk(self, folder: Path, prefix: str) -> Iterator[tuple[str, Path, os.stat_result]]:
        for entry in _scan(folder, prefix):
            if entry.is_dir(follow_symlinks=False):
                if not is_ignored_folder(entry.name):
                    inside = safe_path(f"{prefix}{entry.name}", self._limits)
                    yield from self._walk(Path(entry.path), f"{inside}/")
            elif not is_ignored_file(entry.name):
                yield f"{prefix}{entry.name}", Path(entry.path), entry.stat(follow_symlinks=False)


def _scan(folder: Path, prefix: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        where = f"the folder {quoted(prefix)}" if prefix else "the folder"
        raise SubmissionRefused(f"cannot be read: {where}: {error.strerror}") from None


def kind_of(status: os.stat_result) -> str:
    """What lies there that is not a plain file, for a sentence."""
    return KINDS.get(stat.S_IFMT(status.st_mode), "no plain file")


def read_file(path: Path, name: str, limits: IntakeLimits) -> bytes:
    """The bytes of the plain file at ``path``, which a submission calls ``name``.

    Raises:
        SubmissionRefused: too large, not a plain file, or not readable.

    """
    # O_NONBLOCK: opening a pipe would wait for a writer; O_NOFOLLOW: the name may be a link since it was listed.
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    limit = file_limit(name, limits)
    try:
        with open(os.open(path, flags), "rb", buffering=0) as file:  # noqa: PTH123 (a descriptor, not a path)
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise SubmissionRefused(f"holds {quoted(name)}, which is not a plain file")
            data = _read_at_most(file.fileno(), limit + 1)
    except OSError as error:
        raise SubmissionRefused(f"cannot be read: {quoted(name)}: {error.strerror}") from None
    if len(data) > limit:
        raise SubmissionRefused(f"holds {quoted(name)} with more than {readable_size(limit)}")
    return data


def _read_at_most(descriptor: int, size: int) -> bytes:
    chunks, left = list[bytes](), size
    while left and (chunk := os.read(descriptor, min(left, 1 << 20))):
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks)
