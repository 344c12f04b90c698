"""What lies at a PATH of the command line: one submission or a cohort of them."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from autograder.errors import SubmissionRefused, UsageError
from autograder.intake.archive import Member, ZipSource, members, open_zip, opened
from autograder.intake.folder import FolderSource, Part, kind_of
from autograder.intake.inventory import READ_SUFFIXES, is_ignored_file, is_ignored_folder, suffix
from autograder.intake.limits import IntakeLimits
from autograder.intake.platforms import shares
from autograder.intake.repository import GitSource, git_folder
from autograder.intake.source import Source
from autograder.reports.safe import plain

UNOPENED = frozenset({".7z", ".alz", ".bz2", ".egg", ".gz", ".rar", ".tar", ".tgz", ".xz"})
"""Archives that are not read; among the files of a cohort they are somebody's submission all the same."""

Opener = Callable[[], AbstractContextManager[Source]]
EXPECTED = "expected *.ipynb, *.py, *.zip or folders"


@dataclass(frozen=True, slots=True)
class Deposit:
    """One submission that was found and not yet read."""

    name: str
    """What becomes its id."""
    place: str
    """Where it lies, for the machine; in a bulk download, where the first of its files does."""
    file: str
    """Where it lies, for people."""
    open: Opener
    """Raises SubmissionRefused if it cannot be opened."""
    notes: tuple[str, ...] = ()
    attempt: str = ""
    """When it was handed in, ISO 8601, where a platform's name says so; several of one id are then attempts."""


class Finder:
    """Finds submissions; the zips of bulk downloads stay open as long as ``stack``."""

    def __init__(self, limits: IntakeLimits, stack: ExitStack) -> None:
        self._limits = limits
        self._stack = stack

    def at(self, path: Path, *, one: bool) -> list[Deposit]:
        """The submissions at one PATH; a folder is one submission if ``one`` says so.

        Raises:
            UsageError: nothing there, or nothing that could be a submission.

        """
        place, shown = Path(os.path.abspath(path)), plain(str(path), 1000)  # noqa: PTH100 (keeps the name of a link)
        try:
            if not place.exists():
                raise UsageError(f"{shown} does not exist", tip="check the path")
            if place.is_dir():
                return self._folder(place, shown, one=one)
        except OSError as error:
            raise UsageError(f"{shown} cannot be read: {error.strerror}") from None
        match suffix(place.name):
            case ".zip" if not one:
                return self._zip(place, shown)
            case ".ipynb" | ".py" | ".zip":
                return [self._named(place, shown, one=one)]
            case _:
                raise UsageError(f"{shown} is not a submission: {EXPECTED}")

    def _named(self, place: Path, shown: str, *, one: bool) -> Deposit:
        """A file on the command line; it may come from a bulk download, as in ``downloads/*.ipynb``."""
        deposit = self._file(place.resolve(), place.name, shown)
        if one or not (share := shares([place.name])):
            return deposit
        return replace(deposit, name=share[0].id, notes=share[0].notes, attempt=share[0].submitted_at)

    def _folder(self, place: Path, shown: str, *, one: bool) -> list[Deposit]:
        names = sorted(os.listdir(place))  # noqa: PTH208 (names, not paths)
        if git_folder(place):
            return [self._repository(place.resolve(), place.name, shown)]
        if one and names:
            return [Deposit(place.name, str(place.resolve()), shown, self._parts([Part(place.resolve())]))]
        found = self._children(place.resolve(), names, shown)
        if not found:
            raise UsageError(f"{shown} holds no submission: {EXPECTED}")
        return found

    def _children(self, folder: Path, names: Sequence[str], shown: str) -> list[Deposit]:
        found, taken = list[Deposit](), set[str]()
        visible = [name for name in names if not is_ignored_file(name)]
        for share in shares(visible):
            parts = [Part(folder / name, inside) for name, inside in share.files.items()]
            first = next(iter(share.files))
            where = f"{shown}/{plain(first)}"
            place = str(folder / first)
            found.append(Deposit(share.id, place, where, self._parts(parts), share.notes, share.submitted_at))
            taken |= share.paths
        rest = [self._child(folder / name, f"{shown}/{plain(name)}") for name in visible if name not in taken]
        return found + [deposit for deposit in rest if deposit]

    def _child(self, path: Path, shown: str) -> Deposit | None:
        """The submission at a child of a cohort's folder; None if it is of no kind that is handed in."""
        kind = suffix(path.name)
        if stat.S_ISDIR((status := path.lstat()).st_mode):
            return None if is_ignored_folder(path.name) else self._child_folder(path, shown)
        if kind in UNOPENED:
            return _refused(path, path.stem, shown, f"is a {kind} archive, which is not opened; ask for a zip")
        # isdir: a link into a folder that may not be read is an answer, not an error.
        if kind in READ_SUFFIXES or (stat.S_ISLNK(status.st_mode) and os.path.isdir(path)):  # noqa: PTH112
            return self._file(path, path.name, shown)
        return None

    def _child_folder(self, path: Path, shown: str) -> Deposit:
        try:
            if git_folder(path):
                return self._repository(path, path.name, shown)
        except OSError as error:
            return _refused(path, path.name, shown, f"cannot be read: {error.strerror}")
        return Deposit(path.name, str(path), shown, self._parts([Part(path)]))

    def _repository(self, path: Path, name: str, shown: str) -> Deposit:
        folder = git_folder(path) or path
        source = GitSource(path, folder, self._limits)
        return Deposit(name.removesuffix(".git"), str(path), shown, _ready(source))

    def _file(self, path: Path, name: str, shown: str) -> Deposit:
        stem = name.removesuffix(Path(name).suffix)
        if not stat.S_ISREG((status := path.lstat()).st_mode):
            return _refused(path, stem, shown, f"is {kind_of(status)}, not a file; links are not followed")
        if suffix(name) == ".zip":
            return Deposit(stem, str(path), shown, partial(open_zip, path, self._limits))
        return Deposit(stem, str(path), shown, self._parts([Part(path, name)]))

    def _parts(self, parts: Sequence[Part]) -> Opener:
        return _ready(FolderSource(parts, self._limits))

    def _zip(self, place: Path, shown: str) -> list[Deposit]:
        """A zip on the command line is a cohort if all its names are those of one platform's bulk download."""
        whole = self._file(place.resolve(), place.name, shown)
        try:
            archive = self._stack.enter_context(opened(place.resolve(), self._limits.bulk_table_bytes))
        except SubmissionRefused:
            return [whole]  # its reason comes when it is read
        found = {member.path: member for member in members(archive) if not is_ignored_folder(_top(member.path))}
        shared = shares(found)
        if not found or sum(len(share.paths) for share in shared) < len(found):
            return [whole]
        return [
            Deposit(
                share.id,
                str(place.resolve() / next(iter(share.files))),
                f"{shown}: {plain(_top(next(iter(share.files))))}",
                self._members(archive, [Member(inside, found[path].info) for path, inside in share.files.items()]),
                share.notes,
                share.submitted_at,
            )
            for share in shared
        ]

    def _members(self, archive: zipfile.ZipFile, share: Sequence[Member]) -> Opener:
        return _ready(ZipSource(archive, share, self._limits, opens_archives=True))


def _refused(path: Path, name: str, shown: str, what: str) -> Deposit:
    return Deposit(name, str(path), shown, partial(_refuse, what))


def _refuse(what: str) -> AbstractContextManager[Source]:
    raise SubmissionRefused(what)


def _top(path: str) -> str:
    return path.partition("/")[0]


def _ready(source: Source) -> Opener:
    return lambda: nullcontext(source)
