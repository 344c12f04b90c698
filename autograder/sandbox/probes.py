"""Attacks that must fail, as a submission: this file's text is loaded in a worker, and ``attempt(names)`` runs there.

A probe got through when it returns; refused, it raises. The judge makes canaries for the run (a file, ports, a sibling
process), so that a refusal is the sandbox's doing and not an accident of this machine.
"""

import ctypes
import fcntl
import gc
import mmap
import os
import platform
import resource
import signal
import socket
import sys
import threading
from collections.abc import Callable
from functools import partial

LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.syscall.restype = ctypes.c_long
LIBC.getauxval.restype = ctypes.c_ulong
X86 = platform.machine() == "x86_64"
GIGABYTES = 4 << 30
THREADS = 400
AT_EXECFN = 31
CANARIES: dict[str, str] = {}
FOLDERS = ("/", "/tmp", "/var/tmp", "/dev/shm", "/run", "/box")  # noqa: S108 - what an attacker would try

Probe = Callable[[], object]


class Refused(Exception):
    """The attack led nowhere."""


def attempt(names: list[str], canaries: dict[str, str]) -> dict[str, str]:
    """Run probes; answer with those that got through and what they returned."""
    CANARIES.update(canaries)
    through = {}
    for name in names:
        try:
            through[name] = repr(PROBES[name]())[:200]
        except BaseException:  # noqa: BLE001, S112 - refused, in whatever way
            continue
    return through


def syscall(on_x86: int, on_arm: int, *arguments: object) -> int:
    """Make a system call by its number."""
    given = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result = int(LIBC.syscall(ctypes.c_long(on_x86 if X86 else on_arm), *given))
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return result


def sibling() -> int:
    """Another worker of the same zygote."""
    return int(CANARIES["sibling"])


