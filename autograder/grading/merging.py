"""One report out of several of the same submissions, graded by different runners: a CPU here, a GPU there.

agree     one assignment, one seed, one set of hidden tests, and the same work handed in
join      every case that has a verdict somewhere; contradictions are refused
score     as one run would have: what was provisional becomes final where its device has run
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.errors import ReportError, UsageError
from autograder.grading import handed_in, outputs
from autograder.grading.lateness import calendar, penalized
from autograder.grading.score import UNDECIDED, score_submission
from autograder.grading.suite import HiddenTest, read_suite
from autograder.manifest import Project, load_assignment, load_course, load_overrides
from autograder.model import CaseResult, Device, Outcome, Report, Submission, SubmissionResult, TestResult, Unreadable
from autograder.reports import report_json
from autograder.reports.safe import plain

LISTED = 10
"""Contradictions that a message lists."""
_WAITS = ": provisional until it has run on "
Results = dict[tuple[str, Device], tuple[CaseResult, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the reports."""

    where: Path
    report: Report

    @property
    def submissions(self) -> Mapping[str, SubmissionResult]:
        """By id."""
        return {entry.id: entry for entry in self.report.submissions}


def merge(project: Project, files: Sequence[Path], out: Path) -> Report:
    """Join the reports and write the outcome as ``grade`` writes its own.

    Raises:
        UsageError: fewer than two reports, or they are not about the same thing.
        ReportError: a report cannot be used, or two contradict each other.
        ManifestError: the assignment is not in this course.

    """
    parts = [Part(file, report_json.read(file)) for file in files]
    _demand_the_same(parts)
    first = parts[0].report
    assignment = load_assignment(project, first.assignment)
    tests = read_suite(project, assignment).tests
    overrides = load_overrides(project, assignment.name)
    outputs.check_writable(out)
    requested = tuple(dict.fromkeys(device for part in parts for device in part.report.requested_devices))
    due = calendar(load_course(project), assignment.name)
    handed = _handed_in(parts)
    scored = []
    for name, entries in _by_submission(parts).items():
        submission = handed.get(name, Submission(name, ()))
        result = score_submission(
            assignment,
            tests,
            _joined(name, entries, tests),
            replace(submission, notes=_notes(entries)),
            requested_devices=requested,
            overrides=overrides,
        )
        when = submission.submitted_at or next((entry.submitted_at for _, entry in entries if entry.submitted_at), "")
        result = replace(result, digest=entries[0][1].digest, submitted_at=when)
        scored.append(penalized(result, due))
    report = Report(
        assignment=assignment.name,
        seed=first.seed,
        isolation=_all(part.report.isolation for part in parts),
        versions=_versions(parts),
        submissions=tuple(scored),
        unreadable=_unreadable(parts, {entry.id for entry in scored}),
        requested_devices=requested,
    )
    outputs.publish(assignment, report, handed.values(), out, load_course(project).language)
    return report


# ---- agree


def _demand_the_same(parts: Sequence[Part]) -> None:
    if len(parts) < 2:
        raise UsageError("there is nothing to merge with", tip="name the reports of at least two runs")
    for one, other in itertools.pairwise(parts):
        if one.report.assignment != other.report.assignment:
            raise _unlike(one, other, "assignments", one.report.assignment, other.report.assignment)
        if one.report.seed != other.report.seed:
            tip = "their inputs differ; grade one of them again with --seed and the other's seed"
            raise _unlike(one, other, "seeds", one.report.seed, other.report.seed, tip)
    for name, entries in _by_submission(parts).items():
        if len({entry.digest for _, entry in entries if entry.digest}) > 1:
            files = " and ".join(str(part.where) for part, _ in entries)
            raise UsageError(
                f"{plain(name, 80)} handed in something else in each of {files}",
                tip="grade the same files on both runners",
            )


def _unlike(one: Part, other: Part, what: str, left: str, right: str, tip: str = "") -> UsageError:
    return UsageError(
        f"the reports have different {what}: {left!a} in {one.where} and {right!a} in {other.where}",
        tip=tip or f"merge reports of the same {what.removesuffix('s')}",
    )


