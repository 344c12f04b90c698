"""One hidden test once more for one submission, as it was graded: why a score is what it is (SEMANTICS 28)."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import ReportError, UsageError
from autograder.grading import handed_in
from autograder.grading.suite import HiddenTest, read_suite
from autograder.grading.versions import versions
from autograder.grading.work import Done, Settings, Work
from autograder.intake import read_cohort
from autograder.intake.quoting import quoted
from autograder.manifest import Project, load_assignment, suggestion
from autograder.model import Assignment, CaseResult, Device, Report, Submission, SubmissionResult, TestResult
from autograder.reports import report_json
from autograder.reports.safe import plain
from autograder.sandbox.choose import Search

if TYPE_CHECKING:  # imports torch
    from autograder.grading.recorded import Call

LISTED = 12
"""Names that a tip lists."""
NAME = 80
"""Characters of a name that are shown."""
_TEST = re.compile(r"(?:(?P<file>[^\[]+?)::)?(?P<name>[^\[:]+)(?:\[(?P<parameters>.*)\])?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A test of a submission, in its report and in the hidden suite."""

    submission: SubmissionResult
    recorded: TestResult
    test: HiddenTest
    parameters: str | None
    """``None`` means every set."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """One set of parameters: then, now, and what was asked."""

    recorded: CaseResult | None
    """From the report; ``None`` if this set is new."""
    case: CaseResult
    calls: tuple[Call, ...]
    """The last ones of the last run."""
    dropped: int
    """Calls before those."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found out."""

    wanted: Wanted
    seed: str
    isolation: str
    file: str
    """Where the submission's code came from, for people."""
    cases: tuple[Replayed, ...]
    notes: tuple[str, ...]
    """What is not as it was when the report was written, and what loading the submission said."""


def replay(
    project: Project, where: Path, submission: str, test: str, *, path: Path | None, allow_process_only: bool
) -> Replay:
    """Run the test with the report's seed, in a locked worker.

    Args:
        project: where the hidden tests are.
        where: the report; the code that was graded lies beside it.
        submission: id of the submission.
        test: ``test_name``, ``test_file.py::test_name``, or either with ``[parameters]``.
        path: a file to run instead of what was graded.
        allow_process_only: accept tier D.

    Raises:
        AutograderError: the report, the code, the test or a worker is not to be had.

    """
    report = report_json.read(where)
    assignment = load_assignment(project, report.assignment)
    wanted = find(report, read_suite(project, assignment).tests, where, submission, test)
    code = _code(assignment, where, wanted.submission.id, path)
    devices = tuple(dict.fromkeys(case.device for case in wanted.recorded.cases)) or (Device.CPU,)
    settings = Settings(project.root, assignment.name, report.seed, allow_process_only, devices)
    done, cases = _run(project, assignment, settings, Work(code, frozenset({wanted.test.id}), devices), wanted)
    if not cases:
        raise UsageError(f"{wanted.test.id} has no case {quoted(wanted.parameters or '')} any more")
    notes = (*_differences(report, done.tier), *code.notes, *done.notes)
    return Replay(wanted, report.seed, done.tier, code.file, cases, tuple(dict.fromkeys(notes)))


def find(report: Report, tests: Collection[HiddenTest], where: Path, submission: str, test: str) -> Wanted:
    """What the user means.

    Raises:
        UsageError: the report has no such submission or test, or the hidden tests no longer do; suggests the nearest.

    """
    result = _find_submission(report, where, submission)
    match = _TEST.fullmatch(test)
    if match is None:
        raise UsageError(f"{quoted(test)} names no test", tip="write test_name or test_file.py::test_name[case]")
    recorded, hidden = _find_test(result, tests, where, match["file"] or "", match["name"])
    parameters = match["parameters"]
    known = {case.parameters for case in recorded.cases}
    if parameters is not None and known and parameters not in known:
        raise UsageError(
            f"{hidden.name} has no case {quoted(parameters)}{suggestion(parameters, known)}",
            where=str(where),
            tip=_listing("cases", sorted(known - {""})) if known != {""} else "it has no parameters",
        )
    return Wanted(result, recorded, hidden, parameters)


def _find_submission(report: Report, where: Path, wanted: str) -> SubmissionResult:
    known = {entry.id: entry for entry in report.submissions}
    name = unicodedata.normalize("NFC", wanted)
    if name in known:
        return known[name]
    unreadable = next((entry for entry in report.unreadable if entry.id == name), None)
    if unreadable is not None:
        raise UsageError(
            f"{plain(name, NAME)} was not graded: {plain(unreadable.reason, 300)}",
            where=str(where),
            tip="grade what the student hands in instead, then replay that report",
        )
    raise UsageError(
        f"the report has no submission {quoted(name)}{suggestion(name, known)}",
        where=str(where),
        tip=_listing("submissions", known),
    )


