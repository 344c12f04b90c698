"""The judge's handle on one worker: send, receive by the judge's clock, kill, and say how it died."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from autograder.errors import SandboxError
from autograder.sandbox.death import Cause, Death, End, WorkerDied

if TYPE_CHECKING:
    from autograder.worker.codec import Buffer, Frame

END_MILLISECONDS = 1000
"""How long a worker whose connection ended may take to end itself before it is killed."""


class Parent(Protocol):
    """What a worker asks of its zygote."""

    def settle(self, worker: Worker) -> None:
        """Call the worker's ``born``, if that has not happened."""

    def end_of(self, worker: Worker) -> End:
        """How a worker ended that has ended or was killed."""


@dataclass(frozen=True, slots=True)
class Birth:
    """The zygote's answer to a request for a worker."""

    pid: int | None
    """As the zygote sees it; another number outside its namespace."""
    pidfd: int | None
    """What a signal is sent through; ``None`` where the system has none."""
    refused: str = ""
    """Why there is no worker."""


class Worker:
    """A locked process that may not exist yet: it is waited for only when it must be killed."""

    def __init__(self, zygote: Parent, end: socket.socket, generation: int, cpu_limit: int) -> None:
        # Importing torch takes a second; a zygote is started before that, on purpose.
        from autograder.worker.codec import Connection  # noqa: PLC0415

        self.generation = generation
        """Counts the workers of one zygote; a handle on something inside a worker remembers it."""
        self.death: Death | None = None
        """How it died; ``None`` as far as the judge knows."""
        self.pid: int | None = None
        self._zygote, self._socket, self._cpu_limit = zygote, end, cpu_limit
        self._connection = Connection(end)
        self._pidfd: int | None = None
        self._refused = ""

    def send(self, parts: Sequence[Buffer], deadline: float) -> None:
        """Send one frame; ``deadline`` in seconds of ``time.monotonic()``.

        Raises:
            WorkerDied: it did not take the frame in time, or it is gone.

        """
        self._check_alive()
        try:
            self._connection.send(parts, deadline)
        except TimeoutError:
            raise self._kill_for(Cause.TIMEOUT) from None
        except OSError:
            raise self._ended() from None

    def receive(self, deadline: float) -> Frame:
        """One frame; the deadline holds for the whole of it.

        Raises:
            WorkerDied: nothing came in time, what came is no frame, or it is gone.

        """
        from autograder.worker.codec import Bad  # noqa: PLC0415 - as above

        self._check_alive()
        try:
            return self._connection.receive(deadline)
        except TimeoutError:
            raise self._kill_for(Cause.TIMEOUT) from None
        except (EOFError, OSError):
            raise self._ended() from None
        except (Bad, MemoryError):
            raise self._kill_for(Cause.PROTOCOL) from None

    def kill(self) -> None:
        """End it at once, whatever it is doing or blocking."""
        self._zygote.settle(self)
        with contextlib.suppress(ProcessLookupError):
            if self._pidfd is not None:
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
            elif self.pid is not None:
                os.kill(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """Kill it and let go of it; never waits for its end."""
        if self._socket.fileno() < 0:
            return
        with contextlib.suppress(SandboxError):  # without its zygote it is dead already
            self.kill()
        self._socket.close()
        if self._pidfd is not None:
            os.close(self._pidfd)
            self._pidfd = None

    def born(self, birth: Birth) -> None:
        """For the zygote's handle: the answer about this worker has come."""
        self.pid, self._pidfd, self._refused = birth.pid, birth.pidfd, birth.refused

    def _check_alive(self) -> None:
        if self.death is not None:
            raise WorkerDied(self.death)

    def _kill_for(self, cause: Cause) -> WorkerDied:
        self.kill()
        self.death = Death(cause)
        return WorkerDied(self.death)

    def _ended(self) -> WorkerDied:
        """Its connection ended: ask how the process ended, if it does; closing the connection alone is no way out."""
        self._zygote.settle(self)
        if self._refused:
            raise SandboxError(self._refused, where="sandbox", tip="a preloaded package may start threads; remove it")
        if self._ends_by_itself():
            self.death = self._zygote.end_of(self).death(self._cpu_limit)
        else:
            self.kill()
            self.death = Death(Cause.CRASHED, "closed its connection")
        return WorkerDied(self.death)

    def _ends_by_itself(self) -> bool:
        if self._pidfd is None:
            return False
        poll = select.poll()
        poll.register(self._pidfd, select.POLLIN)
        return bool(poll.poll(END_MILLISECONDS))
