"""Own user, mount, pid, network, ipc and uts namespaces, and a root that holds only what a worker may read."""

from __future__ import annotations

import ctypes
import os
import signal
import struct
from collections.abc import Iterable
from pathlib import Path

from autograder.worker.lockdown.kernel import LIBC, checked, die_with_parent, syscall

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000
NAMESPACES = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS
NOBODY = 65534

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 1 << 5, 1 << 12, 1 << 14, 1 << 18
MNT_DETACH = 2
AT_FDCWD, AT_RECURSIVE = -100, 0x8000
MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSUID, MOUNT_ATTR_NODEV = 1, 2, 4

PLACES_TO_BUILD = ("/tmp", "/mnt", "/run", "/var", "/usr")  # noqa: S108 - a mount point, nothing is written to it
OLD_ROOT = Path(".old")  # relative: the working directory is the new root throughout
HOME = Path("/box")
SIZE = "size=1m,nr_inodes=4096,mode=755"


def enter() -> None:
    """Enter all namespaces; returns in the first process of the new pid namespace.

    Call it while the process is small. The outer process stays behind as a helper that passes on the exit code; when
    it is killed, the kernel kills the inner one, and with that one everything in the namespace.
    """
    uid, gid = os.getuid(), os.getgid()
    checked(LIBC.unshare(ctypes.c_int(NAMESPACES)), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} {uid} 1\n")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} {gid} 1\n")
    inner = os.fork()
    if inner:
        _wait_and_exit(inner)
    die_with_parent(signal.SIGKILL)


def new_root(readable: Iterable[Path]) -> None:
    """Make a read-only root of ``readable`` and an empty home directory, and forget the old one.

    After the warm-up: without ``/proc/cpuinfo`` torch falls back to its slowest kernels, and ``torch._dynamo`` finds no
    temporary directory when the first optimizer imports it.
    """
    sources = {path: path.resolve() for path in readable}
    place = next(path for path in map(Path, PLACES_TO_BUILD) if path.is_dir())
    _mount(None, "/", None, MS_REC | MS_PRIVATE)
    _mount("tmpfs", str(place), "tmpfs", MS_NOSUID | MS_NODEV, SIZE)
    os.chdir(place)
    OLD_ROOT.mkdir()
    syscall("pivot_root", b".", os.fsencode(OLD_ROOT))
    os.chdir("/")
    for path, source in sources.items():
        _show(source, path)
    HOME.mkdir()
    checked(LIBC.umount2(os.fsencode(OLD_ROOT), MNT_DETACH), "umount2")
    OLD_ROOT.rmdir()
    _mount(None, "/", None, MS_REMOUNT | MS_BIND | MS_NOSUID | MS_NODEV | MS_RDONLY)
    os.chdir(HOME)


def _show(source: Path, path: Path) -> None:
    """Put a file or tree of the old root at ``path`` in the new one; ``source`` has no links on its way."""
    source = OLD_ROOT / source.relative_to("/")
    if source.is_dir():
        path.mkdir(parents=True, exist_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    _mount(str(source), str(path), None, MS_BIND | MS_REC)
    attributes = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID
    if not path.is_relative_to("/dev"):
        attributes |= MOUNT_ATTR_NODEV
    # Adds to what the mount forbids already, also below it; a remount would have to repeat flags it may not clear.
    change = struct.pack("=4Q", attributes, 0, 0, 0)
    syscall(
        "mount_setattr",
        ctypes.c_int(AT_FDCWD),
        os.fsencode(path),
        ctypes.c_uint(AT_RECURSIVE),
        ctypes.create_string_buffer(change, len(change)),
        ctypes.c_size_t(len(change)),
    )


def _mount(source: str | None, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    source_, kind_, data_ = (None if text is None else text.encode() for text in (source, kind, data))
    result = LIBC.mount(source_, target.encode(), kind_, ctypes.c_ulong(flags), data_)
    checked(result, f"mount {target}")


def _wait_and_exit(inner: int) -> None:
    os.closerange(3, 256)  # the control socket ends when the inner process ends
    _, status = os.waitpid(inner, 0)
    os._exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))
