"""Everything that is wrong, told at once: an author mends a suite in one go."""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.errors import AuthoringError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend."""

    where: str
    """File and line."""
    what: str
    """With the offending value."""
    tip: str = ""


@dataclass(slots=True)
class Problems:
    """Problems as they are found."""

    found: list[Problem] = field(default_factory=list)

    def add(self, where: str, what: str, tip: str = "") -> None:
        """Note one problem and read on."""
        self.found.append(Problem(where, what, tip))

    def raise_all(self, subject: str) -> None:
        """End here if anything was found.

        Raises:
            AuthoringError: the one problem, or all of them, one a line, in one message.

        """
        if len(self.found) == 1:
            only = self.found[0]
            raise AuthoringError(only.what, where=only.where, tip=only.tip)
        if self.found:
            lines = [f"{p.where}: {p.what}{f' ({p.tip})' if p.tip else ''}" for p in self.found]
            raise AuthoringError("\n  ".join([f"{len(lines)} problems in {subject}:", *lines]))
