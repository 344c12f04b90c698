"""The seccomp filter: assembled once in the zygote, installed last in every fork."""

from __future__ import annotations

import ctypes
import os
import struct

from autograder.worker.lockdown import bpf
from autograder.worker.lockdown.kernel import syscall
from autograder.worker.lockdown.policy import DEFAULT, OWN_PID, Files, policy
from autograder.worker.lockdown.syscalls import NUMBERS, X86_64, Machine, this_machine

SECCOMP_SET_MODE_FILTER = 1
SECCOMP_FILTER_FLAG_TSYNC = 1
BYTES_PER_INSTRUCTION = 8
OPERAND_AT = 4


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def assemble(files: Files, machine: Machine) -> list[bpf.Instruction]:
    """The worker's filter for one machine; calls the machine does not have are left out."""
    rules = {}
    for name, rule in policy(files).items():
        number = NUMBERS[name][machine.column]
        if number is not None:
            rules[number] = rule
    return bpf.assemble(rules, machine=machine.audit, default=DEFAULT, refuse_x32=machine is X86_64)


class Filter:
    """The filter of one zygote; every fork writes its own pid into it and installs it."""

    def __init__(self, files: Files) -> None:
        program = assemble(files, this_machine())
        (self._pid_at,) = [at for at, step in enumerate(program) if step.operand == OWN_PID]
        self._raw = bytearray(bpf.to_bytes(program))

    def install(self) -> None:
        """From here on this process can do only what :mod:`policy` allows; ``OSError`` if the kernel refuses."""
        struct.pack_into("=I", self._raw, self._pid_at * BYTES_PER_INSTRUCTION + OPERAND_AT, os.getpid())
        install(bytes(self._raw))


def install(raw: bytes) -> None:
    """Install an assembled program for all threads of this process."""
    buffer = ctypes.create_string_buffer(raw, len(raw))
    program = _Program(len(raw) // BYTES_PER_INSTRUCTION, ctypes.addressof(buffer))
    thread = syscall(
        "seccomp",
        ctypes.c_uint(SECCOMP_SET_MODE_FILTER),
        ctypes.c_uint(SECCOMP_FILTER_FLAG_TSYNC),
        ctypes.byref(program),
    )
    if thread > 0:
        raise OSError(f"seccomp: thread {thread} could not be given the filter")
