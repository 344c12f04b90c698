"""Two reports of one assignment: whose score changed, and why (SEMANTICS 28). Pure: nothing is run or read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from autograder.errors import UsageError
from autograder.model import CaseResult, ExerciseResult, Report, SubmissionResult, TestResult
from autograder.model.report import number

ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class TestChange:
    """One test that came to something else."""

    __test__ = False  # not a test class for pytest

    name: str
    before: str
    """Points and outcomes, ``0 of 2, FAILED``; :data:`ABSENT` where the report has no such test."""
    after: str


@dataclass(frozen=True, slots=True)
class ExerciseChange:
    """One exercise whose score changed."""

    id: str
    before: Decimal
    after: Decimal
    tests: tuple[TestChange, ...]
    """None where something else decided: a person, or the points of the exercise."""
    reasons: tuple[str, ...]
    """Notes about this exercise that only one of the two reports has."""


@dataclass(frozen=True, slots=True)
class SubmissionChange:
    """One submission whose score, or whose being provisional, changed."""

    id: str
    before: str
    """``28 of 32``, with ``provisional`` where it is."""
    after: str
    exercises: tuple[ExerciseChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that is not the same."""

    conditions: tuple[str, ...]
    """What may explain the rest: seed, isolation, versions."""
    changed: tuple[SubmissionChange, ...]
    only_old: tuple[str, ...]
    """Submissions that only the old report graded, with what the new one says of them."""
    only_new: tuple[str, ...]
    same_score: int
    """Submissions in both whose score is the same."""
    other_outcomes: tuple[str, ...]
    """Those among them of which a test came to something else without a change of the score."""


def difference(old: Report, new: Report) -> Difference:
    """Compare two reports.

    Raises:
        UsageError: they are of different assignments.

    """
    if old.assignment != new.assignment:
        raise UsageError(
            f"the reports are of different assignments: {old.assignment!r} and {new.assignment!r}",
            tip="compare two reports of one assignment",
        )
    before = {entry.id: entry for entry in old.submissions}
    after = {entry.id: entry for entry in new.submissions}
    both = [(before[name], after[name]) for name in before if name in after]
    changed = [pair for pair in both if _total(pair[0]) != _total(pair[1])]
    same = [pair for pair in both if _total(pair[0]) == _total(pair[1])]
    return Difference(
        conditions=tuple(_conditions(old, new)),
        changed=tuple(_submission(*pair) for pair in changed),
        only_old=tuple(_lonely(before, after, new)),
        only_new=tuple(_lonely(after, before, old)),
        same_score=len(same),
        other_outcomes=tuple(a.id for a, b in same if _outcomes(a) != _outcomes(b)),
    )


def _conditions(old: Report, new: Report) -> Iterator[str]:
    if old.seed != new.seed:
        yield f"seed: {old.seed} then {new.seed}; the hidden inputs are others"
    if old.isolation != new.isolation:
        yield f"isolation: {old.isolation} then {new.isolation}"
    for name in sorted(old.versions.keys() | new.versions.keys()):
        then, now = old.versions.get(name, ABSENT), new.versions.get(name, ABSENT)
        if then != now:
            yield f"{name}: {then} then {now}"


def _lonely(here: dict[str, SubmissionResult], there: dict[str, SubmissionResult], other: Report) -> Iterator[str]:
    unreadable = {entry.id: entry.reason for entry in other.unreadable}
    for name, entry in here.items():
        if name not in there:
            why = f"; unreadable in the other: {unreadable[name]}" if name in unreadable else ""
            yield f"{name}: {_total(entry)}{why}"


def _total(entry: SubmissionResult) -> str:
    provisional = ", provisional" if entry.provisional else ""
    return f"{number(entry.score)} of {number(entry.max_score)}{provisional}"


def _submission(old: SubmissionResult, new: SubmissionResult) -> SubmissionChange:
    before = {exercise.id: exercise for exercise in old.exercises}
    after = {exercise.id: exercise for exercise in new.exercises}
    notes = frozenset(old.notes) ^ frozenset(new.notes)
    ordered = [note for note in dict.fromkeys((*old.notes, *new.notes)) if note in notes]
    exercises = [
        _exercise(name, before.get(name), after.get(name), ordered) for name in dict.fromkeys((*before, *after))
    ]
    return SubmissionChange(
        id=old.id,
        before=_total(old),
        after=_total(new),
        exercises=tuple(entry for entry in exercises if entry.before != entry.after or entry.reasons),
    )


def _exercise(name: str, old: ExerciseResult | None, new: ExerciseResult | None, notes: list[str]) -> ExerciseChange:
    before, after = _tests(old), _tests(new)
    tests = [
        TestChange(test, _shown(before.get(test)), _shown(after.get(test))) for test in dict.fromkeys((*before, *after))
    ]
    return ExerciseChange(
        id=name,
        before=old.score if old else Decimal(0),
        after=new.score if new else Decimal(0),
        tests=tuple(change for change in tests if change.before != change.after),
        reasons=tuple(note for note in notes if note.startswith(f"{name}: ")),
    )


def _tests(exercise: ExerciseResult | None) -> dict[str, TestResult]:
    return {test.name: test for test in exercise.tests} if exercise else {}


def _shown(test: TestResult | None) -> str:
    if test is None:
        return ABSENT
    return f"{number(test.score)} of {number(test.max_score)}, {_came_to(test)}"


def _came_to(test: TestResult) -> str:
    """The outcomes of its cases, each once and with its number; the parameters where only some are meant."""
    outcomes: dict[str, list[CaseResult]] = {}
    for case in test.cases:
        outcomes.setdefault(case.outcome.value, []).append(case)
    if len(outcomes) < 2:
        return next(iter(outcomes), "NOT_RUN")
    return ", ".join(f"{outcome} [{', '.join(map(_named, cases))}]" for outcome, cases in outcomes.items())


def _named(case: CaseResult) -> str:
    return f"{case.parameters} on {case.device}" if case.parameters else f"on {case.device}"


def _outcomes(entry: SubmissionResult) -> list[tuple[str, str, str]]:
    return [(exercise.id, test.name, _came_to(test)) for exercise in entry.exercises for test in exercise.tests]
