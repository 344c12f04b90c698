"""Names in the bulk downloads of learning platforms.

Moodle: ``Ada Lovelace_4711_assignsubmission_file_/answer.ipynb`` or, without folders,
``Ada Lovelace_4711_assignsubmission_file_answer.ipynb``; the id is the participant number, ``4711``.

Canvas: ``lovelaceada_LATE_12345_67890_answer-1.ipynb``: key of the student, LATE if it was, number of the user, of the
file, the student's file name, ``-1`` for the first resubmission. The id is the key, ``lovelaceada``; if two users of
one download have the same key, it is ``lovelaceada-12345``.

Everything one person handed in is one submission, and a note keeps the name and number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from autograder.intake.inventory import READ_SUFFIXES, suffix
from autograder.intake.quoting import quoted

# The first match from the left counts: what follows it was chosen by a student and may imitate it.
MOODLE = re.compile(r"(?P<name>.*?)_(?P<number>\d+)_assignsubmission_[a-z]+_(?P<file>.*)", re.DOTALL)
# Ids do not begin with 0 and those of files are large: ``kim_2026_03_15.ipynb`` is a date, not a Canvas name.
CANVAS = re.compile(r"(?P<name>[^_].*?)(?P<late>_LATE)?_(?P<number>[1-9]\d*)_[1-9]\d{2,}_(?P<file>.+)", re.DOTALL)
RESUBMISSION = re.compile(r"(?P<stem>.+)-(?P<version>\d{1,3})(?P<suffix>\.[^.]+)", re.DOTALL)


class Platform(StrEnum):
    """Whose names are understood."""

    MOODLE = "Moodle"
    CANVAS = "Canvas"


ROLES = {Platform.MOODLE: "participant", Platform.CANVAS: "user"}
"""What a platform's number counts."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who a platform says handed something in."""

    platform: Platform
    number: str
    """Moodle's participant or Canvas's user."""
    name: str
    """Full name, or Canvas's key made of it."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one person handed in."""

    id: str
    files: Mapping[str, str]
    """Path inside the submission by path in the download."""
    paths: frozenset[str]
    """All paths of the download that are this person's, superseded ones too."""
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Handed:
    """One path of a download, taken apart."""

    path: str
    person: Person
    inside: str
    """Path inside the submission; empty for a folder of Moodle's."""
    version: int = 0
    """Canvas's number of a resubmission."""
    late: bool = False


def shares(paths: Iterable[str]) -> tuple[Share, ...]:
    """The submissions among the paths of a download, by person; no path of another shape belongs to one.

    Canvas names are taken for such only if every notebook, ``.py`` file and zip that is not Moodle's has one.
    """
    found, others = list[_Handed](), list[str]()
    for path in paths:
        if handed := _moodle(path):
            found.append(handed)
        else:
            others.append(path)
    canvas = {path: _canvas(path) for path in others if suffix(path) in READ_SUFFIXES}
    if all(canvas.values()):
        found += [handed for path in others if (handed := _canvas(path))]
    return _by_person(found)


def _moodle(path: str) -> _Handed | None:
    top, _, rest = path.partition("/")
    match = MOODLE.fullmatch(top)
    if match is None:
        return None
    person = Person(Platform.MOODLE, match["number"], match["name"])
    return _Handed(path, person, "/".join(part for part in (match["file"], rest) if part))


def _canvas(path: str) -> _Handed | None:
    match = CANVAS.fullmatch(path)
    if match is None or "/" in path:
        return None
    person, name, version = Person(Platform.CANVAS, match["number"], match["name"]), match["file"], 0
    if again := RESUBMISSION.fullmatch(name):
        name, version = again["stem"] + again["suffix"], int(again["version"])
    return _Handed(path, person, name, version, late=match["late"] is not None)


def _by_person(found: Iterable[_Handed]) -> tuple[Share, ...]:
    people: dict[Person, list[_Handed]] = {}
    for handed in found:
        people.setdefault(handed.person, []).append(handed)
    keys = Counter(person.name for person in people if person.platform is Platform.CANVAS)
    return tuple(_share(person, files, keys) for person, files in people.items())


def _share(person: Person, found: Sequence[_Handed], keys: Mapping[str, int]) -> Share:
    latest: dict[str, _Handed] = {}
    notes = list[str]()
    late = False
    for handed in sorted(found, key=lambda handed: handed.version):
        late = late or handed.late
        if handed.version and handed.inside in latest:
            notes.append(f"Took resubmission {handed.version} of {quoted(handed.inside)}.")
        # Moodle's folders of one person are merged; their own name inside is empty.
        latest[handed.inside or handed.path] = handed
    files = {handed.path: handed.inside for handed in latest.values()}
    mark = ", handed in late" if late else ""
    paths = frozenset(handed.path for handed in found)
    who = f"{person.platform} {ROLES[person.platform]} {person.number}, {quoted(person.name)}{mark}."
    return Share(_id(person, keys), files, paths, (who, *notes))


def _id(person: Person, keys: Mapping[str, int]) -> str:
    match person.platform:
        case Platform.MOODLE:
            return person.number
        case Platform.CANVAS:
            return person.name if keys[person.name] == 1 else f"{person.name}-{person.number}"
