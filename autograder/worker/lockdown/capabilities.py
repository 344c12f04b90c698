"""Give up every capability, for good."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

from autograder.worker.lockdown.kernel import LIBC, syscall

PR_CAPBSET_READ = 23
PR_CAPBSET_DROP = 24
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_CLEAR_ALL = 4
LINUX_CAPABILITY_VERSION_3 = 0x20080522
SETS_OF_TWO_WORDS = 24  # effective, permitted, inheritable, each in two words of 4 bytes


def drop() -> None:
    """Empty the bounding, ambient, effective, permitted and inheritable sets.

    An ordinary user may not shrink the bounding set; without privileges to gain (no-new-privileges) it means nothing.
    """
    zero = ctypes.c_ulong(0)
    capability = 0
    while LIBC.prctl(PR_CAPBSET_READ, ctypes.c_ulong(capability), zero, zero, zero) >= 0:
        LIBC.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(capability), zero, zero, zero)
        capability += 1
    header = struct.pack("=Ii", LINUX_CAPABILITY_VERSION_3, 0)
    syscall(
        "capset",
        ctypes.create_string_buffer(header, len(header)),
        ctypes.create_string_buffer(bytes(SETS_OF_TWO_WORDS), SETS_OF_TWO_WORDS),
    )
    LIBC.prctl(PR_CAP_AMBIENT, ctypes.c_ulong(PR_CAP_AMBIENT_CLEAR_ALL), zero, zero, zero)


def leave_root(readable: Iterable[Path]) -> None:
    """Where root started us and everybody may read the libraries: go on as a user that owns nothing.

    Under a private home folder the libraries would be out of reach; worse, the system's libpython was then
    loaded in place of ours. There root stays, without capabilities.
    """
    if os.geteuid() == 0 and all(map(_open_to_all, readable)):
        os.setgroups([])
        os.setresgid(UNNAMED, UNNAMED, UNNAMED)
        os.setresuid(UNNAMED, UNNAMED, UNNAMED)


UNNAMED = 54321
"""A uid and gid no system gives to anybody."""

SEARCHABLE_BY_OTHERS = 0o001


def _open_to_all(path: Path) -> bool:
    return all(parent.stat().st_mode & SEARCHABLE_BY_OTHERS for parent in path.resolve().parents)
