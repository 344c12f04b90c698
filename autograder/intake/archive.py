"""A zip, read member by member into memory; nothing is unpacked to disk."""

from __future__ import annotations

import calendar
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Self

from autograder.errors import SubmissionRefused
from autograder.intake.inventory import Budget, Inventory, file_limit, is_ignored, safe_path
from autograder.intake.limits import IntakeLimits
from autograder.intake.quoting import quoted
from autograder.intake.source import Entry, Listing
from autograder.notebook.extract import readable_size
from autograder.reports.safe import plain

CHUNK = 1 << 16
ENCRYPTED = 0x1
UTF8_NAME = 0x800
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""zipfile unpacks bzip2 and LZMA a whole packed chunk at a time, and 64 kB of bzip2 can be more than 1 GB."""

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
    OSError,
)
"""What zipfile raises on bytes that are not what they claim to be."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file in a zip."""

    path: str
    """Inside the submission."""
    info: zipfile.ZipInfo


class ZipSource:
    """Some or all members of an open zip."""

    def __init__(
        self,
        archive: zipfile.ZipFile,
        members: Sequence[Member],
        limits: IntakeLimits,
        *,
        opens_archives: bool = False,
    ) -> None:
        self.opens_archives = opens_archives
        self._archive = archive
        self._members = members
        self._limits = limits
        self._infos: dict[str, zipfile.ZipInfo] = {}

    def listing(self) -> Listing:
        """What there is; every path is checked, also of members that are never read."""
        inventory = Inventory(self._limits)
        for member in self._members:
            inventory.count()
            path = safe_path(member.path, self._limits)
            if is_ignored(path):
                continue
            _refuse_special(member.info, path)
            inventory.add(path, member.info.file_size, path)
            self._infos[path] = member.info
        return inventory.listing()

    def read(self, entries: Sequence[Entry]) -> dict[str, bytes]:
        """The bytes of these entries by path, counted as they come out."""
        budget = Budget(self._limits)
        return {entry.path: self._unpacked(entry.path, self._infos[entry.key], budget) for entry in entries}

    def modified(self, entry: Entry) -> float:
        """The member's date as seconds, taken as if it were UTC; its clock was the student's."""
        try:
            return float(calendar.timegm(self._infos[entry.key].date_time))
        except ValueError:  # month 15 is a date to a zip
            return 0.0

    def _unpacked(self, path: str, info: zipfile.ZipInfo, budget: Budget) -> bytes:
        if info.flag_bits & ENCRYPTED:
            raise SubmissionRefused(f"is encrypted ({quoted(path)})", tip="ask for a zip without a password")
        if info.compress_type not in METHODS:
            raise SubmissionRefused(
                f"holds {quoted(path)}, packed by method {info.compress_type}, which is not read",
                tip="ask the student for an ordinary zip",
            )
        try:
            with self._archive.open(info) as file:
                return b"".join(self._chunks(path, info, file, budget))
        except DAMAGE as error:
            raise _damaged(error, path) from None

    def _chunks(self, path: str, info: zipfile.ZipInfo, file: IO[bytes], budget: Budget) -> Iterator[bytes]:
        limit = file_limit(path, self._limits)
        packed_limit = max(self._limits.ratio_floor, self._limits.ratio * info.compress_size)
        size = 0
        while chunk := file.read(CHUNK):
            size += len(chunk)
            budget.take(len(chunk))
            if size > limit:
                raise SubmissionRefused(f"holds {quoted(path)} with more than {readable_size(limit)}")
            if size > packed_limit:
                raise SubmissionRefused(f"is a zip bomb: {quoted(path)} grows {self._limits.ratio} times when unpacked")
            yield chunk


@contextmanager
def open_zip(where: Path | bytes, limits: IntakeLimits) -> Iterator[ZipSource]:
    """A student's zip, on disk or in memory, as one submission; zips inside it stay closed.

    Raises:
        SubmissionRefused: no zip, or its table of contents is too large.

    """
    with opened(where, limits.table_bytes) as archive:
        yield ZipSource(archive, members(archive), limits)


@contextmanager
def opened(where: Path | bytes, table_bytes: int) -> Iterator[zipfile.ZipFile]:
    """A zip with a table of contents of at most ``table_bytes``."""
    with _Bounded(where.open("rb") if isinstance(where, Path) else io.BytesIO(where), table_bytes) as file:
        try:
            archive = zipfile.ZipFile(file)
        except DAMAGE as error:
            raise _damaged(error) from None
        with archive:
            yield archive


def members(archive: zipfile.ZipFile) -> list[Member]:
    """All files of a zip under their real names."""
    return [Member(_name(info), info) for info in archive.infolist() if not info.filename.endswith("/")]


def _name(info: zipfile.ZipInfo) -> str:
    """The name as it was typed: macOS writes UTF-8, Korean Windows cp949, neither says so; some write backslashes."""
    name = info.orig_filename
    if not info.flag_bits & UTF8_NAME:
        raw = name.encode("cp437")  # undoes zipfile's guess
        for encoding in ("utf-8", "cp949", "cp437"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/").removeprefix("./")


def _refuse_special(info: zipfile.ZipInfo, path: str) -> None:
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) and not stat.S_ISREG(mode):
        what = "a link" if stat.S_ISLNK(mode) else "no plain file"
        raise SubmissionRefused(f"holds {quoted(path)}, which is {what}", tip="ask for a zip of plain files")


def _damaged(error: Exception, path: str = "") -> SubmissionRefused:
    place = f"{quoted(path)} in the zip" if path else "the zip"
    return SubmissionRefused(
        f"cannot be unpacked: {place} is damaged ({plain(str(error), 100) or type(error).__name__})",
        tip="ask the student to make it again",
    )


class _Bounded:
    """A file for zipfile, which reads a whole table of contents at once, however large the zip says it is."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        self._file = file
        self._most = most

    def read(self, size: int = -1) -> bytes:
        if size > self._most:
            raise SubmissionRefused(
                f"lists so many files that the list has {readable_size(size)}; {readable_size(self._most)} are read",
                tip="ask the student to hand in the notebook without data and environments",
            )
        return self._file.read(size if size >= 0 else self._most)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()
