"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

QUIET_LOAD = 0.5
"""Processes that wait or run, averaged over a minute; above it somebody else takes part of the processors."""


def facts() -> Iterator[str]:
    """One fact a line."""
    yield f"processors: {len(os.sched_getaffinity(0))} x {_processor()}"
    yield f"memory: {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    yield f"kernel: {platform.system()} {platform.release()}"
    packages = ", ".join(f"{name} {version(name)}" for name in ("torch", "numpy", "pytest", "nbgrader"))
    yield f"Python {platform.python_version()}, {packages}"
    load = os.getloadavg()[0]
    busy = "" if load <= QUIET_LOAD else ": other processes are at work, so every figure below is too high"
    yield f"load before the first run: {load:.2f}{busy}"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()