def read(path: str) -> bytes:
    """What an open file gives."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return os.read(descriptor, 100)
    finally:
        os.close(descriptor)


def refused_everywhere(action: Callable[[str], object]) -> str:
    """Try it in every folder code is imported from and in every folder that is usually writable."""
    folders = [os.path.dirname(CANARIES["file"]), *sys.path, os.getcwd(), *FOLDERS]  # noqa: PTH109, PTH120
    paths = [f"{folder}/probe{os.getpid()}" for folder in folders]
    return next(path for path in paths if succeeds(partial(action, path)))


def make_folder(path: str) -> None:
    """A folder that is gone again."""
    os.mkdir(path)  # noqa: PTH102
    os.rmdir(path)  # noqa: PTH106


def make_file(path: str) -> None:
    """A file that is gone again."""
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
    os.unlink(path)  # noqa: PTH108


def lock_a_library() -> str:
    """A lock on a file that two workers can read is a channel between two submissions."""
    descriptor, folder = os.open(os.__file__, os.O_RDONLY), os.open(os.path.dirname(os.__file__), os.O_RDONLY)  # noqa: PTH120
    attempts: dict[str, Probe] = {
        "lockf": lambda: fcntl.lockf(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB),
        "flock": lambda: fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB),
        "F_OFD_SETLK": lambda: fcntl.fcntl(descriptor, 37, bytes(32)),
        "F_SETLEASE": lambda: fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK),
        "F_NOTIFY": lambda: fcntl.fcntl(folder, fcntl.F_NOTIFY, fcntl.DN_ACCESS),
    }
    try:
        return next(name for name, action in attempts.items() if succeeds(action))
    finally:
        os.close(descriptor)
        os.close(folder)


def succeeds(action: Probe) -> bool:
    """Whether the kernel did it."""
    try:
        action()
    except OSError:
        return False
    return True


def fork(call: Callable[[], int]) -> int:
    """A child, if the call makes one; it ends at once."""
    pid = call()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return pid


def clone3_arguments() -> object:
    """``struct clone_args`` of a plain fork: only the exit signal is set."""
    arguments = (ctypes.c_ulonglong * 11)()
    arguments[4] = signal.SIGCHLD
    return arguments


def run_a_program() -> str:
    """By the shell."""
    if os.system("true"):  # noqa: S605, S607
        raise Refused
    return "ran"


def become_a_program() -> str:
    """Exec of something that is no program: refused by the filter, or told by the loader that it is none."""
    LIBC.execve(os.__file__.encode(), None, None)
    if os.strerror(ctypes.get_errno()) != "Exec format error":
        raise Refused
    return "reached the loader"


def connect(kind: socket.SocketKind, family: socket.AddressFamily, address: object) -> str:
    """Reach a canary that listens."""
    with socket.socket(family, kind) as end:
        end.settimeout(1)
        end.connect(address)  # type: ignore[arg-type]
        end.send(b"x")
    return "sent"


def start_many_threads() -> int:
    """Within the memory a worker has there is room for a few dozen."""
    stop = threading.Event()
    try:
        for _ in range(THREADS):
            threading.Thread(target=stop.wait, args=(5,), daemon=True).start()
    finally:
        stop.set()
    return THREADS


def share_memory_by_key() -> int:
    """SysV segments outlive their maker, so this one is removed."""
    number = syscall(29, 194, 0, 1 << 20, 0o1600)
    syscall(31, 195, number, 0, None)
    return number


def allocate_a_tensor() -> int:
    """As student code does; left untouched, because where it gets through the machine must survive."""
    import torch  # noqa: PLC0415 - part of every worker, not of this file's other readers

    return torch.empty(GIGABYTES // 4).numel()


def allow_tracing() -> str:
    """PR_SET_DUMPABLE: a sibling of the same user could then trace this process."""
    if LIBC.prctl(4, ctypes.c_ulong(1), ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0)):
        raise Refused
    return "dumpable"


def read_a_siblings_memory() -> int:
    """At an address both have: they are forks of one process."""
    buffer = ctypes.create_string_buffer(8)
    own = (ctypes.c_ulong * 2)(ctypes.addressof(buffer), 8)
    other = (ctypes.c_ulong * 2)(id(os), 8)
    return syscall(310, 270, sibling(), own, 1, other, 1, 0)


def mount_something() -> str:
    """Over the home directory."""
    if LIBC.mount(b"probe", b"/box", b"tmpfs", ctypes.c_ulong(0), None):
        raise Refused
    return "mounted"


def find_other_descriptors() -> list[int]:
    """Whatever lies beyond 0, 1, 2 and the connection."""
    found = []
    for descriptor in range(4, 1024):
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        found.append(descriptor)
    if not found:
        raise Refused
    return found


def find_the_secret_in_the_heap() -> int:
    """Among everything the zygote left; the secret is put together here, so that no copy of ours is met."""
    secret = CANARIES["secret"][::-1]
    gc.unfreeze()
    things = [thing for thing in gc.get_objects() if isinstance(thing, dict)]
    held = sum(isinstance(value, str) and secret in value for thing in things for value in list(thing.values()))
    if not held:
        raise Refused
    return held


def find_the_secret_on_the_stack() -> str:
    """The kernel leaves the first environment there, whatever ``os.environ`` says; AT_EXECFN points right behind it."""
    end = LIBC.getauxval(ctypes.c_ulong(AT_EXECFN))
    if CANARIES["secret"][::-1].encode() not in ctypes.string_at(end - 4000, 4000):
        raise Refused
    return "found"


def import_the_hidden_side() -> str:
    """By every name a cheat would try."""
    for name in ("solutions", "grading_tests", "autograder.grading", "autograder.sandbox", "autograder.model"):
        try:
            __import__(name)
        except ImportError:
            continue
        return name
    raise Refused


def find_the_hidden_side_imported() -> list[str]:
    """What of ours is loaded beside the worker."""
    ours = [name for name in sys.modules if name.partition(".")[0] in ("autograder", "solutions", "grading_tests")]
    extra = [name for name in ours if name != "autograder" and not name.startswith("autograder.worker")]
    if not extra:
        raise Refused
    return extra


FILES: dict[str, Probe] = {
    "read_a_file_outside": lambda: read(CANARIES["file"]),
    "read_it_by_a_relative_path": lambda: read("../../../../../../../.." + CANARIES["file"]),
    "read_it_through_proc": lambda: read("/proc/self/root" + CANARIES["file"]),
    "list_its_folder": lambda: os.listdir(os.path.dirname(CANARIES["file"])),  # noqa: PTH120, PTH208
    "list_the_root": lambda: os.listdir("/"),  # noqa: PTH208
    "list_the_home_folder": lambda: os.listdir(os.path.expanduser("~root")),  # noqa: PTH111, PTH208
    "read_passwd": lambda: read("/etc/passwd"),
    "list_processes": lambda: [int(name) for name in os.listdir("/proc") if name.isdigit()][0],  # noqa: PTH208, RUF015
    "read_the_parents_environment": lambda: read(f"/proc/{os.getppid() or 1}/environ"),
    "read_a_siblings_memory_map": lambda: read(f"/proc/{sibling()}/maps"),
    "open_own_memory": lambda: os.open("/proc/self/mem", os.O_RDWR),
    "make_a_folder": lambda: refused_everywhere(make_folder),
    "make_a_file": lambda: refused_everywhere(make_file),
    "make_an_anonymous_file": lambda: os.write(os.memfd_create("probe"), b"x"),
    "make_an_unnamed_file": lambda: os.open("/tmp", os.O_TMPFILE | os.O_RDWR),  # noqa: S108
    "lock_a_library": lock_a_library,
    "watch_files": lambda: syscall(294, 26, 0),
    "change_the_root": lambda: os.chroot("/"),
    "change_a_file_outside": lambda: os.open(CANARIES["file"], os.O_WRONLY),
    "link_a_file_outside": lambda: os.symlink("/", CANARIES["file"] + ".link"),  # noqa: PTH211
    "chmod_a_file_outside": lambda: os.chmod(CANARIES["file"], 0o777),  # noqa: PTH101, S103
    "truncate_a_file_outside": lambda: os.truncate(CANARIES["file"], 1),
    "unlink_a_file_outside": lambda: os.unlink(CANARIES["file"]),  # noqa: PTH108
}
PROCESSES: dict[str, Probe] = {
    "connect_by_tcp": lambda: connect(socket.SOCK_STREAM, socket.AF_INET, ("127.0.0.1", int(CANARIES["tcp"]))),
    "send_by_udp": lambda: connect(socket.SOCK_DGRAM, socket.AF_INET, ("127.0.0.1", int(CANARIES["udp"]))),
    "connect_by_name": lambda: connect(socket.SOCK_STREAM, socket.AF_UNIX, CANARIES["abstract"]),
    "listen": lambda: socket.create_server(("127.0.0.1", 0)),
    "ask_by_netlink": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
    "make_a_pair_of_sockets": socket.socketpair,
    "pass_a_descriptor": lambda: socket.send_fds(socket.socket(fileno=os.dup(3)), [b""], [0]),
    "fork": lambda: fork(os.fork),
    "fork_by_clone": lambda: fork(lambda: syscall(56, 220, int(signal.SIGCHLD), None, None, None, None)),
    "fork_by_clone3": lambda: fork(lambda: syscall(435, 435, clone3_arguments(), 88)),
    "run_a_program": run_a_program,
    "become_a_program": become_a_program,
    "signal_the_parent": lambda: os.kill(os.getppid() or 1, 0),
    "signal_a_sibling": lambda: os.kill(sibling(), 0),
    "signal_everybody": lambda: os.kill(-1, 0),
    "signal_a_siblings_thread": lambda: syscall(234, 131, sibling(), sibling(), 0),
    "hold_a_sibling": lambda: os.pidfd_open(sibling()),
    "read_a_siblings_limits": lambda: resource.prlimit(sibling(), resource.RLIMIT_CPU),
    "slow_a_sibling": lambda: os.setpriority(os.PRIO_PROCESS, sibling(), 19),
    "pin_a_sibling": lambda: os.sched_setaffinity(sibling(), {0}),
    "make_a_user_namespace": lambda: syscall(272, 97, 0x10000000),
    "share_memory_by_key": share_memory_by_key,
}
LIMITS: dict[str, Probe] = {
    "raise_a_limit": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096)),
    "raise_a_soft_limit": lambda: resource.setrlimit(
        resource.RLIMIT_CPU, (resource.getrlimit(resource.RLIMIT_CPU)[1],) * 2
    ),
    "allow_tracing": allow_tracing,
    "allocate_bytes": lambda: len(bytes(GIGABYTES)),
    "map_shared_memory": lambda: len(mmap.mmap(-1, GIGABYTES)),
    "allocate_a_tensor": allocate_a_tensor,
    "start_many_threads": start_many_threads,
}
#: What a limit on the address space stops, or on data without the room that a GPU's driver needs.
ADDRESS_SPACE = frozenset({"map_shared_memory", "start_many_threads", "allocate_a_tensor"})
INHERITANCE: dict[str, Probe] = {
    "find_other_descriptors": find_other_descriptors,
    "find_the_secret_in_the_heap": find_the_secret_in_the_heap,
    "find_the_secret_on_the_stack": find_the_secret_on_the_stack,
    "find_the_secret_in_the_environment": lambda: os.environ["AUTOGRADER_CANARY"],
    "import_the_hidden_side": import_the_hidden_side,
    "find_the_hidden_side_imported": find_the_hidden_side_imported,
}
#: Landlock does not stop these, only a root without the file does.
SEALED: dict[str, Probe] = {
    "look_at_a_file_outside": lambda: os.stat(CANARIES["file"]).st_size,  # noqa: PTH116
}
#: The filter may end the worker for these, so each has one of its own; x32 numbers reach the same calls past a filter
#: that compares numbers alone.
DEADLY: dict[str, Probe] = {
    "trace_a_sibling": lambda: syscall(101, 117, 0x4206, sibling(), 0, 0),
    "read_a_siblings_memory": read_a_siblings_memory,
    "mount_something": mount_something,
    "use_io_uring": lambda: syscall(425, 425, 8, ctypes.create_string_buffer(120)),
    "load_bpf": lambda: syscall(321, 280, 0, ctypes.create_string_buffer(128), 128),
    "count_events": lambda: syscall(298, 241, ctypes.create_string_buffer(128), 0, -1, -1, 0),
    "handle_page_faults": lambda: syscall(323, 282, 1),
    "use_a_keyring": lambda: syscall(250, 219, 0, -3, 1),
    "use_the_x32_table": lambda: syscall(0x40000000 + 39, -1),
}
PROBES: dict[str, Probe] = {**INHERITANCE, **SEALED, **FILES, **PROCESSES, **LIMITS, **DEADLY}
