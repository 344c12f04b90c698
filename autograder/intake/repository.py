"""A student's git repository, plain or bare: what counts is what was committed.

Files come from the object database of HEAD. A checkout's working tree is only compared with it, so that a student who
forgot to commit can be told; nothing of it is graded, and nothing is ever checked out.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from autograder.errors import SubmissionRefused
from autograder.intake.folder import FolderSource, Part, kind_of
from autograder.intake.git import Git, unreadable
from autograder.intake.inventory import Budget, Inventory, is_ignored, safe_path
from autograder.intake.limits import IntakeLimits
from autograder.intake.process import ProcessFailed
from autograder.intake.quoting import quoted
from autograder.intake.source import Entry, Listing

SYMLINK, SUBMODULE = "120000", "160000"
NAMES_SHOWN = 3
READ_BY_GIT = (
    "HEAD",
    "commondir",
    "config",
    "config.worktree",
    "info",
    "objects",
    "packed-refs",
    "refs",
    "reftable",
    "shallow",
)
"""What the commands used here look at; hooks, logs, the index and sockets of helpers are nobody's business."""
ELSEWHERE = frozenset({"commondir", "objects/info/alternates", "objects/info/http-alternates"})
"""Files that make git read another folder: with one, a repository could hand in somebody else's commit."""


def git_folder(path: Path) -> Path | None:
    """The repository of a folder: ``path/.git``, or ``path`` itself if it is bare; None if it is no repository."""
    if os.path.lexists(path / ".git"):
        return path / ".git"
    bare = (path / "HEAD").is_file() and (path / "objects").is_dir() and (path / "refs").is_dir()
    return path if bare else None


class GitSource:
    """The files of HEAD."""

    opens_archives = True

    def __init__(self, path: Path, folder: Path, limits: IntakeLimits) -> None:
        self._checkout = path if folder != path else None
        self._folder = folder
        self._limits = limits
        self._git = Git(folder, limits)
        self._commit = ""
        self._objects: dict[str, str] = {}

    def listing(self) -> Listing:
        """What was committed; links and submodules are left out with a note."""
        _refuse_elsewhere(self._folder, self._limits)
        seconds, self._commit, notes = self._head()
        inventory = Inventory(self._limits)
        for record in self._git.records("ls-tree", "-r", "-l", "-z", "--full-tree", self._commit):
            inventory.count()
            meta, _, raw = record.partition("\t")
            mode, kind, name, size = meta.split()
            path = safe_path(raw, self._limits)
            if kind == "blob" and mode != SYMLINK:
                inventory.add(path, _size(size, path), raw)
                self._objects[raw] = name
            elif not is_ignored(path):
                what = "submodule" if mode == SUBMODULE else "link"
                notes.append(f"The {what} {quoted(path)} in the repository was not followed.")
        listing = inventory.listing()
        notes += self._uncommitted(listing.code)
        return replace(listing, notes=tuple(notes), submitted_at=_moment(seconds))

    def read(self, entries: Sequence[Entry]) -> dict[str, bytes]:
        """The committed bytes of these entries by path, as they are stored: no filter, no change of line ends."""
        budget = Budget(self._limits)
        for entry in entries:
            budget.take(entry.size)
        blobs = self._git.blobs([(self._objects[entry.key], entry.size) for entry in entries])
        return {entry.path: blob for entry, blob in zip(entries, blobs, strict=True)}

    def modified(self, entry: Entry) -> float:
        """Seconds since the epoch of the last commit that changed the file."""
        lines = self._git.lines("rev-list", "-1", "--timestamp", self._commit, "--", entry.key)
        return float(lines[0].split()[0]) if lines else 0.0

    def _head(self) -> tuple[int, str, list[str]]:
        """The committer's date of the commit to read, its name, and what to say about it."""
        newest, note = self._newest("HEAD"), ""
        if not newest and (branch := self._only_branch()):
            # `git init --bare` points HEAD at a branch that students who push another one never make.
            newest, note = self._newest(branch), f" on {quoted(branch)}, as HEAD names no commit"
        if not newest:
            raise SubmissionRefused("is a git repository without commits", tip="ask the student to commit and push")
        date, commit = newest.split()
        seconds = int(date)
        return seconds, commit, [f"Read from commit {commit[:10]} of {_day(seconds)}{note}."]

    def _newest(self, revision: str) -> str:
        """``seconds name`` of the commit a revision means, empty if it means none."""
        try:
            lines = self._git.lines("rev-list", "-1", "--timestamp", revision, "--")
        except ProcessFailed as error:
            if "bad revision" in error.stderr:
                return ""
            raise unreadable(error) from None
        return lines[0] if lines else ""

    def _only_branch(self) -> str:
        try:
            branches = self._git.lines("for-each-ref", "--format=%(refname)", "refs/heads")
        except ProcessFailed as error:
            raise unreadable(error) from None
        if len(branches) > 1:
            shown = _some(branches)
            raise SubmissionRefused(
                f"is a git repository whose HEAD names no commit; it has several branches: {shown}",
                tip="set HEAD to the one that counts (git symbolic-ref HEAD refs/heads/NAME)",
            )
        return branches[0] if branches else ""

    def _uncommitted(self, committed: Sequence[Entry]) -> list[str]:
        """Notes on notebooks and ``.py`` files that lie in the checkout in another form than the one that counts."""
        if self._checkout is None:
            return []
        source, objects = FolderSource([Part(self._checkout)], self._limits), self._objects
        names = {entry.path: objects[entry.key] for entry in committed}
        try:
            present = source.listing().code
            missing = [entry.path for entry in present if entry.path not in names]
            here = source.read([entry for entry in present if entry.path in names])
            changed = [path for path, data in here.items() if not _is_blob(names[path], data)]
        except SubmissionRefused:  # nothing in the working tree counts, so nothing in it can spoil the submission
            return []
        notes = [("Changed since the commit, which counts", changed), ("Never committed", missing)]
        return [f"{what}: {_some(paths)}." for what, paths in notes if paths]


