"""Run a command and watch it from outside: its time, when it printed what, its processes, their memory."""

from __future__ import annotations

import contextlib
import math
import os
import subprocess
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

INTERVAL = 0.1
"""Seconds between two looks."""
TAIL = 30
"""Lines of output that are quoted when a command fails."""


class CommandFailed(Exception):
    """A command ended in an unexpected way; says which, how, and its last lines."""


@dataclass(frozen=True, slots=True)
class Process:
    """One process that was seen below the command."""

    pid: int
    parent: int
    born: float
    """Seconds after the command's own start, to 10 ms."""
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of output."""

    at: float
    """Seconds after the command's start."""
    text: str


@dataclass(frozen=True, slots=True)
class Watched:
    """What one run of a command looked like."""

    seconds: float
    """From the start of the command to its end."""
    lines: tuple[Line, ...]
    processes: tuple[Process, ...]
    """In the order in which they were seen; one that lives for less than 0.2 s may be missed."""
    peak_mb: float
    """Largest sum of the proportional set sizes of all processes; NaN unless memory was watched."""
    own_mb: float
    """Largest resident memory of the command's own process."""

    @property
    def text(self) -> str:
        """The whole output."""
        return "\n".join(line.text for line in self.lines)


def watch(
    command: Sequence[str],
    folder: Path,
    *,
    environment: Mapping[str, str] | None = None,
    accepted: Collection[int] = (0,),
    memory: bool = False,
    enough: Callable[[Sequence[Process]], bool] = lambda _: True,
    cores: Collection[int] = (),
) -> Watched:
    """Run a command to its end.

    Args:
        command: program and arguments.
        folder: where it runs.
        environment: variables on top of this process's own.
        accepted: exit codes that are no failure.
        memory: sum up memory ten times a second. That takes the kernel 5 to 15 ms a process and holds up the process
            meanwhile, so a run with it has no meaningful times.
        enough: asked at each look about the processes seen so far; without ``memory``, looking ends when it holds.
        cores: the processors it may use; all of ours if empty.

    Raises:
        CommandFailed: its exit code is none of the accepted ones.

    """
    started = time.perf_counter()
    running = subprocess.Popen(
        list(command),
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if cores:
        psutil.Process(running.pid).cpu_affinity(list(cores))
    observer = _Observer(running.pid, memory, enough)
    lines: list[Line] = []
    with running, observer:
        assert running.stdout is not None, "it was asked for"
        lines.extend(Line(time.perf_counter() - started, text.rstrip("\n")) for text in running.stdout)
        code = running.wait()
        seconds = time.perf_counter() - started
    if code not in accepted:
        tail = "\n".join(line.text for line in lines[-TAIL:])
        raise CommandFailed(f"{' '.join(command)} ended with {code}:\n{tail}")
    return Watched(seconds, tuple(lines), tuple(observer.seen.values()), observer.peak_mb, observer.own_mb)


class _Observer(threading.Thread):
    """Looks at a process and everything below it."""

    def __init__(self, pid: int, memory: bool, enough: Callable[[Sequence[Process]], bool]) -> None:  # noqa: FBT001 - private
        super().__init__(daemon=True)
        self._root = psutil.Process(pid)
        self._born = self._root.create_time()
        self._memory, self._enough = memory, enough
        self._over = threading.Event()
        self._glimpsed: set[psutil.Process] = set()
        self.seen: dict[psutil.Process, Process] = {}
        self.peak_mb = math.nan
        self.own_mb = 0.0

    def __enter__(self) -> None:
        self.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.join()

    def run(self) -> None:
        """Look until the command is over; at what is below it, until enough is known."""
        is_enough = False
        while not self._over.wait(INTERVAL):
            with contextlib.suppress(psutil.NoSuchProcess):
                self.own_mb = max(self.own_mb, self._root.memory_info().rss / 2**20)
                if is_enough:
                    continue
                present = [self._root, *self._root.children(recursive=True)]
                for process in present:
                    self._note(process)
                if self._memory:
                    self.peak_mb = max(sum(map(_megabytes, present)), 0.0 if math.isnan(self.peak_mb) else self.peak_mb)
                is_enough = self._enough(tuple(self.seen.values())) and not self._memory

    def _note(self, process: psutil.Process) -> None:
        """Keep a process at the second sight: at the first it may be a fork that still looks like its parent."""
        if process not in self._glimpsed:
            self._glimpsed.add(process)
        elif process not in self.seen:
            with contextlib.suppress(psutil.NoSuchProcess):
                born = process.create_time() - self._born
                self.seen[process] = Process(process.pid, process.ppid(), born, tuple(process.cmdline()))


def _megabytes(process: psutil.Process) -> float:
    """Proportional set size: a page that n processes share counts 1/n for each. What ended meanwhile has none."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return float(process.memory_full_info().pss) / 2**20
    return 0.0
