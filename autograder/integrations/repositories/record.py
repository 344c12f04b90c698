"""``collected.json``: what was taken from whom and when, so that nothing that comes later can change it unseen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograder.errors import ReportError
from autograder.reports.files import unusable, write_file

SCHEMA = "autograder/collected/v1"
NAME = "collected.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """What was taken from one student; times are seconds since the epoch."""

    id: str
    repository: str
    """Address, without secrets."""
    commit: str
    committed: int
    """Committer date."""
    until: int | None
    """The last second that counted; ``None`` if the newest commit was taken."""
    seen: int
    """When it was taken."""

    @property
    def is_final(self) -> bool:
        """Whether it was taken when its time was over: nothing that arrives later was handed in by then."""
        return self.until is not None and self.seen > self.until


def read_entries(path: Path) -> dict[str, Entry]:
    """The entries by id; none without the file.

    Raises:
        ReportError: it is damaged.

    """
    try:
        return _entries(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise unusable("read", path, error) from error
    except (ValueError, KeyError, TypeError) as error:
        raise ReportError(
            f"is damaged: {error}", where=str(path), tip="Move the folder away and collect everything anew."
        ) from error


def _entries(data: dict[str, Any]) -> dict[str, Entry]:
    if data["schema"] != SCHEMA:
        raise ValueError(f"schema {data['schema']!a} found, {SCHEMA!r} expected")
    return {entry["id"]: Entry(**entry) for entry in data["students"]}


def write_entries(path: Path, entries: Mapping[str, Entry]) -> None:
    """Write them, sorted by id; ``ReportError`` if the file cannot be written."""
    students: Iterable[dict[str, object]] = [asdict(entries[name]) for name in sorted(entries)]
    text = json.dumps({"schema": SCHEMA, "students": list(students)}, ensure_ascii=True, indent=1)
    write_file(path, f"{text}\n".encode())
