"""The zygote at work: fork a locked worker per request, clone itself for another judge, say how a worker ended."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.worker import hygiene
from autograder.worker.control import Control, close_all
from autograder.worker.lockdown import order
from autograder.worker.lockdown.kernel import LIBC, die_with_parent
from autograder.worker.options import Options

CLONE_THREAD = 0x00010000
LOCKDOWN_FAILED = 70
"""Exit code of a fork that could not be locked; the student's code has not run."""
STATUSES_KEPT = 64

Serve = Callable[[socket.socket], None]


class Zygote:
    """One process that forks for one judge; ``serve`` is what a locked fork runs."""

    def __init__(
        self, options: Options, control: Control, seal: order.Seal, null: int, serve: Serve, facts: dict[str, Any]
    ) -> None:
        self._options, self._control, self._seal, self._null, self._serve = options, control, seal, null, serve
        self._facts = facts
        self._workers: dict[int, None] = {}
        self._clones: set[int] = set()
        self._ends: dict[int, dict[str, Any]] = {}

    def run_and_tell(self) -> None:
        """:meth:`run`; an error of ours is told on the control socket before it ends this process."""
        try:
            self.run()
        except Exception as error:
            self._control.answer({"failed": f"{type(error).__name__}: {error}"[:1000]})
            raise

    def run(self) -> None:
        """Say that it is ready, answer until every judge is gone; then end the workers and wait for the clones.

        The first zygote is the first process of the pid namespace: if it went first, every clone would be killed.
        """
        self._control.answer({"ready": self._facts})
        while (packet := self._control.receive()) is not None:
            self._reap()
            request, descriptor = packet
            match request["op"]:
                case "fork":
                    self._fork(request, descriptor)
                case "clone":
                    self._clone(descriptor, request["cores"])
                case "status":
                    self._control.answer(self._end_of(request["pid"]))
                case unknown:
                    raise ValueError(f"unknown request {unknown!r}")
        for worker in self._workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        for clone in self._clones:
            os.waitpid(clone, 0)

    def _fork(self, request: dict[str, Any], connection: int | None) -> None:
        if connection is None or not single_threaded():
            close_all(connection)
            self._control.answer({"refused": "the zygote has more than one thread; a fork could hang"})
            return
        pid, handle = 0, None
        try:
            pid = os.fork()
            if pid == 0:
                self._become_worker(request, connection)
            self._workers[pid] = None
            handle = os.pidfd_open(pid) if order.ON_LINUX else None
            self._control.answer({"pid": pid}, handle)
        except OSError as error:  # the machine is out of processes, memory or descriptors
            if pid:
                os.kill(pid, signal.SIGKILL)
            self._control.answer({"refused": f"a worker could not be started: {error}"})
        finally:
            close_all(connection, handle)

    def _become_worker(self, request: dict[str, Any], connection: int) -> None:
        try:
            self._control.leave()
            hygiene.keep_descriptors(self._null, connection, self._seal.rules, debug=self._options.debug)
            hygiene.seed_generators(bytes.fromhex(request["seed"]) if "seed" in request else os.urandom(8))
            end = socket.socket(fileno=hygiene.SOCKET)  # asks for its type and family, which the filter refuses
            order.lock(self._seal, self._options.layers, request["memory"], request["cpu"])
            self._serve(end)
        except BaseException:
            if self._options.debug:
                traceback.print_exc()
        finally:
            os._exit(LOCKDOWN_FAILED)

    def _clone(self, descriptor: int | None, cores: list[int]) -> None:
        """Go on as two processes. No answer on this socket: several judges forked from one may share it.

        A fork of 3 ms instead of another start of 2 s.
        """
        if descriptor is None:
            return
        clone = os.fork()
        if clone:
            close_all(descriptor)
            self._clones.add(clone)
            return
        self._control.close()
        self._control = Control(descriptor)
        self._workers, self._clones, self._ends = {}, set(), {}
        if order.ON_LINUX:
            die_with_parent(signal.SIGKILL)
            with contextlib.suppress(OSError):  # a core that is gone meanwhile
                os.sched_setaffinity(0, cores)
        self._control.answer({"ready": self._facts})

    def _reap(self) -> None:
        """Collect the ended without waiting: at most those since the last request are zombies."""
        with contextlib.suppress(ChildProcessError):
            while self._collect(-1, os.WNOHANG):
                pass

    def _collect(self, pid: int, options: int) -> bool:
        ended, status, usage = os.wait4(pid, options)
        if not ended:
            return False
        self._clones.discard(ended)
        self._workers.pop(ended, None)
        how = "signal" if os.WIFSIGNALED(status) else "exit"
        number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        self._ends[ended] = {how: number, "cpu": usage.ru_utime + usage.ru_stime}
        while len(self._ends) > STATUSES_KEPT:
            del self._ends[next(iter(self._ends))]
        return True

    def _end_of(self, pid: int) -> dict[str, Any]:
        """How a worker ended that its judge has seen end, or has killed."""
        with contextlib.suppress(ChildProcessError):
            while pid not in self._ends:
                self._collect(pid, 0)
        return self._ends.get(pid, {})


def single_threaded() -> bool:
    """Whether this process has one thread: a lock another thread holds would stay locked in a fork for ever."""
    tasks = Path("/proc/self/task")
    if tasks.exists():
        return len(list(tasks.iterdir())) == 1
    if order.ON_LINUX:  # a new root has no /proc; the kernel refuses this to a process with more threads
        return bool(LIBC.unshare(ctypes.c_int(CLONE_THREAD)) == 0)
    return threading.active_count() == 1
