"""Where a student's repository is: an address from the roster, or one made of its columns."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from autograder.errors import SubmissionRefused, UsageError
from autograder.manifest.nearest import suggestion
from autograder.manifest.roster import Student
from autograder.reports.safe import plain

PROTOCOLS = ("file", "git", "http", "https", "ssh")
"""What git may speak; ``ext::`` and other helpers run a program that the address names."""
SHOWN = 200

_FIELD = re.compile(r"\{(\w+)\}")
_VALUE = re.compile(r"[\w-][\w.-]*")
"""What a cell may put into an address: a login is a student's choice, and ``../evil/repository`` another repository."""
_SECRET = re.compile(r"(?<=//)[^/@\s]*@")
_WITH_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://.+", re.IGNORECASE)
_LIKE_SCP = re.compile(r"[\w.-]+@[\w][\w.-]*:.+")


@dataclass(frozen=True, slots=True)
class Token:
    """What lets git in at one server."""

    host: str
    variable: str
    """The environment variable that holds it: a token on a command line is read by everybody on the machine."""

    @property
    def value(self) -> str:
        """The token; empty if the variable is not set."""
        return os.environ.get(self.variable, "")


def read_token(text: str) -> Token:
    """What ``--token`` says: ``github.com=GITHUB_TOKEN``.

    Raises:
        UsageError: anything else.

    """
    found = re.fullmatch(r"([\w.-]+(?::\d+)?)=([A-Za-z_]\w*)", text)
    if found is None:
        raise UsageError(
            f"--token must be HOST=VARIABLE, got {text.partition('=')[0]!a}=...",
            tip="name the environment variable that holds the token: --token github.com=GITHUB_TOKEN",
        )
    return Token(found[1].lower(), found[2])


def address_of(student: Student, pattern: str, values: Mapping[str, str], beside: Path) -> str:
    """The address of a student's repository.

    Args:
        student: the row of the roster; its own repository goes before the pattern.
        pattern: with columns of the roster in braces; may be empty.
        values: further names a pattern may use.
        beside: the folder to which a relative path is relative.

    Raises:
        SubmissionRefused: there is none, or git must not be given it.

    """
    address = student.repository or _filled(pattern, {**values, **student.columns})
    if not address:
        raise SubmissionRefused("no repository in the roster", tip="fill its cell, or give --url")
    scheme = _WITH_SCHEME.fullmatch(address)
    allowed = scheme[1].lower() in PROTOCOLS if scheme else "::" not in address
    if not allowed or address.startswith("-") or not address.isprintable():
        raise SubmissionRefused(f"'{shown(address)}' is no address of a repository")
    if scheme or _LIKE_SCP.fullmatch(address):
        return address
    return str(beside / address)


def host_of(address: str) -> str:
    """The server of an address over HTTPS; empty for others, which know no token."""
    try:
        parts = urlsplit(address)
        return (parts.netloc.rpartition("@")[2]).lower() if parts.scheme == "https" else ""
    except ValueError:
        return ""


def shown(text: str) -> str:
    """A message of git, or an address, without the secrets that addresses may hold."""
    return plain(_SECRET.sub("", text), SHOWN)


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        name = found[1]
        if not (cell := values.get(name, "")):
            near = suggestion(name, values)
            raise SubmissionRefused(f"no {plain(name)} in the roster{near}", tip="fill its cell, or correct --url")
        if not _VALUE.fullmatch(cell) or ".." in cell:
            raise SubmissionRefused(f"{plain(name)} is '{plain(cell, 60)}', which has no place in an address")
        return cell

    return _FIELD.sub(value, pattern)
