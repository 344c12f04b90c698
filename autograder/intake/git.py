"""The git program, told to read and to do nothing else.

A repository's own configuration may name programs (``core.fsmonitor``, filters, textconv, pagers, hooks, helpers of
remotes, gpg). So only plumbing that runs none of them is called, the ones that could be switched off are, and every way
to a remote is closed: an object that a partial clone lacks would be fetched by whatever its configuration says.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from autograder.errors import SubmissionRefused
from autograder.intake.limits import IntakeLimits
from autograder.intake.process import Bounds, ProcessFailed, output_of
from autograder.reports.safe import plain

NO_FILE = os.devnull
OVERRIDES = {
    "safe.directory": "*",  # the files are a student's or a download's, not ours; we run nothing of theirs
    "core.fsmonitor": "false",
    "core.hooksPath": NO_FILE,
    "core.packedGitWindowSize": "32m",  # keeps the address space below its limit
    "core.packedGitLimit": "256m",
}
DATA_SLACK = 200
"""Bytes that ``cat-file --batch`` writes around one object: its name, kind and size."""


class Git:
    """Git commands on one repository folder that was checked by the caller."""

    def __init__(self, folder: Path, limits: IntakeLimits) -> None:
        self._limits = limits
        self._environment = _environment(folder)

    def lines(self, *arguments: str) -> list[str]:
        """The lines a listing command prints.

        Raises:
            ProcessFailed: the command fails; its ``stderr`` says why.

        """
        return self._run(arguments, self._limits.git_listing_bytes).decode(errors="surrogateescape").splitlines()

    def records(self, *arguments: str) -> list[str]:
        """The records a listing command with ``-z`` prints.

        Raises:
            SubmissionRefused: the repository is damaged, endless or too slow.

        """
        try:
            output = self._run(arguments, self._limits.git_listing_bytes)
        except ProcessFailed as error:
            raise unreadable(error) from None
        return [record.decode(errors="surrogateescape") for record in output.split(b"\0") if record]

    def blobs(self, objects: Sequence[tuple[str, int]]) -> list[bytes]:
        """The content of these objects, each given as its name and the size it must have.

        Raises:
            SubmissionRefused: one is missing, damaged or of another size.

        """
        names = "".join(f"{name}\n" for name, _ in objects).encode()
        room = sum(size + DATA_SLACK for _, size in objects)
        try:
            output = memoryview(self._run(("cat-file", "--batch"), room, names))
        except ProcessFailed as error:
            raise unreadable(error) from None
        contents, at = list[bytes](), 0
        for name, size in objects:
            header = f"{name} blob {size}\n".encode()
            end = at + len(header) + size
            if output[at : at + len(header)] != header or len(output) <= end:
                raise SubmissionRefused(
                    f"is a damaged git repository: object {name} cannot be read",
                    tip="ask the student to push again",
                )
            contents.append(bytes(output[at + len(header) : end]))
            at = end + 1
        return contents

    def _run(self, arguments: Sequence[str], output_bytes: int, stdin: bytes = b"") -> bytes:
        bounds = Bounds(self._limits.git_seconds, output_bytes, self._limits.git_memory_bytes)
        return output_of(["git", *arguments], environment=self._environment, bounds=bounds, stdin=stdin)


def unreadable(error: ProcessFailed) -> SubmissionRefused:
    """What a failed git command means for a submission."""
    detail = plain(error.stderr.strip().partition("\n")[0], 150)
    reason = f"{error} ({detail})" if detail else str(error)
    return SubmissionRefused(f"is a git repository that cannot be read: {reason}")


def _environment(folder: Path) -> dict[str, str]:
    """Everything git sees of the outside; the folder is named, so git searches no parents for one."""
    overrides = {"GIT_CONFIG_COUNT": str(len(OVERRIDES))}
    for number, (key, value) in enumerate(OVERRIDES.items()):
        overrides |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LC_ALL": "C",
        "HOME": NO_FILE,
        "XDG_CONFIG_HOME": NO_FILE,
        "GIT_DIR": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_SYSTEM": NO_FILE,
        "GIT_CONFIG_GLOBAL": NO_FILE,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "false",
        "GIT_PAGER": "cat",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_GRAFT_FILE": NO_FILE,
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_PROTOCOL_FROM_USER": "0",
        "GIT_LITERAL_PATHSPECS": "1",
        **overrides,
    }
