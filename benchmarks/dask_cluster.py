"""A Dask cluster on this machine: a scheduler and two workers of one thread each."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Self

from benchmarks.watching import CommandFailed

WORKERS = 2
SECONDS = 60
"""For a worker to start, and for everything to end."""


class DaskCluster:
    """Runs while the block does.

    Args:
        folder: where workers keep what they need.

    """

    def __init__(self, folder: Path) -> None:
        self.address = ""
        """``host:port`` of the scheduler."""
        self._folder = folder
        self._running = ExitStack()

    def __enter__(self) -> Self:
        self.address = self._started("scheduler", r"Scheduler at:\s+\w+://(\S+:\d+)", "--port", "0")
        for _ in range(WORKERS):
            self._started(
                *("worker", r"Registered to:\s+(\S+)", self.address, "--nthreads", "1", "--memory-limit", "0"),
                *("--local-directory", str(self._folder)),
            )
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()

    def _started(self, kind: str, pattern: str, *words: str) -> str:
        """Start a process and wait for what it logs when it is ready."""
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--no-dashboard", *words],
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stderr is not None, "it was asked for"
        found = (re.search(pattern, line) for line in process.stderr)
        ready = next((match[1] for match in found if match), None)
        if ready is None:
            process.stderr.close()
            raise CommandFailed(f"a Dask {kind} ended with {process.wait()} before it was ready")
        reader = threading.Thread(target=_read_on, args=(process.stderr,), daemon=True)
        reader.start()
        self._running.callback(reader.join)  # after the process has ended: the last entered is the first to leave
        self._running.callback(_end, process)
        return ready


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _read_on(log: IO[str]) -> None:
    """A full pipe would stop the process."""
    with log:
        for _ in log:
            pass
