"""``autograder collect``: every student's repository at the commit that counts, ready for ``autograder grade``.

locate    an address and a last moment for each student of the roster
update    clone or fetch, some at a time
pick      the last commit of the branch by committer date that is not after that moment
keep      what was picked after the deadline stays picked: a commit with an old date that turns up later was not there
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from autograder.errors import SubmissionRefused
from autograder.intake.limits import DEFAULT_LIMITS
from autograder.intake.names import student_id
from autograder.integrations.repositories.addresses import Token, address_of, shown
from autograder.integrations.repositories.clone import Clone, Commit
from autograder.integrations.repositories.record import NAME, Entry, read_entries, write_entries
from autograder.manifest import Course
from autograder.manifest.roster import Student
from autograder.reports.safe import plain

SHORT = 10
"""Characters of a commit's name in a message."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be collected."""

    course: Course
    assignment: str
    students: tuple[Student, ...]
    out: Path
    beside: Path
    """The folder to which paths in the roster are relative."""
    url: str = ""
    """Pattern of an address, for rows without one."""
    branch: str = ""
    """The default branch of each repository if empty."""
    deadline: datetime | None = None
    """In place of the one in ``course.toml``; extensions hold all the same."""
    late: bool = False
    """Take the newest commit whatever its date; the late policy sees to the rest when it is graded."""
    tokens: tuple[Token, ...] = ()
    jobs: int = 8


@dataclass(frozen=True, slots=True)
class Collected:
    """What became of one student's repository."""

    id: str
    entry: Entry | None
    """What is there to be graded; ``None`` if nothing is."""
    problem: str = ""
    """Why it could not be collected or brought up to date; empty if it was."""
    note: str = ""


def collect(request: Request) -> Iterator[Collected]:
    """Collect, and say of each student, in the order of the roster, what came of it.

    Raises:
        ReportError: the record of an earlier run is damaged, or this one cannot be written.

    """
    record = request.out.resolve() / NAME
    known = read_entries(record)
    write_entries(record, known)  # a folder that cannot be written is a reason not to begin
    with ThreadPoolExecutor(request.jobs) as pool:
        try:
            for done in pool.map(lambda student: _collect(request, student, known.get(student.id)), request.students):
                if done.entry:
                    known[done.id] = done.entry
                yield done
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
            write_entries(record, known)


def moment(seconds: int, course: Course) -> str:
    """A time as people of the course read it."""
    try:
        return f"{datetime.fromtimestamp(seconds, ZoneInfo(course.timezone)):%Y-%m-%d %H:%M:%S %z}"
    except (OverflowError, ValueError, OSError):  # a commit's date is whatever its author wrote
        return f"second {seconds}"


def strangers(request: Request) -> list[str]:
    """Repositories in the folder that belong to nobody on the roster; they would be graded with the others."""
    ids = {student.id for student in request.students}
    return [path.name for path in sorted(request.out.glob("*.git")) if path.name.removesuffix(".git") not in ids]


def _collect(request: Request, student: Student, before: Entry | None) -> Collected:
    try:
        folder = request.out.resolve() / f"{_checked(student.id)}.git"
        values = {"assignment": request.assignment}
        address = address_of(student, request.url, values, request.beside)
        before = before if (folder / "HEAD").exists() else None
        entry, note = _updated(request, student, Clone(folder, address, request.tokens), address, before)
    except SubmissionRefused as error:
        problem = f"{error.what}; {error.tip}" if error.tip else error.what
        return Collected(student.id, before, problem)
    return Collected(student.id, entry, note=note)


def _checked(name: str) -> str:
    if student_id(name, DEFAULT_LIMITS) != name or name.startswith((".", "-")):
        raise SubmissionRefused("the id cannot be the name of a folder", tip="give the student another id")
    return name


def _updated(request: Request, student: Student, clone: Clone, address: str, before: Entry | None) -> tuple[Entry, str]:
    """What is there now, and what a person should know about it."""
    until = _until(request, student.id)
    clone.update()
    branch = clone.branch(request.branch)
    commit = clone.last(branch, until)
    if commit is None:
        raise _too_late(request, clone.last(branch, None), until)
    same_question = before is not None and before.until == until
    if before and same_question and before.is_final and commit.name != before.commit:
        return before, (
            f"commit {commit.name[:SHORT]} of {moment(commit.seconds, request.course)} was not there when this was "
            f"collected after the deadline, so {before.commit[:SHORT]} stays; remove {shown(clone.folder.name)} to "
            f"take it"
        )
    note = ""
    if before and not clone.holds(branch, before.commit):
        note = f"the history was rewritten: commit {before.commit[:SHORT]}, collected before, is no longer part of it"
    clone.point_at(commit)
    seen = before.seen if before and same_question and before.commit == commit.name and before.is_final else _now()
    return Entry(student.id, shown(address), commit.name, commit.seconds, until, seen), note


def _until(request: Request, student: str) -> int | None:
    """The last second that counts for a student, grace included."""
    if request.late:
        return None
    course = request.course
    own = any((entry.student, entry.assignment) == (student, request.assignment) for entry in course.extensions)
    due = course.due(request.assignment, student)
    if request.deadline and not own:
        due = request.deadline
    return None if due is None else int((due + timedelta(minutes=course.late.grace_minutes)).timestamp())


def _too_late(request: Request, newest: Commit | None, until: int | None) -> SubmissionRefused:
    last = f"; the newest is of {moment(newest.seconds, request.course)}" if newest else ""
    limit = moment(until, request.course) if until is not None else "now"
    return SubmissionRefused(f"no commit until {limit}{last}", tip="give --late to take it, or grant an extension")


def _now() -> int:
    return int(time.time())


def described(done: Sequence[Collected], request: Request) -> Iterator[str]:
    """One line for each student."""
    for one in done:
        who = plain(one.id, 80)
        if one.entry is None:
            yield f"{who}: not collected: {one.problem}"
            continue
        taken = f"commit {one.entry.commit[:SHORT]} of {moment(one.entry.committed, request.course)}"
        yield f"{who}: not updated, {taken} stays: {one.problem}" if one.problem else f"{who}: {taken}"
        if one.note:
            yield f"  note: {one.note}"
