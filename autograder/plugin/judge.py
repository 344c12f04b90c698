"""The judge inside a pytest session: runs hidden tests on submission after submission, says what became of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import pytest

from autograder.errors import SandboxError
from autograder.model import CaseResult, Device, Outcome, Submission
from autograder.plugin import phases
from autograder.plugin.attempt import PASSED, Attempt, classify, own_line
from autograder.plugin.diagnosis import Diagnosis
from autograder.plugin.lasting import Lasting
from autograder.plugin.seat import NewSession, Seat, Statements
from autograder.plugin.subject import Subject
from autograder.remote import Reader, Session, Step, Student
from autograder.sandbox import Death, Worker, WorkerDied, Zygote
from autograder.testing import CURRENT, Answer, Memo, Running, Traffic, derived_seed
from autograder.testing.examples import steadily_drawn

FINAL = frozenset(set(Outcome) - {Outcome.FAILED, Outcome.ERROR, Outcome.MEMORY, Outcome.CRASHED})
"""Outcomes that a fresh worker at this moment cannot change; a timeout is repeated when nothing else runs."""
DEATHS = frozenset({Outcome.TIMEOUT, Outcome.MEMORY, Outcome.CRASHED})
"""Outcomes of a worker that is gone."""
NO_HELP = DEATHS | {Outcome.MISSING, Outcome.UNFINISHED}
"""Outcomes with all statements that are no better than an exception without some."""


@dataclass(slots=True)
class Run:
    """The run of a test body that is under way."""

    student: Any
    running: Running
    raised: BaseException | None = None
    phase: str = "call"
    """Where it was raised: ``setup``, ``call`` or ``teardown``."""
    seconds: float = 0.0
    """Of all three."""
    _used: list[_Used] = field(default_factory=list)

    def take(self, session: Session) -> bool:
        """Note the session that the test uses; whether it is the first time."""
        if self._used and self._used[-1].session is session:
            return False
        self._used.append(_Used(session, Traffic(session.calls, session.changes)))
        return True

    def traffic(self) -> Traffic:
        """What the test had to do with the submission so far."""
        since = [used.since() for used in self._used]
        return Traffic(sum(one.calls for one in since), sum(one.changes for one in since))

    @property
    def death(self) -> Death | None:
        """How a worker died that the test used."""
        return next((used.session.worker.death for used in self._used if used.session.worker.death is not None), None)

    @property
    def input_digest(self) -> str:
        """Digest of the last inputs the test sent; empty if it sent none."""
        last = self._used[-1] if self._used else None
        return last.session.input_digest() if last is not None and last.since().calls else ""


@dataclass(frozen=True, slots=True)
class _Used:
    """A session that a test uses, and what earlier tests did with it."""

    session: Session
    before: Traffic

    def since(self) -> Traffic:
        return Traffic(self.session.calls - self.before.calls, self.session.changes - self.before.changes)


class Judge:
    """All state of one judge process.

    Args:
        subject: the assignment.
        seed: of the run.
        alive: called when something happened: a sign of life for the coordinator.
        session: makes the session of a worker.

    """

    def __init__(
        self,
        subject: Subject,
        seed: str,
        alive: Callable[[], None] = lambda: None,
        session: NewSession = Session,
    ) -> None:
        self.subject, self.seed = subject, seed
        self.memo = Memo()
        self.zygote: Zygote | None = None
        """Forks workers for this process; a fork of the judge needs a clone of its own."""
        self._alive, self._new_session = alive, session
        self._seat: Seat | None = None
        self._zygote_of_seat: Zygote
        self._spares: dict[Zygote, Worker] = {}
        """A worker of each zygote that was asked for ahead of time."""
        self._reader: Reader | None = None
        self._tests: tuple[str, ...] = ()
        self._trails: dict[tuple[str, ...], tuple[Step, ...]] = {}
        """By the tests that were run, what they asked of a submission that passed them all."""
        self._run: Run | None = None
        self._plain: dict[pytest.Function, bool] = {}
        self._ids: dict[pytest.Item, str] = {}
        self._lasting = Lasting()
        self._diagnosis = Diagnosis(subject, self.memo)

    # ---- one submission

    def begin(self, submission: Submission, device: Device = Device.CPU, zygote: Zygote | None = None) -> Seat:
        """Seat a submission on a device; the one before must have ended.

        ``zygote`` forks its workers, where that is not the judge's own: one of another tier.
        """
        if self.zygote is None:
            raise RuntimeError("a judge needs a zygote")
        self._zygote_of_seat = zygote or self.zygote
        limits, program = self.subject.assignment.limits, self.subject.program
        seed = derived_seed(self.seed, "worker\0loading")
        self._reader = reader = self._reader or Reader(self.zygote, limits)
        self._seat = Seat(
            *(self._zygote_of_seat, submission, program, reader, limits, seed, self._alive),
            *(self._spares.pop(self._zygote_of_seat, None), self._new_session, device),
        )
        return self._seat

    def begin_exercise(self, tests: tuple[str, ...]) -> None:
        """The tests that follow are these, by their node ids, all of one exercise."""
        self._end_exercise()
        self._tests = tests
        self._require_seat().begin_exercise(self._trails.get(tests, ()))

    def _end_exercise(self) -> None:
        trail = self._require_seat().foresight.trail()
        if self._tests and trail:
            self._trails.setdefault(self._tests, trail)
        self._tests = ()

    def end(self) -> tuple[str, ...]:
        """Let the submission go; returns what loading it said."""
        self._end_exercise()
        seat = self._require_seat()
        seat.leave()
        self._spares[self._zygote_of_seat] = seat.take_spare()
        self._seat = None
        return tuple(seat.notes)

    def close(self) -> None:
        """Let the last worker go."""
        if self._seat is not None:
            self.end()
        for spare in self._spares.values():
            spare.close()
        self._spares.clear()
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    # ---- one test

    def grade(self, item: pytest.Item) -> CaseResult:
        """Run one test on the seated submission until its outcome is final (SEMANTICS 1, 2, 5)."""
        seat = self._require_seat()
        fresh = not seat.used
        attempt = self._attempt(item)
        if attempt.outcome is not Outcome.PASSED:
            seat.foresight.close()  # a wrong answer may be asked other things, and must not be asked more than needed
        if attempt.outcome not in FINAL:
            attempt = self._once_more(item, attempt, fresh=fresh)
        if attempt.unclear:
            attempt = self._whose_fault(item, attempt)
        return CaseResult(
            device=seat.device,
            outcome=attempt.outcome,
            seconds=attempt.seconds,
            detail=attempt.detail,
            line=own_line(seat.submission, attempt.frames),
            input_digest=attempt.input_digest,
            parameters=parameters_of(item),
            kind=attempt.kind,
            hint=attempt.hint,
        )

    def _once_more(self, item: pytest.Item, first: Attempt, *, fresh: bool) -> Attempt:
        """Repeat a failure in a fresh worker, and with all statements of the submission where some may be missing."""
        seat = self._require_seat()
        if first.may_lack_statements and seat.may_load_everything:
            seat.execute(Statements.EVERYTHING)
            second = self._attempt(item)
            if second.outcome not in NO_HELP and not second.may_lack_statements:
                return _second(first, second)
            seat.execute(Statements.NEEDED)  # a training loop that hangs must not take what works without it
            if second.outcome not in NO_HELP or fresh:
                return first
        elif fresh and first.outcome not in DEATHS:
            return first  # no earlier test left anything behind
        seat.leave()
        return _second(first, self._attempt(item))

    def _attempt(self, item: pytest.Item) -> Attempt:
        seat = self._require_seat()
        run = self._body(item, self.student_of(item))
        if seat.foresight.is_astray:  # whatever became of the test, which may have swallowed that
            seat.leave()
            run = self._body(item, self.student_of(item))
        seat.used = True
        attempt = PASSED if run.raised is None else classify(run.raised, run.running.example, run.phase)
        if attempt.outcome is Outcome.PASSED and run.death is not None:  # pytest.raises(Exception) takes anything
            attempt = classify(WorkerDied(run.death), {}, "call")
        changed = self._lasting.changed(item)
        if changed:
            attempt = Attempt(Outcome.GRADER_ERROR, "author", f"{changed!r} changed, which lives longer than this test")
        if attempt.outcome in (Outcome.FAILED, Outcome.ERROR) and run.running.failed is not None:
            attempt = replace(attempt, hint=self._diagnose(item, *run.running.failed))
        return replace(attempt, seconds=run.seconds, input_digest=run.input_digest)

    def _session_for(self, item: pytest.Item) -> Any:
        run = self._require_run()
        session = self._require_seat().open()
        if run.take(session):
            session.begin_test(self.worker_seed(), self._lasting.protected(item))
        return session

    def _whose_fault(self, item: pytest.Item, attempt: Attempt) -> Attempt:
        """With the reference in the student's place: if that passes too, the student's result is built differently."""
        again = self._body(item, self.subject.reference)
        if again.raised is None:
            return attempt
        reason = classify(again.raised, again.running.example, again.phase).detail
        detail = f"the test fails for the reference as well: {reason}"
        return Attempt(Outcome.GRADER_ERROR, "author", detail, seconds=attempt.seconds)

    def _diagnose(self, item: pytest.Item, number: int, answer: Answer) -> Any:
        def record(student: Any) -> list[Answer]:
            answers: list[Answer] = []
            self._body(item, student, recorded=answers)
            return answers

        return self._diagnosis.hint(exercise_of(item), self._test_id(item), number, answer, record)

    def _body(self, item: pytest.Item, student: Any, recorded: list[Answer] | None = None) -> Run:
        """Run the test with somebody in the student's place.

        Fixtures of a module outlive the test and the submission. The next test may be any, this one included, so what
        it does not share is torn down before it and not after this one.
        """
        item.session._setupstate.teardown_exact(item)  # noqa: SLF001 - pytest does it for the item it knows comes next
        with self.stage(item, student, recorded) as run:
            if isinstance(item, pytest.Function) and self._is_plain(item):
                phases.run(item, partial(self._note, item, run))
            else:
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=item.parent)
        if isinstance(run.raised, SandboxError):  # nobody's answer: this judge cannot go on
            raise run.raised
        return run

    def _is_plain(self, item: pytest.Function) -> bool:
        if item not in self._plain:
            self._plain[item] = phases.is_plain(item)
        return self._plain[item]

    def _note(self, item: pytest.Item, run: Run, phase: str, seconds: float, raised: BaseException | None) -> None:
        run.seconds += seconds
        if raised is None and phase == "setup":
            self._lasting.watch(item)
        elif raised is not None and run.raised is None:
            run.raised, run.phase = raised, phase

    @contextmanager
    def stage(self, item: pytest.Item, student: Any, recorded: list[Answer] | None = None) -> Iterator[Run]:
        """Make a test the running one, for its fixtures and for what it imports from ``autograder.testing``."""
        run = Run(student, Running(self._test_id(item), self.seed, self.memo, recorded=recorded))
        run.running.traffic = run.traffic
        run.running.is_here = not isinstance(student, Student)
        outer, self._run = self._run, run
        token = CURRENT.set(run.running)
        try:
            with steadily_drawn(getattr(item, "obj", None), run.running):
                yield run
        finally:
            CURRENT.reset(token)
            self._run = outer

    def student_of(self, item: pytest.Item) -> Student:
        """The seated submission as a test sees it."""
        return Student(lambda: self._session_for(item))

    def _test_id(self, item: pytest.Item) -> str:
        if item not in self._ids:
            self._ids[item] = f"{item.path.relative_to(self.subject.tests_folder).as_posix()}::{item.name}"
        return self._ids[item]

    def _require_seat(self) -> Seat:
        if self._seat is None:
            raise RuntimeError("begin() comes before grade() and end()")
        return self._seat

    # ---- for fixtures and hooks

    @property
    def student(self) -> Any:
        """Who stands in the student's place."""
        return self._require_run().student

    def worker_seed(self) -> int:
        """Where the worker's own generators start in this test (SEMANTICS 22)."""
        return derived_seed(self.seed, f"worker\0{self._require_run().running.test}")

    @property
    def device(self) -> Device:
        """Where the case runs."""
        return self._require_seat().device

    @property
    def running(self) -> Running:
        """The running test."""
        return self._require_run().running

    def _require_run(self) -> Run:
        if self._run is None:
            raise RuntimeError("no hidden test is running")
        return self._run

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport | None:
        """Keep what was raised; formatting a traceback costs more than the whole test."""
        run = self._run
        if run is None:
            return None
        self._note(item, run, call.when, call.duration, None if call.excinfo is None else call.excinfo.value)
        when = call.when if call.when != "collect" else "setup"
        return pytest.TestReport(item.nodeid, item.location, {}, "passed", None, when, duration=call.duration)


def _second(first: Attempt, second: Attempt) -> Attempt:
    if first.outcome is second.outcome:
        return second
    return second.noting(f"{first.outcome} at first, {second.outcome} in a fresh worker")


def exercise_of(item: pytest.Item) -> str:
    """The exercise a collected test belongs to."""
    marker = item.get_closest_marker("exercise")
    if marker is None or len(marker.args) != 1:
        raise ValueError(f"{item.nodeid} has no exercise")
    return str(marker.args[0])


def parameters_of(item: pytest.Item) -> str:
    """The id pytest gives the set of parameters; empty without."""
    callspec = getattr(item, "callspec", None)
    return "" if callspec is None else str(callspec.id)