def _refuse_elsewhere(folder: Path, limits: IntakeLimits) -> None:
    """A repository must be plain files below its own folder: git follows links and opens pipes."""
    if not stat.S_ISDIR((status := folder.lstat()).st_mode):
        raise SubmissionRefused(
            f"is a git checkout whose {quoted(folder.name)} is {kind_of(status)} that points elsewhere",
            tip="hand over a clone of the repository",
        )
    for count, (path, mode) in enumerate(_files_read_by_git(folder)):
        name = path.relative_to(folder).as_posix()
        if not stat.S_ISREG(mode) or name in ELSEWHERE:
            raise SubmissionRefused(
                f"is a git repository that reads from elsewhere: {quoted(name)}",
                tip="hand over a clone of the repository",
            )
        if count > limits.git_files:
            raise SubmissionRefused(f"is a git repository of more than {limits.git_files} files")


def _files_read_by_git(folder: Path) -> Iterator[tuple[Path, int]]:
    """Every file and link git may open, with its mode."""
    for name in READ_BY_GIT:
        path = folder / name
        if not os.path.lexists(path):
            continue
        if not stat.S_ISDIR(mode := path.lstat().st_mode):
            yield path, mode
            continue
        for parent, folders, files in os.walk(path):
            for inside in (Path(parent, child) for child in files + folders):
                if not stat.S_ISDIR(mode := inside.lstat().st_mode):
                    yield inside, mode


def _is_blob(name: str, data: bytes) -> bool:
    """Whether the file is the committed blob, line ends of a Windows checkout apart."""
    digest = hashlib.sha1 if len(name) == 40 else hashlib.sha256
    return any(
        digest(b"blob %d\0" % len(content) + content).hexdigest() == name
        for content in (data, data.replace(b"\r\n", b"\n"))
    )


def _size(text: str, path: str) -> int:
    if not text.isdecimal():
        raise SubmissionRefused(
            f"is a damaged or partial git repository: {quoted(path)} is missing from it",
            tip="hand over a full clone",
        )
    return int(text)


def _day(seconds: int) -> str:
    """A commit's time is whatever its author's clock or hand wrote."""
    try:
        return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M} UTC"
    except (OverflowError, ValueError, OSError):
        return f"second {seconds}"


def _moment(seconds: int) -> str:
    """ISO 8601, empty for a date that no calendar has."""
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    except (OverflowError, ValueError, OSError):
        return ""


def _some(paths: Sequence[str]) -> str:
    shown = ", ".join(quoted(path, 80) for path in paths[:NAMES_SHOWN])
    more = len(paths) - NAMES_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown
