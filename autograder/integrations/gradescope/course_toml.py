"""The part of ``course.toml`` that goes to Gradescope: time and language, and nobody else's data.

No roster and no database travel: the container of a submission holds what grading that assignment needs. Students are
known there by their e-mail addresses, so extensions are written for those.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from autograder.manifest import Project, Roster, load_course, read_roster

KEPT = ("schema", "name", "timezone", "language", "late")


def course_toml(project: Project, assignment: str) -> bytes:
    """The file; what is the same for all assignments, and the dates of this one.

    Raises:
        ManifestError: ``course.toml`` or the roster is wrong.

    """
    course = load_course(project)
    roster = read_roster(course.roster) if course.roster else Roster()
    addresses = {student.id: student.email.lower() for student in roster.students if student.email}
    data: dict[str, Any] = {"schema": 1}
    if project.course_file.exists():
        whole = tomllib.loads(project.course_file.read_text("utf-8"))
        data |= {key: whole[key] for key in KEPT if key in whole}
    if assignment in course.deadlines:
        data["deadlines"] = {assignment: course.deadlines[assignment].isoformat()}
    extensions = {
        addresses.get(entry.student, entry.student): {assignment: entry.until.isoformat()}
        for entry in course.extensions
        if entry.assignment == assignment
    }
    return dumped(data | ({"extensions": extensions} if extensions else {})).encode()


def with_deadline(text: str, assignment: str, due: str) -> str:
    """The same course with a deadline for an assignment that has none."""
    data = tomllib.loads(text)
    return dumped(data | {"deadlines": {assignment: due} | data.get("deadlines", {})})


def dumped(data: Mapping[str, Any]) -> str:
    """TOML of text, numbers, truth values, dates, and tables of them."""
    plain = [f"{_key(key)} = {_value(value)}" for key, value in data.items() if not isinstance(value, Mapping)]
    tables = [(key, value) for key, value in data.items() if isinstance(value, Mapping)]
    parts = [*plain]
    for key, table in tables:
        parts += [f"[{_key(key)}]", *(f"{_key(name)} = {_value(value)}" for name, value in table.items())]
    return "\n".join([*parts, ""])


def _key(name: str) -> str:
    return _text(name)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(name)} = {_value(entry)}" for name, entry in value.items()) + " }"
    if isinstance(value, datetime):
        return value.isoformat()
    return _text(value) if isinstance(value, str) else json.dumps(value)


def _text(text: str) -> str:
    """A basic string: JSON's escapes are TOML's, but for the one control character JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
