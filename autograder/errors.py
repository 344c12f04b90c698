"""Every error a user can meet, and the exit code it ends with.

    AutograderError                 exit 2
    ├── UsageError                  a command was called with something that cannot work
    ├── ManifestError               assignment.toml or course.toml is wrong
    ├── AuthoringError              tests, references or the notebook of an assignment do not fit together
    ├── SubmissionRefused           one submission cannot be read; the others are graded
    ├── StoreError                  the results database cannot be used
    ├── ReportError                 a report cannot be read or written
    └── SandboxError                no worker can be started, or its isolation is too weak

Anything else that is raised is a fault of ours: one line, a log with the traceback, exit 70 (``EX_SOFTWARE``).

A message says what is wrong, where, with the value, and what to do next; the same facts are attributes.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command says to the shell."""

    OK = 0
    USAGE = 2
    SOME_UNGRADED = 3
    INTERNAL = 70
    INTERRUPTED = 130


class AutograderError(Exception):
    """Something a user can mend.

    Args:
        what: what is wrong, with the offending value.
        where: file, key, exercise or submission; empty if the whole command is meant.
        tip: the next step; empty if the message already says it.

    """

    exit_code = ExitCode.USAGE

    def __init__(self, what: str, *, where: str = "", tip: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.tip = what, where, tip

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}"


class UsageError(AutograderError):
    """A command was called with something that cannot work."""


class ManifestError(AutograderError):
    """``assignment.toml`` or ``course.toml`` is wrong."""


class AuthoringError(AutograderError):
    """Tests, references or the notebook of an assignment do not fit together."""


class SubmissionRefused(AutograderError):
    """One submission cannot be read; the others are graded."""


class StoreError(AutograderError):
    """The results database cannot be used."""


class ReportError(AutograderError):
    """A report cannot be read or written."""


class SandboxError(AutograderError):
    """No worker can be started, or its isolation is too weak for what was asked."""
