"""The process that warms a task up once and forks judges out of it.

    python -m autograder.executor.nursery DESCRIPTOR PARENT

``DESCRIPTOR`` is a socket to the coordinator, process ``PARENT``; the pickled task is the first message on it. The task
runs until it asks its channel for the first item. At that point this process stays behind, forks judges on request and
reaps them, and in each judge the task goes on. When the coordinator goes away, the nursery and all judges do.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import select
import signal
import socket
import sys
from typing import Any, NoReturn

from autograder.errors import AutograderError
from autograder.executor.channel import Done, Event, WorkChannel
from autograder.executor.cores import stay_on
from autograder.executor.messages import Ended, Failed, Fork, Kill, Ready
from autograder.executor.reasons import raised
from autograder.executor.wire import Pipe

_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Run the task; ends the process without the clean-up that belongs to another one (``atexit`` after a fork)."""
    descriptor, parent = int(sys.argv[1]), int(sys.argv[2])
    os.set_inheritable(descriptor, False)  # noqa: FBT003  (positional only)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the coordinator decides what Ctrl-C means
    _die_with(parent)
    nursery = _Nursery(Pipe(socket.socket(fileno=descriptor)))
    status = 0
    try:
        nursery.run()
    except BaseException as error:  # noqa: BLE001  (whatever ends the task is told to the coordinator)
        nursery.tell(error)
        status = 1
    sys.stderr.flush()
    os._exit(status)


class _Nursery:
    """The transport of the task's channel: its first ``receive`` is where judges are forked."""

    def __init__(self, coordinator: Pipe) -> None:
        self._coordinator = coordinator
        self._pid = os.getpid()
        self._work: Pipe | None = None
        """In a judge: where items come from."""
        self._judges: dict[int, int] = {}
        """Process ids of the living judges, by their number."""

    def run(self) -> None:
        task = self._coordinator.receive()
        task(WorkChannel(self))
        if self._work is None:
            raise RuntimeError("the task returned before it asked for an item")

    def receive(self) -> Any:
        """The next item; the first call returns in judges only."""
        if self._work is None:
            self._work = self._fork_judges()
        return self._work.receive()

    def send(self, message: Done | Event) -> None:
        """Pass an answer of this judge on."""
        assert self._work is not None, "the channel sends only while an item is at hand"
        self._work.send(message)

    def tell(self, error: BaseException) -> None:
        """Say why this process ends, to whoever it works for."""
        pipe = self._work or self._coordinator
        with contextlib.suppress(OSError):  # nobody is left to tell
            pipe.send(Failed(raised(error), error if isinstance(error, AutograderError) else None))

    def _fork_judges(self) -> Pipe:
        """Serve the coordinator for the rest of this process's life; returns the pipe of a new judge, in that judge."""
        gc.freeze()  # collections in the judges leave the shared pages alone
        alarm, ring = socket.socketpair()
        ring.settimeout(0)
        signal.set_wakeup_fd(ring.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._coordinator.send(Ready())
        while True:
            readable, _, _ = select.select([self._coordinator.fileno(), alarm.fileno()], [], [])
            if alarm.fileno() in readable:
                alarm.recv(4096)
                self._reap()
            if self._coordinator.fileno() in readable:
                work = self._serve()
                if work is not None:
                    alarm.close()
                    ring.close()
                    return work

    def _serve(self) -> Pipe | None:
        """Do what the coordinator asks; the pipe to work on in a judge, nothing in the nursery."""
        for request in self._requests():
            match request:
                case Fork(judge, cores):
                    work = self._fork(judge, cores, self._coordinator.descriptor())
                    if work is not None:
                        return work
                case Kill(judge):
                    self._kill(judge)
        return None

    def _fork(self, judge: int, cores: tuple[int, ...], descriptor: int) -> Pipe | None:
        pid = os.fork()
        if pid:
            os.close(descriptor)
            self._judges[judge] = pid
            return None
        _die_with(self._pid)
        stay_on(cores)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self._coordinator.close()
        return Pipe(socket.socket(fileno=descriptor))

    def _kill(self, judge: int) -> None:
        if judge in self._judges:  # not reaped yet, so the process id is still its own
            os.kill(self._judges[judge], signal.SIGKILL)

    def _reap(self) -> None:
        """Report the judges that ended; other children belong to the task."""
        for judge, pid in list(self._judges.items()):
            reaped, status = os.waitpid(pid, os.WNOHANG)
            if reaped:
                del self._judges[judge]
                self._coordinator.send(Ended(judge, os.waitstatus_to_exitcode(status)))

    def _requests(self) -> list[Fork | Kill]:
        try:
            return self._coordinator.arrived()
        except (EOFError, OSError):
            self._leave()

    def _leave(self) -> NoReturn:
        """The coordinator is gone: nobody wants what the judges do."""
        for pid in self._judges.values():
            os.kill(pid, signal.SIGKILL)
        for pid in self._judges.values():
            os.waitpid(pid, 0)
        os._exit(0)


def _die_with(parent: int) -> None:
    """Have the kernel kill this process when the thread that started it ends; where it cannot, closed sockets tell."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before the call
            os._exit(1)


if __name__ == "__main__":
    main()
