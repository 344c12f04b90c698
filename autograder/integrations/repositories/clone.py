"""A bare copy of one student's repository: brought up to date, never checked out, its ``HEAD`` the commit that counts.

Git runs with the instructor's own configuration, because keys and helpers for credentials are there, but without hooks,
without helpers a remote could name, and without asking: nobody is there to answer.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import SubmissionRefused
from autograder.intake.process import Bounds, ProcessFailed, output_of
from autograder.integrations.repositories.addresses import PROTOCOLS, Token, host_of, shown

SECONDS = 300.0
"""For one command; a repository of notebooks takes two."""
MEMORY = 4 << 30
OUTPUT = 4 << 20
FETCHED = "refs/student/heads/"
"""Where the student's branches go: out of the way of what we keep."""
KEPT = "refs/collected/"
"""One reference for every commit that was ever picked, so that a forced push cannot lose it."""
SETTINGS = {
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.askPass": "",
    "credential.interactive": "false",
    "fetch.recurseSubmodules": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
}
LOGIN = ("could not read Username", "could not read Password", "Authentication failed", "HTTP 403", "403 Forbidden")
"""How git says that it was not let in."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit."""

    name: str
    seconds: int
    """Committer date, since the epoch; the student's own clock or hand wrote it."""


class Clone:
    """The copy of one repository; every method raises SubmissionRefused where git fails."""

    def __init__(self, folder: Path, address: str, tokens: Sequence[Token] = ()) -> None:
        self.folder = folder
        self._address = address
        self._token = next((token for token in tokens if token.host == host_of(address)), None)

    def update(self) -> None:
        """Fetch all branches; the folder is made if it is not there.

        Raises:
            SubmissionRefused: it cannot be reached, or the token is missing.

        """
        if self._token and not self._token.value:
            raise SubmissionRefused(
                f"{self._token.host} needs a token, and {self._token.variable} is not set",
                tip=f"export {self._token.variable}=...",
            )
        if not (self.folder / "HEAD").exists():
            self._git("init", "--quiet", "--bare", str(self.folder))
        fetch = ("fetch", "--quiet", "--prune", "--force", "--no-tags", "--no-write-fetch-head")
        self._git(*fetch, "--", self._address, f"+refs/heads/*:{FETCHED}*")

    def branch(self, wanted: str = "") -> str:
        """The reference of the wanted branch, or of the one the remote calls its default.

        Raises:
            SubmissionRefused: no such branch, or no commits.

        """
        branches = self._lines("for-each-ref", "--format=%(refname)", FETCHED)
        if not branches:
            raise SubmissionRefused("the repository has no commits", tip="ask the student to push")
        if wanted:
            return self._existing(f"{FETCHED}{wanted}", branches)
        for line in self._lines("ls-remote", "--symref", "--", self._address, "HEAD"):
            target, _, name = line.partition("\t")
            if name == "HEAD" and target.startswith("ref: refs/heads/"):
                default = FETCHED + target.removeprefix("ref: refs/heads/")
                return default if default in branches else self._only(branches)
        return self._only(branches)

    def last(self, branch: str, until: int | None) -> Commit | None:
        """The newest commit of a branch by committer date; ``until`` (seconds, inclusive) if it is given."""
        bound = () if until is None else (f"--min-age={until}",)
        lines = self._lines("rev-list", "-1", "--timestamp", *bound, branch, "--")
        if not lines:
            return None
        seconds, name = lines[0].split()
        return Commit(name, int(seconds))

    def holds(self, branch: str, commit: str) -> bool:
        """Whether a commit that was picked once is still part of a branch."""
        return not self._lines("rev-list", "-1", commit, f"^{branch}", "--")

    def point_at(self, commit: Commit) -> None:
        """Make ``HEAD`` this commit, and keep it whatever the student pushes later."""
        self._git("update-ref", f"{KEPT}{commit.name}", commit.name)
        self._git("update-ref", "--no-deref", "HEAD", commit.name)

    def _existing(self, branch: str, branches: Sequence[str]) -> str:
        if branch not in branches:
            known = ", ".join(shown(name.removeprefix(FETCHED)) for name in branches[:5])
            raise SubmissionRefused(f"the repository has no branch {shown(branch.removeprefix(FETCHED))}, only {known}")
        return branch

    def _only(self, branches: Sequence[str]) -> str:
        if len(branches) > 1:
            known = ", ".join(shown(name.removeprefix(FETCHED)) for name in branches[:5])
            raise SubmissionRefused(f"the repository has several branches and no default: {known}", tip="give --branch")
        return branches[0]

    def _lines(self, *arguments: str) -> list[str]:
        return self._git(*arguments).decode(errors="surrogateescape").splitlines()

    def _git(self, *arguments: str) -> bytes:
        bounds = Bounds(SECONDS, OUTPUT, MEMORY)
        try:
            return output_of(["git", *arguments], environment=self._environment(), bounds=bounds)
        except ProcessFailed as error:
            raise self._failed(error) from None

    def _failed(self, error: ProcessFailed) -> SubmissionRefused:
        said = [
            line for line in error.stderr.splitlines() if line.startswith(("fatal:", "error:", "ERROR:", "remote:"))
        ]
        if any(mark in error.stderr for mark in LOGIN):
            host = host_of(self._address) or "HOST"
            return SubmissionRefused(
                f"the server wants a login: {shown(said[-1]) if said else shown(str(error))}",
                tip=f"give --token {host}=VARIABLE, or set up git's credentials for it",
            )
        return SubmissionRefused(shown(said[0]) if said else shown(str(error)))

    def _environment(self) -> dict[str, str]:
        """The instructor's, with what must hold here; the token goes to its own server only, git sees to that."""
        settings = dict(SETTINGS)
        if self._token:
            secret = base64.b64encode(f"x-access-token:{self._token.value}".encode()).decode()
            settings[f"http.https://{self._token.host}/.extraHeader"] = f"Authorization: Basic {secret}"
        numbered = {"GIT_CONFIG_COUNT": str(len(settings))}
        for number, (key, value) in enumerate(settings.items()):
            numbered |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            **{name: value for name, value in os.environ.items() if name.startswith("GIT_SSH")},
            **numbered,
            "LC_ALL": "C",
            "GIT_DIR": str(self.folder),
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ASKPASS": "",
            "SSH_ASKPASS": "",
            "GIT_ALLOW_PROTOCOL": ":".join(PROTOCOLS),
        }
