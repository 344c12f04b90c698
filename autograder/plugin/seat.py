"""The worker a submission sits in: opened when a test needs it, replaced when it dies or must be fresh."""

from __future__ import annotations

from collections.abc import Callable

from autograder.model import Limits, Submission
from autograder.remote import Budget, Program, Session
from autograder.sandbox import Worker, WorkerDied, Zygote

NewSession = Callable[[Worker, Submission, Budget, Callable[[], None]], Session]


class Seat:
    """One submission on one device.

    Args:
        zygote: forks the workers.
        submission: what is loaded into each of them.
        program: what is loaded beside it.
        limits: of this submission.
        alive: a sign of life for the coordinator.
        spare: a worker that was asked for ahead of time.
        session: makes the session of a worker; a replay has one that remembers its calls.

    """

    def __init__(
        self,
        zygote: Zygote,
        submission: Submission,
        program: Program,
        limits: Limits,
        alive: Callable[[], None],
        spare: Worker | None = None,
        session: NewSession = Session,
    ) -> None:
        self.submission = submission
        self.budget = Budget(limits)
        self.notes: list[str] = []
        """What loading said, each sentence once."""
        self.used = False
        """A test has already run in the present worker."""
        self._zygote, self._program, self._limits, self._alive = zygote, program, limits, alive
        self._new_session = session
        self._session: Session | None = None
        self._spare = spare
        self._everything = False
        self._dead_load: WorkerDied | None = None
        self._failed_loads = 0

    @property
    def session(self) -> Session | None:
        """The present session, if one was opened."""
        return self._session

    def open(self) -> Session:
        """The session of the present worker, with the submission loaded.

        Raises:
            WorkerDied: loading failed in two workers; nobody tries a third time.

        """
        session = self._session
        if session is not None and session.worker.death is None:
            return session
        if self._dead_load is not None:
            raise self._dead_load
        self.leave()
        session = self._new_session(self._worker(), self.submission, self.budget, self._alive)
        try:
            loaded = session.load(self._program, everything=self._everything)
        except WorkerDied as error:
            self._failed_loads += 1
            if self._failed_loads > 1:
                self._dead_load = error
            session.close()
            raise
        self._session = session
        self.notes.extend(note for note in loaded.notes if note not in self.notes)
        return session

    def refresh(self, *, everything: bool = False) -> None:
        """The next test gets a fresh worker."""
        self._everything = self._everything or everything
        self.leave()

    def begin_exercise(self) -> None:
        """Each exercise starts with its own time and without the statements another one needed."""
        self.budget.begin_exercise()
        if self._everything:
            self._everything = False
            self.leave()

    def leave(self) -> None:
        """Let the present worker go."""
        if self._session is not None:
            self._session.close()
        self._session, self.used = None, False

    def take_spare(self) -> Worker:
        """The worker that was asked for ahead of time; whoever takes it must close it."""
        spare, self._spare = self._spare, None
        return spare if spare is not None else self._zygote.worker(self._limits)

    def _worker(self) -> Worker:
        worker = self.take_spare()
        self._spare = self._zygote.worker(self._limits)  # the next one forks while this one works
        return worker
