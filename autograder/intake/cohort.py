"""Files, folders, zips and repositories become submissions; START READING HERE.

The id of a submission is its file's stem or its folder's name (``names.py``), or what a learning platform calls the
student (``platforms.py``). Which file of it is graded, ``choose.py`` decides. What is unsafe or damaged is listed with
one line, and the rest is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.errors import SubmissionRefused, UsageError
from autograder.intake.attempts import Read, by_attempt
from autograder.intake.choose import read_answer
from autograder.intake.find import Deposit, Finder
from autograder.intake.limits import DEFAULT_LIMITS, IntakeLimits
from autograder.intake.names import student_id
from autograder.model import Assignment, Submission, Unreadable
from autograder.reports.safe import plain


@dataclass(frozen=True, slots=True)
class Cohort:
    """Everything that was handed in, sorted by id."""

    submissions: tuple[Submission, ...]
    unreadable: tuple[Unreadable, ...]
    earlier: tuple[Submission, ...] = ()
    """Attempts that were handed in before the one in ``submissions`` of the same id; by id and time."""


def read_cohort(
    paths: Sequence[Path],
    assignment: Assignment,
    *,
    one: bool = False,
    limits: IntakeLimits = DEFAULT_LIMITS,
) -> Cohort:
    """The submissions at ``paths``.

    A path is a notebook, a ``.py`` file, a zip, a git repository (plain or bare), or a folder, whose children are
    submissions; with ``one`` the folder itself is one, and so is a zip that looks like a cohort.

    Raises:
        UsageError: a path does not exist or holds nothing that could be a submission.

    """
    with ExitStack() as stack:
        deposits = _without_repetition(Finder(limits, stack), paths, one=one)
        results = [(deposit, _read(deposit, assignment, limits)) for deposit in deposits]
    last, earlier = by_attempt(results)
    last = _without_twins(last)
    submissions = [result for _, result in last if isinstance(result, Submission)]
    unreadable = [result for _, result in last if isinstance(result, Unreadable)]
    return Cohort(
        tuple(sorted(submissions, key=lambda submission: submission.id)),
        tuple(sorted(unreadable, key=lambda entry: (entry.id, entry.reason))),
        tuple(earlier),
    )


def named(cohort: Cohort, student: str) -> Cohort:
    """The cohort whose one submission is called ``student``, or as it is called if that is empty.

    Raises:
        UsageError: there are several submissions, or the name can be no id.

    """
    if not student:
        return cohort
    found = len(cohort.submissions) + len(cohort.unreadable)
    if found != 1:
        raise UsageError(f"{found} submissions cannot all be called {plain(student, 80)}", tip="name one of them")
    try:
        name = student_id(student, DEFAULT_LIMITS)
    except SubmissionRefused as error:
        raise UsageError(f"the student's id {error.what}") from None
    return replace(
        cohort,
        submissions=tuple(replace(submission, id=name) for submission in cohort.submissions),
        unreadable=tuple(replace(entry, id=name) for entry in cohort.unreadable),
    )


def _without_repetition(finder: Finder, paths: Sequence[Path], *, one: bool) -> list[Deposit]:
    """What lies at the paths; a place that two of them lead to counts once."""
    if not paths:
        raise UsageError("no path was given", tip="name the submissions to grade")
    found = [deposit for path in paths for deposit in finder.at(Path(path), one=one)]
    return list({deposit.place: deposit for deposit in found}.values())


def _read(deposit: Deposit, assignment: Assignment, limits: IntakeLimits) -> Submission | Unreadable:
    try:
        student = student_id(deposit.name, limits)
    except SubmissionRefused as error:
        return Unreadable(plain(deposit.name, limits.id_bytes), _reason(deposit, error))
    try:
        with deposit.open() as source:
            answer = read_answer(source, assignment, limits)
    except SubmissionRefused as error:
        return Unreadable(student, _reason(deposit, error))
    except OSError as error:
        return Unreadable(student, _reason(deposit, SubmissionRefused(f"cannot be read: {error.strerror}")))
    notes = (*deposit.notes, *answer.notes)
    when = deposit.attempt or answer.submitted_at
    return Submission(student, answer.cells, answer.modules, notes, deposit.file, when)


def _reason(deposit: Deposit, error: SubmissionRefused) -> str:
    place = f": {error.where}" if error.where else ""
    tip = f"; {error.tip}" if error.tip else ""
    return f"{deposit.file}{place} {error.what}{tip}"


def _without_twins(
    results: Sequence[Read],
) -> list[Read]:
    """Whose work is graded under an id must not depend on the order of files: two readable ones are both set aside."""
    places: dict[str, list[str]] = defaultdict(list)
    for deposit, result in results:
        places[result.id].append(deposit.file)
    return [
        (deposit, _twin(result.id, places[result.id]))
        if isinstance(result, Submission) and len(places[result.id]) > 1
        else (deposit, result)
        for deposit, result in results
    ]


def _twin(student: str, places: Sequence[str]) -> Unreadable:
    return Unreadable(student, f"{' and '.join(places)} have the same id {student}; rename or remove one")
