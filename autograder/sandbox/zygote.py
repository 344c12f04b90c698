"""The judge's handle on a zygote: start it, ask it for workers, clone it for another judge."""

from __future__ import annotations

import contextlib
import json
import math
import os
import socket
import subprocess
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from autograder.errors import SandboxError
from autograder.model import Limits
from autograder.sandbox import launch
from autograder.sandbox.death import End
from autograder.sandbox.tier import Tier
from autograder.sandbox.worker import Birth, Worker
from autograder.worker.control import LONGEST
from autograder.worker.lockdown.order import Layer
from autograder.worker.options import Options

START_SECONDS = 120.0
"""Longer than a cold network disk needs to import torch."""
ANSWER_SECONDS = 30.0
"""For a fork or a question; both take milliseconds."""
CLOSE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Facts:
    """What a zygote says about itself once it has booted."""

    skipped: Mapping[str, str]
    """Packages of the preload list that could not be imported, with the reason."""
    version: str
    """``sys.version`` inside."""
    capability: str
    """Which processor kernels torch picked; judge and worker must agree."""
    readable: tuple[str, ...]
    """Files and trees a worker may read in tiers A and B."""
    emulation: str
    """Why its workers cannot have the emulated accelerator; empty if they can."""


class Zygote:
    """A warmed process that forks locked workers. Starting one returns at once; the boot takes about two seconds.

    After ``os.fork()`` of the judge the child may only :meth:`clone` the inherited handle, and use the clone.

    Args:
        preload: packages to import and warm.
        tier: how its workers are isolated.
        emulated: prepare the emulated accelerator, for workers that are to have it.
        debug: leave the zygote's and the workers' standard error open.
        switched_off: layers to leave out, for the negative controls of a test: a battery of attacks that does not
            notice a missing layer proves nothing.
        variables: another start environment, for tests of what would be inherited.

    """

    def __init__(
        self,
        preload: Iterable[str] = (),
        tier: Tier = Tier.A,
        *,
        emulated: bool = False,
        debug: bool = False,
        switched_off: Iterable[Layer] = (),
        variables: Mapping[str, str] | None = None,
    ) -> None:
        self.tier, self.preload = tier, tuple(preload)
        options = Options(tier.layers.difference(switched_off), self.preload, emulated, debug=debug)
        self._attach(*launch.start(options, launch.environment() if variables is None else variables))

    def _attach(self, process: subprocess.Popen[bytes] | None, control: socket.socket) -> None:
        self._process, self._control, self._owner = process, control, os.getpid()
        self._facts: Facts | None = None
        self._unborn: deque[Worker] = deque()
        self._generation = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def wait_ready(self, seconds: float = START_SECONDS) -> Facts:
        """Wait until it can fork; ``SandboxError`` says which layer does not work here or why it did not start."""
        if self._facts is None:
            told = self._answer(seconds)[0]["ready"]
            self._facts = Facts(**{**told, "readable": tuple(told["readable"])})
        return self._facts

    def worker(self, limits: Limits, seed: bytes | None = None) -> Worker:
        """Ask for a worker without waiting for it; ``seed`` (8 bytes) starts its generators, else chance does."""
        self.wait_ready()
        self._check_owner()
        cpu = math.ceil(limits.total_seconds) + 1
        request = {"op": "fork", "memory": limits.memory_mb << 20, "cpu": cpu}
        if seed is not None:
            request["seed"] = seed.hex()
        ours = self._ask_with_end(request, socket.socketpair())
        self._generation += 1
        worker = Worker(self, ours, self._generation, cpu)
        self._unborn.append(worker)
        return worker

    def clone(self) -> Zygote:
        """A handle on a fork of this zygote (3 ms), for this process alone; the one call an inherited handle allows.

        One packet and no answer on the shared socket; the clone answers on its own. It and its workers stay on the
        cores of this process: they take turns with it.
        """
        ours = self._ask_with_end({"op": "clone", "cores": launch.own_cores()}, launch.control_pair())
        other = object.__new__(type(self))
        other.tier, other.preload = self.tier, self.preload
        other._attach(None, ours)
        return other

    def close(self) -> None:
        """End its workers; a zygote that was started here, not cloned, is waited for, and so are its clones."""
        self._control.close()
        process = self._process
        if process is None or os.getpid() != self._owner:
            return
        if self._facts is None:  # it would go on importing first
            process.kill()
        try:
            process.wait(CLOSE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def settle(self, worker: Worker) -> None:
        """Take the answers up to the one about ``worker``: they come in the order of the requests."""
        while worker in self._unborn:
            answer, descriptor = self._answer(ANSWER_SECONDS)
            self._unborn.popleft().born(Birth(answer.get("pid"), descriptor, answer.get("refused", "")))

    def end_of(self, worker: Worker) -> End:
        """How a worker ended that has ended or was killed."""
        self.settle(worker)
        while self._unborn:
            self.settle(self._unborn[-1])
        self._ask({"op": "status", "pid": worker.pid})
        answer, _ = self._answer(ANSWER_SECONDS)
        return End(answer.get("exit"), answer.get("signal"), answer.get("cpu", 0.0))

    def _check_owner(self) -> None:
        if os.getpid() != self._owner:
            raise SandboxError("a zygote handle was used after a fork of its process", tip="call clone() and use that")

    def _ask_with_end(self, request: Mapping[str, Any], pair: tuple[socket.socket, socket.socket]) -> socket.socket:
        """Send a request with one end of a pair; the other end."""
        ours, theirs = pair
        try:
            self._ask(request, theirs)
        except SandboxError:
            ours.close()
            raise
        finally:
            theirs.close()
        return ours

    def _ask(self, request: Mapping[str, Any], end: socket.socket | None = None) -> None:
        data = json.dumps(request).encode()
        try:
            if end is None:
                self._control.send(data)
            else:
                socket.send_fds(self._control, [data], [end.fileno()])
        except OSError as error:
            raise self._lost(self._last_words()) from error

    def _last_words(self) -> str:
        """What the zygote told before it ended, if anything."""
        with contextlib.suppress(OSError):
            self._control.settimeout(0)
            while message := self._control.recv(LONGEST):
                answer = json.loads(message)
                if "failed" in answer:
                    return str(answer["failed"])
        return ""

    def _answer(self, seconds: float) -> tuple[dict[str, Any], int | None]:
        self._check_owner()
        try:
            self._control.settimeout(seconds)
            message, descriptors, _, _ = socket.recv_fds(self._control, LONGEST, 1)
        except TimeoutError as error:
            raise SandboxError(f"the zygote gave no answer within {seconds:g} s", where="sandbox") from error
        except OSError as error:
            raise self._lost() from error
        if not message:
            raise self._lost()
        answer = json.loads(message)
        if "failed" in answer:
            raise self._lost(answer["failed"])
        return answer, descriptors[0] if descriptors else None

    def _lost(self, said: str = "") -> SandboxError:
        """What to raise when the zygote is gone: its last words, or how it ended."""
        if not said:
            said = "the process that starts the workers ended"
            if self._process is not None and os.getpid() == self._owner:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    said += f" (exit code {self._process.wait(CLOSE_SECONDS)})"
        tip = "start a new one; if it happens again, look for an out-of-memory message of the kernel"
        return SandboxError(said, where=f"sandbox, tier {self.tier}", tip=tip)