def _find_test(
    result: SubmissionResult, tests: Collection[HiddenTest], where: Path, file: str, name: str
) -> tuple[TestResult, HiddenTest]:
    known = {entry.name for exercise in result.exercises for entry in exercise.tests}
    if name not in known:
        raise UsageError(
            f"{plain(result.id, NAME)} has no test {quoted(name)}{suggestion(name, known)}",
            where=str(where),
            tip=_listing("tests", sorted(known)),
        )
    pairs = list(_pairs(result, tests, name))
    if not pairs:
        raise UsageError(
            f"the hidden tests have no {name!r} any more",
            tip="use the hidden tests as they were when the report was written",
        )
    chosen = [pair for pair in pairs if file in ("", pair[1].file)]
    if len(chosen) != 1:
        wrong = f", not in {quoted(file)}" if file else ""
        files = ", ".join(hidden.file for _, hidden in pairs)
        raise UsageError(f"{name!r} is in {files}{wrong}", tip=f"write for example {pairs[0][1].id}")
    return chosen[0]


def _pairs(
    result: SubmissionResult, tests: Collection[HiddenTest], name: str
) -> Iterator[tuple[TestResult, HiddenTest]]:
    """Two files may have tests of one name; the report lists them in the order of the suite."""
    for exercise in result.exercises:
        recorded = [entry for entry in exercise.tests if entry.name == name]
        hidden = [test for test in tests if test.exercise == exercise.id and test.name == name]
        yield from zip(recorded, hidden, strict=False)


def _code(assignment: Assignment, where: Path, submission: str, path: Path | None) -> Submission:
    if path is None:
        return handed_in.read_submission(where.with_name(handed_in.NAME), submission)
    cohort = read_cohort([path], assignment, one=True)
    if not cohort.submissions:
        raise ReportError(cohort.unreadable[0].reason, where=str(path))
    return replace(cohort.submissions[0], id=submission)


def _run(
    project: Project, assignment: Assignment, settings: Settings, work: Work, wanted: Wanted
) -> tuple[Done, tuple[Replayed, ...]]:
    """One item through the session that grades."""
    hidden = (project.tests_folder(assignment.name), project.solutions_folder(assignment.name))
    search = Search(assignment.preload, hidden=hidden, emulated=Device.EMULATED in settings.devices)
    try:
        from autograder.grading.recorded import Recorder, RecordingJudge  # noqa: PLC0415 - while the zygote boots
        from autograder.grading.session import run_session  # noqa: PLC0415

        recorder, channel = Recorder(), _OneItem(work)
        run_session(settings, channel, search, functools.partial(RecordingJudge, recorder))
    finally:
        search.close()
    replayed = tuple(
        Replayed(_recorded(wanted, case), case, recorder.calls(place), recorder.dropped(place))
        for cases in channel.answer.results.values()
        for case in cases
        for place in [(case.device, case.parameters)]
        if wanted.parameters in (None, case.parameters)
    )
    return channel.answer, replayed


class _OneItem:
    """A channel that brings one item and keeps its answer."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._answer: Done | None = None

    def __iter__(self) -> Iterator[Work]:
        yield self._work

    def done(self, result: Done) -> None:
        """Keep the answer."""
        self._answer = result

    def emit(self, event: object) -> None:
        """Nobody watches."""

    @property
    def answer(self) -> Done:
        """What the session made of the item."""
        if self._answer is None:
            raise RuntimeError("the session ended without an answer")
        return self._answer


def _recorded(wanted: Wanted, case: CaseResult) -> CaseResult | None:
    same = (c for c in wanted.recorded.cases if (c.device, c.parameters) == (case.device, case.parameters))
    return next(same, None)


def _differences(report: Report, tier: str) -> Iterator[str]:
    if tier != report.isolation:
        yield f"isolation: {report.isolation} then, {tier} now"
    now = versions(report.versions)
    for name in sorted(report.versions.keys() | now.keys()):
        then, today = report.versions.get(name, "none"), now.get(name, "none")
        if then != today:
            yield f"{name}: {plain(then, 40)} then, {today} now"


def _listing(what: str, names: Collection[str]) -> str:
    shown = [plain(name, NAME) for name in names]
    more = f", and {len(shown) - LISTED} more" if len(shown) > LISTED else ""
    return f"{what}: {', '.join(shown[:LISTED])}{more}" if shown else f"there are no {what}"
