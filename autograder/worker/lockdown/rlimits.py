"""Limits on memory, processor time and everything a worker has no use for."""

from __future__ import annotations

import contextlib
import resource
from dataclasses import dataclass
from pathlib import Path

OPEN_FILES = 64
GPU_OPEN_FILES = 512
"""A context of the driver opens its device files dozens of times."""
GPU_DATA = 2 << 30
"""What the driver and its libraries keep in main memory for one context, generously."""
STACK_BYTES = 64 << 20
GRACE_SECONDS = 1
"""Between SIGXCPU, which names the cause, and SIGKILL, which cannot be ignored."""

PAGES_IN_ALL = 0  # fields of /proc/self/statm
PAGES_OF_DATA = 5


@dataclass(frozen=True, slots=True)
class Size:
    """What the zygote occupies when it starts to fork, in bytes; a worker's limits come on top."""

    address_space: int
    data: int

    @classmethod
    def of_this_process(cls) -> Size:
        """Read it from ``/proc``; ``OSError`` where there is none."""
        fields = Path("/proc/self/statm").read_text().split()
        page = resource.getpagesize()
        return cls(int(fields[PAGES_IN_ALL]) * page, int(fields[PAGES_OF_DATA]) * page)


def apply(size: Size | None, memory: int, processor_seconds: int, *, gpu: bool = False) -> None:
    """Limit this process to ``memory`` bytes on top of ``size`` and to ``processor_seconds``.

    With a GPU the address space has no limit: its driver reserves more than the machine has memory.

    Relative, because torch alone maps 800 MB. RLIMIT_DATA does not count shared anonymous memory, RLIMIT_AS does not
    tell it from a mapped library, so both are set. RLIMIT_NPROC is not: it counts every process of the user, and
    seccomp refuses processes anyway. Without ``size`` memory is not limited.
    """
    if size is not None:
        if not gpu:
            _limit(resource.RLIMIT_AS, size.address_space + memory)
        _limit(resource.RLIMIT_DATA, size.data + memory + (GPU_DATA if gpu else 0))
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, GPU_OPEN_FILES if gpu else OPEN_FILES)
    _limit(resource.RLIMIT_MEMLOCK, 0)
    _limit(resource.RLIMIT_STACK, STACK_BYTES)
    _limit(resource.RLIMIT_CPU, processor_seconds, processor_seconds + GRACE_SECONDS)
    for name in ("RLIMIT_MSGQUEUE", "RLIMIT_RTPRIO", "RLIMIT_NICE"):  # Linux only
        with contextlib.suppress(AttributeError):
            _limit(getattr(resource, name), 0)


def _limit(which: int, soft: int, hard: int | None = None) -> None:
    """Set a limit, or keep what is already lower."""
    _, allowed = resource.getrlimit(which)
    wanted = (soft, soft if hard is None else hard)
    if allowed != resource.RLIM_INFINITY:
        wanted = (min(wanted[0], allowed), min(wanted[1], allowed))
    resource.setrlimit(which, wanted)
