"""The seccomp program decides as its policy says: run in an interpreter, for both machines and both variants."""

from __future__ import annotations

import errno
import re
import struct
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.worker.lockdown import bpf, seccomp
from autograder.worker.lockdown.bpf import ALLOW, KILL, refuse
from autograder.worker.lockdown.policy import ATTACKS, DEFAULT, LOOKING_AT_FILES, OWN_PID, PLAIN, Files
from autograder.worker.lockdown.syscalls import AARCH64, NUMBERS, X86_64

EPERM, EACCES, ENOENT = refuse(errno.EPERM), refuse(errno.EACCES), refuse(errno.ENOENT)
HIGH = 1 << 32
MACHINES = pytest.mark.parametrize("machine", [X86_64, AARCH64], ids=lambda machine: machine.name)
VARIANTS = pytest.mark.parametrize("files", list(Files), ids=str)

HEADERS = {
    X86_64: Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    AARCH64: Path("/usr/include/asm-generic/unistd.h"),
}

# name, arguments, expected; every refusal stands next to the nearest call that is allowed
CASES = [
    ("openat", (0, 0, 0o0), ALLOW),
    ("openat", (0, 0, 0o2000000), ALLOW),  # O_CLOEXEC
    ("openat", (0, 0, 0o1), EACCES),
    ("openat", (0, 0, 0o2), EACCES),
    ("openat", (0, 0, 0o100), EACCES),
    ("openat", (0, 0, 0o1000), EACCES),
    ("openat", (0, 0, 0o20200000), EACCES),  # O_TMPFILE
    ("clone", (0x003D0F00,), ALLOW),  # what pthread_create asks for
    ("clone", (17,), EPERM),  # SIGCHLD: a fork
    ("clone", (0x003D0F00 | 0x10000000,), EPERM),  # a thread in a new user namespace
    ("clone", (0x003D0F00 | 0x00002000,), EPERM),  # CLONE_PTRACE
    ("clone", (0x003D0F00 | 0x00020000,), EPERM),  # CLONE_NEWNS
    ("clone3", (1, 88), refuse(errno.ENOSYS)),
    ("fcntl", (5, 3), ALLOW),  # F_GETFL
    ("fcntl", (5, 1030), ALLOW),  # F_DUPFD_CLOEXEC
    ("fcntl", (5, 6), EPERM),  # F_SETLK
    ("fcntl", (5, 7), EPERM),  # F_SETLKW
    ("fcntl", (5, 37), EPERM),  # F_OFD_SETLK
    ("fcntl", (5, 38), EPERM),  # F_OFD_SETLKW
    ("fcntl", (5, 1024), EPERM),  # F_SETLEASE
    ("fcntl", (5, 1026), EPERM),  # F_NOTIFY
    ("fcntl", (5, 8), EPERM),  # F_SETOWN
    ("ioctl", (1, 0x5401), ALLOW),
    ("ioctl", (1, 0x5412), refuse(errno.ENOTTY)),  # TIOCSTI
    ("prlimit64", (0, 7, 0, 1), ALLOW),
    ("prlimit64", (4, 7, 0, 1), EPERM),
    ("prlimit64", (0, 7, 1, 0), EPERM),
    ("prlimit64", (0, 7, HIGH, 0), EPERM),  # a pointer whose low word is zero
    ("tgkill", (OWN_PID, 1, 6), ALLOW),
    ("tgkill", (1, 1, 9), EPERM),
    ("tgkill", (0xFFFFFFFF, 1, 9), EPERM),
    ("madvise", (0, 0, 4), ALLOW),
    ("madvise", (0, 0, 12), refuse(errno.EINVAL)),  # MADV_MERGEABLE
    ("madvise", (0, 0, 21), refuse(errno.EINVAL)),  # MADV_PAGEOUT
]
REFUSED_EVERYWHERE = [  # by number: nothing in the policy names them
    ("socket", 41, 198),
    ("connect", 42, 203),
    ("socketpair", 53, 199),
    ("sendmsg", 46, 211),
    ("recvmsg", 47, 212),
    ("execve", 59, 221),
    ("execveat", 322, 281),
    ("kill", 62, 129),
    ("pidfd_open", 434, 434),
    ("pidfd_send_signal", 424, 424),
    ("prctl", 157, 167),
    ("unlinkat", 263, 35),
    ("memfd_create", 319, 279),
    ("unshare", 272, 97),
    ("seccomp", 317, 277),
    ("setpriority", 141, 140),
    ("shmget", 29, 194),
    ("flock", 73, 32),
    ("inotify_init1", 294, 26),
    ("openat2", 437, 437),
    ("fork", 57, 1079),
    ("vfork", 58, 1071),
    ("open", 2, 1024),
    ("creat", 85, 1064),
]


