"""Names in the bulk downloads of learning platforms.

Moodle: ``Ada Lovelace_4711_assignsubmission_file_/answer.ipynb`` or, without folders,
``Ada Lovelace_4711_assignsubmission_file_answer.ipynb``; the id is the participant number, ``4711``.

Canvas: ``lovelaceada_LATE_12345_67890_answer-1.ipynb``: key of the student, LATE if it was, number of the user, of the
file, the student's file name, ``-1`` for the first resubmission. The id is the key, ``lovelaceada``; if two users of
one download have the same key, it is ``lovelaceada-12345``.

Blackboard: ``Homework 1_alice_attempt_2026-11-20-23-55-01_answer.ipynb``, and the same without a file name and with
``.txt`` for what the student wrote; the id is the user, ``alice``, or ``Homework 1_alice`` if two of these begin
differently. nbgrader's exchange: ``alice+essentials+2026-11-20 14:55:01 UTC+nonce``, a folder. Both say when the work
was handed in, Blackboard in the local time of the course.

Everything one person handed in at a time is one submission, and a note keeps the name and number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from autograder.intake.inventory import READ_SUFFIXES, suffix
from autograder.intake.quoting import quoted

# The first match from the left counts: what follows it was chosen by a student and may imitate it.
MOODLE = re.compile(r"(?P<name>.*?)_(?P<number>\d+)_assignsubmission_[a-z]+_(?P<file>.*)", re.DOTALL)
# Ids do not begin with 0 and those of files are large: ``kim_2026_03_15.ipynb`` is a date, not a Canvas name.
CANVAS = re.compile(r"(?P<name>[^_].*?)(?P<late>_LATE)?_(?P<number>[1-9]\d*)_[1-9]\d{2,}_(?P<file>.+)", re.DOTALL)
RESUBMISSION = re.compile(r"(?P<stem>.+)-(?P<version>\d{1,3})(?P<suffix>\.[^.]+)", re.DOTALL)


# A date that is none is a name like any other: the digits are read by the calendar afterwards.
BLACKBOARD = re.compile(
    r"(?P<head>[^/]*?_(?P<name>[^/_]+))_attempt_(?P<time>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|\.txt)", re.DOTALL
)
EXCHANGE = re.compile(
    r"(?P<name>[^/+]+)\+(?P<head>[^/+]+)\+(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?:\.\d+)? UTC(?:\+[^/]*)?"
)


class Platform(StrEnum):
    """Whose names are understood."""

    MOODLE = "Moodle"
    CANVAS = "Canvas"
    BLACKBOARD = "Blackboard"
    EXCHANGE = "nbgrader"


ROLES = {
    Platform.MOODLE: "participant",
    Platform.CANVAS: "user",
    Platform.BLACKBOARD: "entry",
    Platform.EXCHANGE: "assignment",
}
"""What a platform's number counts."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who a platform says handed something in."""

    platform: Platform
    number: str
    """Moodle's participant, Canvas's user; where there are no numbers, what stands before the name."""
    name: str
    """Full name, Canvas's key made of it, or the user's name."""
    submitted_at: str = ""
    """ISO 8601, where the name says when; each time is an attempt of its own."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one person handed in."""

    id: str
    files: Mapping[str, str]
    """Path inside the submission by path in the download."""
    paths: frozenset[str]
    """All paths of the download that are this person's, superseded ones too."""
    notes: tuple[str, ...]
    submitted_at: str = ""
    """ISO 8601, where the names say so; without an offset it is local time of the course."""


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

    Canvas names are taken for such only if every notebook, ``.py`` file and zip that is of no other platform has one.
    """
    found, others = list[_Handed](), list[str]()
    for path in paths:
        if handed := _moodle(path) or _blackboard(path) or _exchange(path):
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


def _blackboard(path: str) -> _Handed | None:
    # In a download from Canvas the end of a name is the student's, who may write somebody else's there.
    match = None if CANVAS.fullmatch(path) else BLACKBOARD.fullmatch(path)
    moment = _moment(match["time"], "%Y-%m-%d-%H-%M-%S") if match else ""
    if match is None or not moment:
        return None
    return _Handed(path, Person(Platform.BLACKBOARD, match["head"], match["name"], moment), match["file"] or path)


def _exchange(path: str) -> _Handed | None:
    top, _, rest = path.partition("/")
    match = None if CANVAS.fullmatch(top) else EXCHANGE.fullmatch(top)
    moment = _moment(match["time"], "%Y-%m-%d %H:%M:%S") if match else ""
    if match is None or not moment:
        return None
    return _Handed(path, Person(Platform.EXCHANGE, match["head"], match["name"], f"{moment}+00:00"), rest)


def _moment(text: str, shape: str) -> str:
    """ISO 8601 without an offset; empty if the calendar has no such moment."""
    try:
        return datetime.strptime(text, shape).isoformat()  # noqa: DTZ007 - the zone is the course's
    except ValueError:
        return ""


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
    accounts = {(person.platform, person.number, person.name) for person in people}
    keys = Counter(name for _, _, name in accounts)
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
    who = f"{person.platform} {ROLES[person.platform]} {_shown(person.number)}, {quoted(person.name)}{mark}."
    return Share(_id(person, keys), files, paths, (who, *notes), person.submitted_at)


def _id(person: Person, keys: Mapping[str, int]) -> str:
    match person.platform:
        case Platform.MOODLE:
            return person.number
        case Platform.CANVAS:
            return person.name if keys[person.name] == 1 else f"{person.name}-{person.number}"
        case Platform.BLACKBOARD:
            return person.name if keys[person.name] == 1 else person.number
        case Platform.EXCHANGE:
            return person.name


def _shown(number: str) -> str:
    return number if number.isdecimal() else quoted(number)
