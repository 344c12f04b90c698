"""System calls that Python does not offer, made through the C library, with their errors raised."""

from __future__ import annotations

import ctypes
import os

from autograder.worker.lockdown.syscalls import number

LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.syscall.restype = ctypes.c_long

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38


def checked(result: int, what: str) -> int:
    """Return ``result``; raise ``OSError`` naming the call where the kernel refused it."""
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{what}: {os.strerror(error)}")
    return result


def syscall(name: str, *arguments: object) -> int:
    """Make the system call ``name``; arguments are ctypes values, ``None`` is a null pointer."""
    return checked(LIBC.syscall(ctypes.c_long(number(name)), *arguments), name)


def prctl(operation: int, value: int, name: str) -> None:
    """``prctl(operation, value)``; ``name`` is what an error calls it."""
    zero = ctypes.c_ulong(0)
    checked(LIBC.prctl(ctypes.c_int(operation), ctypes.c_ulong(value), zero, zero, zero), f"prctl {name}")


def die_with_parent(signal: int) -> None:
    """Receive ``signal`` when the parent dies; set again after every change of identity, which clears it."""
    prctl(PR_SET_PDEATHSIG, signal, "PR_SET_PDEATHSIG")


def no_new_privileges() -> None:
    """Gain nothing from any later exec; Landlock and seccomp ask for it."""
    prctl(PR_SET_NO_NEW_PRIVS, 1, "PR_SET_NO_NEW_PRIVS")


def undumpable() -> None:
    """Refuse ptrace and core dumps: one PTRACE_ATTACH of a worker could stop the zygote for good."""
    prctl(PR_SET_DUMPABLE, 0, "PR_SET_DUMPABLE")
