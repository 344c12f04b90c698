"""Which system calls a worker may make: an allow-list as data, for every machine, checked call by call.

What ordinary code does by mistake (open a file for writing, start a process, use the network) fails with an error that
Python turns into an exception. What only an attack does ends the process, so that the report can name it.
"""

from __future__ import annotations

import errno
from enum import StrEnum

from autograder.worker.lockdown.bpf import ALLOW, KILL, AnyBitOf, NoBitOf, OneOf, Rule, refuse


class Files(StrEnum):
    """Whether files may be opened at all."""

    READ_ONLY = "read_only"
    """Landlock or the new root says which."""
    NONE = "none"
    """Nothing else guards the file system, so nothing is opened; what a worker needs is already imported."""
    DEVICES = "devices"
    """The device files of a GPU are opened for writing and commanded; Landlock says that it is these and no others."""


OWN_PID = 0x7FFFFFFE
"""Stands for the worker's pid until the fork; above any pid the kernel gives (at most 2**22)."""

CLONE_THREAD = 0x00010000
# CLONE_PTRACE, NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
CLONE_REFUSED = 0x00002000 | 0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000

# O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, __O_TMPFILE: the same bits on both machines
OPEN_REFUSED = 0x1 | 0x2 | 0x40 | 0x200 | 0x400000
AT_EMPTY_PATH = 0x1000

TCGETS, FIOCLEX = 0x5401, 0x5451

# F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC. Not F_SETLK and its kin, F_SETLEASE, F_NOTIFY: a lock
# on a library that two workers can read is a channel between two submissions.
FCNTL_COMMANDS = (0, 1, 2, 3, 4, 1030)

# NORMAL, RANDOM, SEQUENTIAL, WILLNEED, DONTNEED, FREE, HUGEPAGE, NOHUGEPAGE, DONTDUMP, DODUMP. Not MERGEABLE: whether a
# page was merged with a sibling's can be timed.
MADVISE_ADVICE = (0, 1, 2, 3, 4, 8, 14, 15, 16, 17)

PLAIN = (
    "brk",
    "clock_getres",
    "clock_gettime",
    "clock_nanosleep",
    "close",
    "dup",
    "exit",
    "exit_group",
    "fstat",
    "futex",
    "get_mempolicy",
    "getcpu",
    "getcwd",
    "getdents64",
    "getegid",
    "geteuid",
    "getgid",
    "getitimer",
    "getpid",
    "getppid",
    "getrandom",
    "getrlimit",
    "getrusage",
    "gettid",
    "gettimeofday",
    "getuid",
    "lseek",
    "mbind",
    "membarrier",
    "mmap",
    "mprotect",
    "mremap",
    "munmap",
    "nanosleep",
    "poll",
    "ppoll",
    "pread64",
    "pselect6",
    "read",
    "readv",
    "recvfrom",
    "restart_syscall",
    "rseq",
    "rt_sigaction",
    "rt_sigprocmask",
    "rt_sigreturn",
    "sched_getaffinity",
    "sched_yield",
    "select",
    "sendto",
    "set_robust_list",
    "setitimer",
    "sigaltstack",
    "sysinfo",
    "time",
    "times",
    "uname",
    "write",
    "writev",
)
"""Allowed whatever the arguments. No sendmsg and recvmsg: they carry file descriptors."""

LOOKING_AT_FILES = (
    "access",
    "faccessat",
    "faccessat2",
    "lstat",
    "newfstatat",
    "readlink",
    "readlinkat",
    "stat",
    "statx",
)

ATTACKS = (
    "add_key",
    "bpf",
    "delete_module",
    "finit_module",
    "init_module",
    "io_uring_enter",
    "io_uring_register",
    "io_uring_setup",
    "kexec_load",
    "keyctl",
    "mount",
    "mount_setattr",
    "open_by_handle_at",
    "perf_event_open",
    "pidfd_getfd",
    "pivot_root",
    "process_vm_readv",
    "process_vm_writev",
    "ptrace",
    "reboot",
    "request_key",
    "setns",
    "swapon",
    "umount2",
    "userfaultfd",
)
"""No library makes these calls for a student."""

DEFAULT = refuse(errno.EPERM)

#: All conditions must hold; the argument numbers are those of the call.
ARGUMENTS: dict[str, Rule] = {
    "clone": Rule(
        ALLOW,
        (AnyBitOf(0, CLONE_THREAD), NoBitOf(0, CLONE_REFUSED)),
        refuse(errno.EPERM),
    ),
    # Its flags lie in memory where no filter can read them; the C library falls back to clone.
    "clone3": Rule(refuse(errno.ENOSYS)),
    "fcntl": Rule(ALLOW, (OneOf(1, FCNTL_COMMANDS),), refuse(errno.EPERM)),
    "ioctl": Rule(ALLOW, (OneOf(1, (TCGETS, FIOCLEX)),), refuse(errno.ENOTTY)),
    "madvise": Rule(ALLOW, (OneOf(2, MADVISE_ADVICE),), refuse(errno.EINVAL)),
    # Reading one's own limits: pid 0 and no new limit.
    "prlimit64": Rule(
        ALLOW,
        (OneOf(0, (0,)), OneOf(2, (0,)), OneOf(2, (0,), high=True)),
        refuse(errno.EPERM),
    ),
    # abort() signals its own thread; no other process may be meant.
    "tgkill": Rule(ALLOW, (OneOf(0, (OWN_PID,)),), refuse(errno.EPERM)),
}

READ_ONLY_FILES: dict[str, Rule] = {
    "openat": Rule(ALLOW, (NoBitOf(2, OPEN_REFUSED),), refuse(errno.EACCES)),
    **{name: Rule(ALLOW) for name in LOOKING_AT_FILES},
}

DEVICE_FILES: dict[str, Rule] = {
    **READ_ONLY_FILES,
    # Landlock grants writing and commands on the device files alone, making and truncating nowhere.
    "openat": Rule(ALLOW),
    "ioctl": Rule(ALLOW),
    # What the driver waits with, and its threads' places among the processors.
    **{name: Rule(ALLOW) for name in ("eventfd2", "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait", "pipe2")},
    **{name: Rule(ALLOW) for name in ("set_mempolicy", "mlock", "munlock", "fstatfs", "statfs")},
}

NO_FILES: dict[str, Rule] = {
    **{name: Rule(refuse(errno.EACCES)) for name in ("openat", "access", "faccessat", "faccessat2")},
    # "not there" keeps an import of something absent an ImportError
    **{name: Rule(refuse(errno.ENOENT)) for name in ("lstat", "readlink", "readlinkat", "stat")},
    "statx": Rule(refuse(errno.ENOSYS)),
    # fstat() of an open descriptor is this call with AT_EMPTY_PATH in the C library
    "newfstatat": Rule(ALLOW, (AnyBitOf(3, AT_EMPTY_PATH),), refuse(errno.ENOENT)),
}


_FILE_RULES = {Files.READ_ONLY: READ_ONLY_FILES, Files.NONE: NO_FILES, Files.DEVICES: DEVICE_FILES}


def policy(files: Files) -> dict[str, Rule]:
    """The rules by name of the call; what is not named meets :data:`DEFAULT`."""
    return {
        **{name: Rule(ALLOW) for name in PLAIN},
        **ARGUMENTS,
        **_FILE_RULES[files],
        **{name: Rule(KILL) for name in ATTACKS},
    }
