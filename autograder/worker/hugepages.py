"""Back the warmed heap with huge pages, so that a fork copies 512 times fewer page-table entries."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path

from autograder.worker.lockdown.kernel import LIBC

HUGE = 2 << 20
MADV_HUGEPAGE = 14
MADV_COLLAPSE = 25


def merge_heap() -> None:
    """Merge writable private memory, where the kernel can (MADV_COLLAPSE, Linux 6.1); does nothing elsewhere.

    Measured: fork 4.1 -> 1.1 ms, fork and exit and wait 9.1 -> 3.3 ms.
    """
    for start, end in list(_heap()):
        first, last = -(-start // HUGE) * HUGE, end // HUGE * HUGE
        if last > first:
            for advice in (MADV_HUGEPAGE, MADV_COLLAPSE):
                LIBC.madvise(ctypes.c_void_p(first), ctypes.c_size_t(last - first), ctypes.c_int(advice))


def _heap() -> Iterator[tuple[int, int]]:
    """Address ranges of writable private memory that belongs to no file."""
    for line in Path("/proc/self/maps").read_text().splitlines():
        fields = line.split()
        if fields[1].startswith("rw") and fields[1].endswith("p") and (len(fields) == 5 or fields[5] == "[heap]"):
            start, end = fields[0].split("-")
            yield int(start, 16), int(end, 16)
