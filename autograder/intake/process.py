"""The one module of the intake that starts a program."""

from __future__ import annotations

import os
import resource
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

CHUNK = 1 << 16
STDIN_BYTES = 1 << 16
"""What a pipe holds, so that writing it all before reading cannot block."""
STDERR_BYTES = 1 << 14


class ProcessFailed(Exception):
    """A program could not be started, failed, or was stopped; the text is one sentence."""

    def __init__(self, what: str, stderr: str = "") -> None:
        super().__init__(what)
        self.stderr = stderr


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a program may use before its whole process group is killed."""

    seconds: float
    """Wall time."""
    output_bytes: int
    memory_bytes: int
    """Address space."""


def output_of(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    bounds: Bounds,
    stdin: bytes = b"",
) -> bytes:
    """Standard output of ``command``, run in ``/`` with exactly this environment and no terminal.

    It is killed without a warning first: it only reads, so it has nothing to clean up.

    Raises:
        ProcessFailed: not found, exit code other than 0, out of time, or too much output.

    """
    if len(stdin) > STDIN_BYTES:
        raise ValueError(f"{len(stdin)} bytes for standard input would block")
    try:
        process = subprocess.Popen(  # noqa: S603 (list arguments, no shell, explicit environment)
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd="/",
            env=dict(environment),
            start_new_session=True,
        )
    except OSError as error:
        raise ProcessFailed(f"{command[0]} cannot be started: {error.strerror}") from None
    with process:
        try:
            _bound_memory(process.pid, bounds.memory_bytes)
            _write(process, stdin)
            output, errors, code = _outcome(process, bounds)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)  # not reaped yet, so the number is still its own
            raise
    if code != 0:
        raise ProcessFailed(f"{command[0]} ended with code {code}", errors.decode(errors="replace"))
    return output


def _bound_memory(pid: int, size: int) -> None:
    """After the start and not before: code between fork and exec is not safe in a process with threads."""
    if sys.platform == "linux":
        with suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_AS, (size, size))


def _write(process: subprocess.Popen[bytes], data: bytes) -> None:
    with suppress(BrokenPipeError), _pipe(process.stdin) as pipe:
        pipe.write(data)


def _outcome(process: subprocess.Popen[bytes], bounds: Bounds) -> tuple[bytes, bytes, int]:
    """Standard output, the beginning of standard error, and the exit code."""
    deadline = time.monotonic() + bounds.seconds
    output, errors = bytearray(), bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(_pipe(process.stdout), selectors.EVENT_READ, output)
        selector.register(_pipe(process.stderr), selectors.EVENT_READ, errors)
        while selector.get_map():
            ready = selector.select(max(0.0, deadline - time.monotonic()))
            if not ready:
                raise _late(bounds)
            for key, _ in ready:
                if chunk := os.read(key.fd, CHUNK):
                    key.data.extend(chunk)
                else:
                    selector.unregister(key.fileobj)
            if len(output) > bounds.output_bytes:
                raise ProcessFailed(f"it writes more than {bounds.output_bytes} bytes")
            del errors[STDERR_BYTES:]
    try:
        return bytes(output), bytes(errors), process.wait(max(0.1, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise _late(bounds) from None


def _late(bounds: Bounds) -> ProcessFailed:
    return ProcessFailed(f"it takes longer than {bounds.seconds:g} s")


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ProcessFailed("it has no pipe")
    return pipe