def run(program, number, arguments=(), machine=X86_64):
    """What the kernel would do with a call."""
    given = [*arguments, *([0] * (6 - len(arguments)))]
    data = struct.pack("=IIQ6Q", number, machine.audit, 0, *given)
    at = accumulator = 0
    while True:
        step = program[at]
        at += 1
        match step.code:
            case bpf.RETURN:
                return step.operand
            case bpf.LOAD_WORD:
                (accumulator,) = struct.unpack_from("=I", data, step.operand)
            case bpf.JUMP:
                at += step.operand
            case bpf.JUMP_EQUAL:
                at += step.if_true if accumulator == step.operand else step.if_false
            case bpf.JUMP_AT_LEAST:
                at += step.if_true if accumulator >= step.operand else step.if_false
            case bpf.JUMP_ANY_BIT:
                at += step.if_true if accumulator & step.operand else step.if_false


@MACHINES
@pytest.mark.parametrize(("name", "arguments", "expected"), CASES)
def test_a_call_is_judged_by_its_arguments(machine, name, arguments, expected):
    program = seccomp.assemble(Files.READ_ONLY, machine)
    assert run(program, NUMBERS[name][machine.column], arguments, machine) == expected


@MACHINES
@VARIANTS
def test_plain_calls_are_allowed_and_attacks_end_the_process(machine, files):
    program = seccomp.assemble(files, machine)
    for names, expected in ((PLAIN, ALLOW), (ATTACKS, KILL)):
        for name in names:
            number = NUMBERS[name][machine.column]
            if number is not None:
                assert run(program, number, (1, 2, 3), machine) == expected, name


@MACHINES
@VARIANTS
def test_what_is_not_named_is_refused(machine, files):
    program = seccomp.assemble(files, machine)
    named = {numbers[machine.column] for numbers in NUMBERS.values()}
    for number in set(range(1200)) - named:
        assert run(program, number, (0,) * 6, machine) == DEFAULT, number


@MACHINES
@pytest.mark.parametrize(("name", "on_x86", "on_arm"), REFUSED_EVERYWHERE)
def test_the_usual_ways_out_are_refused(machine, name, on_x86, on_arm):
    program = seccomp.assemble(Files.READ_ONLY, machine)
    assert run(program, on_x86 if machine is X86_64 else on_arm, (), machine) == EPERM


@MACHINES
def test_without_files_nothing_is_opened_or_looked_at(machine):
    program = seccomp.assemble(Files.NONE, machine)
    for name in ("openat", *LOOKING_AT_FILES):
        number = NUMBERS[name][machine.column]
        if number is not None:
            assert run(program, number, (0, 0, 0), machine) in (EACCES, ENOENT, refuse(errno.ENOSYS)), name
    fstat = run(program, NUMBERS["newfstatat"][machine.column], (3, 0, 0, 0x1000), machine)
    assert fstat == ALLOW, "fstat() of an open descriptor is this call"


@MACHINES
def test_another_machines_table_ends_the_process(machine):
    program = seccomp.assemble(Files.READ_ONLY, machine)
    other = replace(machine, audit=0x40000003)  # i386
    assert run(program, NUMBERS["read"][machine.column], (), other) == KILL


def test_x32_numbers_end_the_process():
    program = seccomp.assemble(Files.READ_ONLY, X86_64)
    assert run(program, 0x40000000) == KILL
    assert run(program, 0x40000000 + 39) == KILL


@MACHINES
@VARIANTS
def test_a_program_is_short_enough_and_no_jump_leaves_it(machine, files):
    program = seccomp.assemble(files, machine)
    assert len(program) < 4096
    for at, step in enumerate(program):
        furthest = step.operand if step.code == bpf.JUMP else max(step.if_true, step.if_false)
        assert at + 1 + furthest <= len(program)
        assert max(step.if_true, step.if_false) < 256
    assert program[-1].code == bpf.RETURN


def test_the_pid_has_exactly_one_place():
    """Every fork writes its own pid there; a second place would open a second call to it."""
    for machine in (X86_64, AARCH64):
        program = seccomp.assemble(Files.READ_ONLY, machine)
        assert sum(step.operand == OWN_PID for step in program) == 1


def test_numbers_agree_with_the_kernel_headers():
    """The table was copied once; where the headers are installed it is compared with them."""
    for machine, header in HEADERS.items():
        if not header.exists():
            pytest.skip(f"{header} is not installed")
        text = re.sub(r"__NR(3264)?_", "", header.read_text())
        found = dict(re.findall(r"^#define (\w+)\s+(\d+)$", text, re.MULTILINE))
        aliases = re.findall(r"^#define (\w+) (\w+)$", text, re.MULTILINE)
        found |= {name: found[other] for name, other in aliases if other in found}
        for name, numbers in NUMBERS.items():
            wanted = numbers[machine.column]
            assert str(wanted) == found.get(name, "None"), name
