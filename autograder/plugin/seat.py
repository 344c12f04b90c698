"""The worker a submission sits in: opened when a test needs it, replaced when it dies or must be fresh."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

from autograder.model import Device, Limits, Outcome, Submission
from autograder.remote import Budget, Foresight, Program, Reader, Session, Step, StudentFault
from autograder.sandbox import Worker, WorkerDied, Zygote

NewSession = Callable[[Worker, Submission, Budget, Callable[[], None]], Session]


class Statements(Enum):
    """Which statements of a submission are executed (SEMANTICS 5)."""

    NEEDED = "needed"
    """What an exercise reads, directly or through what it calls."""
    EVERYTHING = "everything"
    """The second attempt after a missing name, once per exercise."""


class Seat:
    """One submission on one device.

    Args:
        zygote: forks the workers.
        submission: what is loaded into each of them.
        program: what is loaded beside it.
        reader: reads it.
        limits: of this submission.
        seed: where the generators of a worker start when it loads the submission (SEMANTICS 22).
        alive: a sign of life for the coordinator.
        spare: a worker that was asked for ahead of time.
        session: makes the session of a worker; a replay has one that remembers its calls.
        device: where the tensors of its calls lie.

    """

    def __init__(
        self,
        zygote: Zygote,
        submission: Submission,
        program: Program,
        reader: Reader,
        limits: Limits,
        seed: int,
        alive: Callable[[], None],
        spare: Worker | None = None,
        session: NewSession = Session,
        device: Device = Device.CPU,
    ) -> None:
        self.device = device
        self.submission = submission
        self.budget = Budget(limits)
        self.notes: list[str] = []
        """What loading said, each sentence once."""
        self.used = False
        """A test has already run in the present worker."""
        self._zygote, self._program, self._reader, self._limits = zygote, program, reader, limits
        self._seed, self._alive, self._new_session = seed, alive, session
        self._session: Session | None = None
        self._spare = spare
        self.foresight = Foresight()
        """Of the present exercise."""
        self._statements = Statements.NEEDED
        self._tried_everything = False
        self._plans: dict[Statements, bytes] = {}
        self._failures: dict[Statements, list[WorkerDied | StudentFault]] = {which: [] for which in Statements}
        """Of loading."""

    @property
    def session(self) -> Session | None:
        """The present session, if one was opened."""
        return self._session

    @property
    def may_load_everything(self) -> bool:
        """That has not been tried for the present exercise."""
        return not self._tried_everything

    def open(self) -> Session:
        """The session of the present worker, with the submission loaded.

        Raises:
            WorkerDied: loading hung once, or failed twice; nobody tries again.
            StudentFault: as above, if the worker lives and says what went wrong.

        """
        session = self._session
        if session is not None and session.worker.death is None:
            return session
        failures = self._failures[self._statements]
        if len(failures) > 1 or any(map(_hung, failures)):
            raise failures[-1].with_traceback(None)
        self.leave()
        session = self._new_session(self._worker(), self.submission, self.budget, self._alive)
        session.seed = self._seed
        try:
            loaded = session.load(self._program, everything=self._everything, plan=self._plan(), device=self.device)
        except (WorkerDied, StudentFault) as error:
            failures.append(error)
            session.close()
            raise
        session.foresight = self.foresight
        self._session = session
        self.notes.extend(note for note in loaded.notes if note not in self.notes)
        return session

    @property
    def _everything(self) -> bool:
        return self._statements is Statements.EVERYTHING

    def _plan(self) -> bytes:
        if self._statements not in self._plans:
            plan = self._reader.read(self.submission, self._program, everything=self._everything)
            self._plans[self._statements] = plan
        return self._plans[self._statements]

    def execute(self, statements: Statements) -> None:
        """The next test gets a fresh worker in which these are executed."""
        self._statements = statements
        self._tried_everything |= statements is Statements.EVERYTHING
        self.leave()

    def begin_exercise(self, known: Sequence[Step] = ()) -> None:
        """Each exercise starts with its own time and without the statements another one needed.

        Args:
            known: what its tests will ask.

        """
        self.budget.begin_exercise()
        if self._statements is Statements.EVERYTHING:
            self.execute(Statements.NEEDED)
        self._tried_everything = False
        self.foresight = Foresight(known)
        if self._session is not None:
            self._session.foresight = self.foresight

    def leave(self) -> None:
        """Let the present worker go; the next test that needs one gets a fresh one."""
        if self._session is not None:
            self._session.close()
            self.foresight.close()  # its calls come again, to another worker
        self._session, self.used = None, False

    def take_spare(self) -> Worker:
        """The worker that was asked for ahead of time; whoever takes it must close it."""
        spare, self._spare = self._spare, None
        return spare if spare is not None else self._zygote.worker(self._limits)

    def _worker(self) -> Worker:
        worker = self.take_spare()
        self._spare = self._zygote.worker(self._limits)  # the next one forks while this one works
        return worker


def _hung(error: WorkerDied | StudentFault) -> bool:
    return isinstance(error, WorkerDied) and error.death.outcome is Outcome.TIMEOUT