# ---- join


def _by_submission(parts: Sequence[Part]) -> dict[str, list[tuple[Part, SubmissionResult]]]:
    names = dict.fromkeys(name for part in parts for name in part.submissions)
    return {name: [(part, part.submissions[name]) for part in parts if name in part.submissions] for name in names}


def _joined(name: str, entries: Sequence[tuple[Part, SubmissionResult]], tests: Sequence[HiddenTest]) -> Results:
    """The cases of one submission: a verdict before none, the first where they agree."""
    found: dict[tuple[str, Device, str], tuple[Part, CaseResult]] = {}
    contradictions: list[str] = []
    for part, entry in entries:
        for test, case in _cases(part, entry, tests):
            key = (test, case.device, case.parameters)
            known = found.get(key)
            if known is None or known[1].outcome in (Outcome.NOT_RUN, Outcome.GRADER_ERROR):
                found[key] = part, case
            elif _contradict(known[1], case):
                where = f"{plain(name, 80)}, {test}{f' [{case.parameters}]' if case.parameters else ''}, {case.device}"
                said = f"{known[1].outcome} in {known[0].where}, {case.outcome} in {part.where}"
                contradictions.append(f"{where}: {said}")
    if contradictions:
        raise _contradicting(contradictions)
    results: Results = {}
    for (test, device, _), (_, case) in found.items():
        results[test, device] = (*results.get((test, device), ()), case)
    return results


def _contradict(one: CaseResult, other: CaseResult) -> bool:
    if other.outcome in (Outcome.NOT_RUN, Outcome.GRADER_ERROR):
        return False
    return (one.outcome in UNDECIDED) != (other.outcome in UNDECIDED)


def _contradicting(found: Sequence[str]) -> ReportError:
    more = [f"and {len(found) - LISTED} more"] if len(found) > LISTED else []
    return ReportError(
        "the reports contradict each other:\n  " + "\n  ".join([*found[:LISTED], *more]),
        tip="grade these submissions again on one of the runners, with --fresh, and merge that report",
    )


def _cases(part: Part, entry: SubmissionResult, tests: Sequence[HiddenTest]) -> Iterator[tuple[str, CaseResult]]:
    for exercise in entry.exercises:
        known = [test for test in tests if test.exercise == exercise.id]
        if [test.name for test in known] != [result.name for result in exercise.tests]:
            raise ReportError(
                f"{exercise.id} had other hidden tests when this report was written ({_names(exercise.tests)})",
                where=str(part.where),
                tip="grade again with the hidden tests of this course, on every runner",
            )
        for test, result in zip(known, exercise.tests, strict=True):
            yield from ((test.id, case) for case in result.cases)


def _names(tests: Iterable[TestResult]) -> str:
    return ", ".join(plain(test.name, 80) for test in tests) or "none"


# ---- score


def _notes(entries: Iterable[tuple[Part, SubmissionResult]]) -> tuple[str, ...]:
    """What the runs said, without what only says that something is still to come."""
    return tuple(dict.fromkeys(note for _, entry in entries for note in entry.notes if _WAITS not in note))


def _handed_in(parts: Sequence[Part]) -> dict[str, Submission]:
    """The code that was graded, as far as it lies beside the reports."""
    found: dict[str, Submission] = {}
    for part in parts:
        file = part.where.with_name(handed_in.NAME)
        if file.exists():
            found = {submission.id: submission for submission in handed_in.read_submissions(file)} | found
    return found


def _all(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(value for value in values if value))


def _versions(parts: Sequence[Part]) -> dict[str, str]:
    names = dict.fromkeys(name for part in parts for name in part.report.versions)
    return {name: _all(part.report.versions.get(name, "") for part in parts) for name in names}


def _unreadable(parts: Sequence[Part], graded: set[str]) -> tuple[Unreadable, ...]:
    return tuple(
        {entry.id: entry for part in parts for entry in part.report.unreadable if entry.id not in graded}.values()
    )
