"""The roster of a course, a CSV file: who is who on every platform, and where each student's repository is.

    id,name,email,repository,github,canvas_id,moodle_id
    alice,"Liddell, Alice",alice@example.edu,https://git.example.edu/dl26/alice.git,alice-l,9911,4711

Only ``id`` is needed: what submissions are called. A row that is wrong is left out, and a line says so.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.errors import ManifestError
from autograder.manifest.nearest import suggestion
from autograder.manifest.sheet import read_sheet

ALIASES = ("email", "login", "github", "sis_id", "canvas_id", "moodle_id")
"""Columns that name a student as ``id`` does, in the order in which they are asked."""
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Student:
    """One row; the text is as the file has it, without space around it."""

    id: str
    """NFC, unique; what submissions, extensions and overrides are called."""
    name: str = ""
    email: str = ""
    repository: str = ""
    """Any URL or path git can clone; empty if the file names none."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """All cells that hold something, by column name in lower case with ``_`` for spaces: ``github``, ``canvas_id``."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The students of a course."""

    students: tuple[Student, ...] = ()
    problems: tuple[str, ...] = ()
    """What is wrong with which line of the file, a sentence each; those lines are left out unless it says otherwise."""

    def known_as(self) -> dict[str, Student]:
        """Every student by every name that only one of them has: the id first, then what platforms call them."""
        names: dict[str, Student] = {student.id: student for student in self.students}
        for column in ALIASES:
            shared = _counted(self.students, column)
            for student in self.students:
                alias = _key(student.columns.get(column, ""))
                if alias and shared[alias] == 1:
                    names.setdefault(alias, student)
        return names


def read_roster(path: Path) -> Roster:
    """The students in that file.

    Raises:
        ManifestError: there is none, it is no CSV in UTF-8, or it has no column ``id``.

    """
    sheet = read_sheet(path, ManifestError, "Correct roster in course.toml, or name another file.")
    columns = [_column(name) for name in sheet.rows[0].cells]
    if "id" not in columns:
        raise ManifestError(
            f"has no column 'id'{suggestion('id', columns)}",
            where=str(path),
            tip="The first line names the columns: id,name,email,repository.",
        )
    if twice := [name for name, count in Counter(columns).items() if name and count > 1]:
        raise ManifestError(f"names the column {_shown(twice[0])} twice", where=str(path))
    problems = list[str]()
    found = list[tuple[int, Student]]()
    for row in sheet.rows[1:]:
        try:
            found.append((row.line, _student(columns, row.cells)))
        except ValueError as error:
            problems.append(f"{path.name}, line {row.line}: {error}; the line is left out")
    kept = _without_twins(path.name, found, problems)
    _note_shared_addresses(path.name, kept, problems)
    return Roster(tuple(student for _, student in kept), tuple(problems))


def _column(name: str) -> str:
    return "_".join(name.strip().lower().split())


def _student(columns: Sequence[str], cells: Sequence[str]) -> Student:
    """The student of a row; ``ValueError`` says what is wrong with it."""
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        raise ValueError(f"has {len(cells)} cells where the first line names {len(columns)} columns")
    pairs = zip(columns, cells, strict=False)
    values = {name: unicodedata.normalize("NFC", cell.strip()) for name, cell in pairs if name and cell.strip()}
    student = values.get("id", "")
    if not student:
        raise ValueError("has no id")
    if not student.isprintable():
        raise ValueError(f"the id {_shown(student)} holds characters that cannot be printed")
    name = values.get("name") or " ".join(filter(None, (values.get("first_name"), values.get("last_name"))))
    return Student(student, name, values.get("email", ""), values.get("repository", ""), values)


def _without_twins(file: str, found: list[tuple[int, Student]], problems: list[str]) -> list[tuple[int, Student]]:
    """Whose row counts must not depend on the order of lines: two of one id are both left out."""
    lines: dict[str, list[int]] = {}
    for number, student in found:
        lines.setdefault(student.id, []).append(number)
    for student_id, numbers in lines.items():
        if len(numbers) > 1:
            where = " and ".join(map(str, numbers))
            problems.append(f"{file}, lines {where}: the same id {_shown(student_id)}; all of them are left out")
    return [(number, student) for number, student in found if len(lines[student.id]) == 1]


def _note_shared_addresses(file: str, kept: Iterable[tuple[int, Student]], problems: list[str]) -> None:
    lines: dict[str, list[int]] = {}
    for number, student in kept:
        if student.email:
            lines.setdefault(_key(student.email), []).append(number)
    for email, numbers in lines.items():
        if len(numbers) > 1:
            where = " and ".join(map(str, numbers))
            problems.append(
                f"{file}, lines {where}: the same e-mail address {_shown(email)}; they are kept, and known by their ids"
            )


def _counted(students: Iterable[Student], column: str) -> Counter[str]:
    return Counter(_key(student.columns.get(column, "")) for student in students)


def _key(alias: str) -> str:
    """As platforms compare: capitals do not count."""
    return alias.casefold()


def _shown(text: str) -> str:
    return ascii(text[:SHOWN]) if not text.isprintable() else repr(text[:SHOWN])
