"""``submission_metadata.json``: who handed in, and when; nothing of it is trusted to be there."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

_ADDRESS = re.compile(r"[A-Za-z0-9][\w.+-]*@[\w.-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Handed:
    """What grading needs to know of a submission besides its files."""

    people: tuple[str, ...] = ()
    """E-mail addresses in lower case: of all members of a group."""
    number: str = ""
    """Gradescope's own number of the submission."""
    submitted_at: str = ""
    """ISO 8601 with an offset; the submission's own time and never now, so that a regrade is as late as the first."""
    due: str = ""
    """The assignment's due date on the platform, ISO 8601 with an offset."""

    def called(self, extended: frozenset[str]) -> str:
        """The id that grading uses: of a group, the first member who has an extension, or the first."""
        known = [person for person in self.people if person in extended] or list(self.people)
        return known[0] if known else f"submission-{self.number}".rstrip("-")


def read_metadata(path: Path) -> Handed:
    """What the file says; what it does not say, or not in its format, is left empty."""
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return Handed()
    data = _table(data)
    users = data.get("users")
    addresses = (str(_table(user).get("email", "")) for user in (users if isinstance(users, list) else ()))
    number = str(data.get("id", ""))
    return Handed(
        people=tuple(address.lower() for address in addresses if _ADDRESS.fullmatch(address)),
        number=number if number.isascii() and number.isalnum() else "",
        submitted_at=_moment(data.get("created_at")),
        due=_moment(_table(data.get("assignment")).get("due_date")),
    )


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _moment(value: Any) -> str:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return ""
    return moment.isoformat() if moment.tzinfo else ""
