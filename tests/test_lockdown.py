"""The layers one by one, each in a process of its own, with the same act before and after."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import resource
import signal
import sys
from pathlib import Path

import pytest

from autograder.worker import hygiene
from autograder.worker.lockdown import capabilities, kernel, landlock, rlimits
from autograder.worker.lockdown.order import Layer, lock, seal
from autograder.worker.lockdown.policy import Files
from autograder.worker.lockdown.readable import readable
from autograder.worker.lockdown.rehearsal import rehearse
from autograder.worker.lockdown.seccomp import Filter
from autograder.worker.lockdown.syscalls import NUMBERS, X86_64, number
from autograder.worker.options import Options

FORKED, REFUSED = 0, 1


def in_a_fork(action):
    """The exit code of a process that ran ``action``, or the negative number of the signal that ended it."""
    pid = os.fork()
    if pid == 0:
        try:
            os._exit(action() or 0)
        finally:
            os._exit(99)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def succeeds(action):
    try:
        action()
    except OSError:
        return REFUSED
    return FORKED


def test_landlock_shows_only_what_it_was_given(tmp_path):
    shown, hidden = tmp_path / "shown", tmp_path / "hidden"
    for folder in (shown, hidden):
        folder.mkdir()
        (folder / "file").write_text("text")
    single = tmp_path / "single"
    single.write_text("text")

    def confined():
        kernel.no_new_privileges()
        landlock.enforce(landlock.ruleset([shown, single]))
        reads = [succeeds(path.read_text) for path in (shown / "file", single, hidden / "file")]
        writes = [succeeds(lambda path=path: path.write_text("x")) for path in (shown / "file", single)]
        return 0 if (reads, writes) == ([0, 0, 1], [1, 1]) else 1

    assert in_a_fork(confined) == 0


def test_limits_are_relative_to_what_is_there():
    """Torch alone maps 800 MB: an absolute limit of 200 MB would stop everything."""

    def limited():
        rlimits.apply(rlimits.Size.of_this_process(), memory=200 << 20, processor_seconds=5)
        small = bytearray(50 << 20)
        try:
            bytearray(400 << 20)
        except MemoryError:
            return 0 if small else 1
        return 1

    assert in_a_fork(limited) == 0


def test_processor_time_ends_with_its_own_signal():
    def burning():
        rlimits.apply(None, memory=0, processor_seconds=1)
        while True:
            pass

    assert in_a_fork(burning) == -signal.SIGXCPU


def test_limits_only_go_down():
    def limited():
        resource.setrlimit(resource.RLIMIT_NOFILE, (20, 20))
        rlimits.apply(None, memory=0, processor_seconds=5)
        return resource.getrlimit(resource.RLIMIT_NOFILE)[1]

    assert in_a_fork(limited) == 20


@pytest.mark.parametrize("files", list(Files), ids=str)
def test_the_filter_refuses_from_the_moment_it_is_installed(files):
    def filtered():
        kernel.no_new_privileges()
        before = succeeds(lambda: os.close(os.open("/", os.O_RDONLY)))
        Filter(files).install()
        after = succeeds(lambda: os.close(os.open("/", os.O_RDONLY)))
        forking = succeeds(os.fork)
        expected = REFUSED if files is Files.NONE else FORKED
        return 0 if (before, after, forking) == (FORKED, expected, REFUSED) else 1

    assert in_a_fork(filtered) == 0


def test_an_attack_ends_the_process():
    def attacking():
        kernel.no_new_privileges()
        Filter(Files.READ_ONLY).install()
        kernel.LIBC.syscall(ctypes.c_long(number("ptrace")), 0, 0, 0, 0)

    assert in_a_fork(attacking) == -signal.SIGSYS


def test_abort_still_names_its_signal():
    """It signals its own thread, which the filter allows for the process's own pid alone."""

    def aborting():
        faulthandler.disable()
        kernel.no_new_privileges()
        Filter(Files.READ_ONLY).install()
        os.abort()

    assert in_a_fork(aborting) == -signal.SIGABRT


def test_the_filter_needs_no_new_privileges_or_root():
    if os.geteuid() == 0:
        pytest.skip("root may install a filter in any case")
    with pytest.raises(OSError, match="seccomp"):
        Filter(Files.READ_ONLY).install()


def test_capabilities_are_gone_for_good():
    def dropped():
        capabilities.drop()
        text = Path("/proc/self/status").read_text()
        left = {line.split()[0]: int(line.split()[1], 16) for line in text.splitlines() if line.startswith("Cap")}
        if os.geteuid() != 0:
            del left["CapBnd:"]  # an ordinary user may not shrink it; without privileges to gain it means nothing
        return 0 if not any(left.values()) else 1

    assert in_a_fork(dropped) == 0


def test_root_goes_on_as_nobody_where_everybody_can_read_the_libraries(tmp_path):
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    inside = private / "lib"
    inside.mkdir()

    def left(path):
        capabilities.leave_root([path])
        return os.geteuid() == 0

    assert in_a_fork(lambda: left(Path("/usr/lib"))) == 0
    assert in_a_fork(lambda: left(inside)) == 1


def test_readable_trees_hold_the_libraries_and_not_the_repository():
    trees = readable()
    repository = Path(__file__).parents[1]
    assert any(Path(os.__file__).is_relative_to(tree) for tree in trees)
    assert any(Path(pytest.__file__).is_relative_to(tree) for tree in trees)
    assert not any((repository / "solutions").is_relative_to(tree) for tree in trees)
    assert not any(a != b and a.is_relative_to(b) for a in trees for b in trees)
    assert not {Path("/"), Path("/usr"), Path("/etc"), Path("/home"), Path("/root"), Path(sys.prefix)} & set(trees)


@pytest.mark.parametrize(
    "layers",
    [
        {Layer.LANDLOCK, Layer.SECCOMP, Layer.LIMITS, Layer.PRIVILEGES},
        {Layer.NO_OPEN, Layer.LIMITS},
        set(),
    ],
    ids=["B", "C", "none"],
)
def test_a_rehearsal_leaves_this_process_as_it_was(layers):
    before = resource.getrlimit(resource.RLIMIT_AS), os.getuid(), Path("/proc/self/status").read_text().count("Seccomp")
    rehearse(frozenset(layers))
    after = resource.getrlimit(resource.RLIMIT_AS), os.getuid(), Path("/proc/self/status").read_text().count("Seccomp")
    assert before == after
    assert succeeds(lambda: os.waitpid(os.fork() or os._exit(0), 0)) == FORKED


def test_a_rehearsal_says_which_layer_does_not_work(monkeypatch):
    def broken():
        raise OSError("landlock_create_ruleset: not here")

    monkeypatch.setattr(landlock, "version", broken)
    with pytest.raises(OSError, match="landlock_create_ruleset: not here"):
        rehearse(frozenset({Layer.LANDLOCK}))


def test_the_order_locks_a_fork_completely():
    layers = frozenset({Layer.PRIVILEGES, Layer.LANDLOCK, Layer.LIMITS, Layer.SECCOMP})

    def locked():
        lock(seal(layers), layers, memory=1 << 28, processor_seconds=5)
        refused = [
            succeeds(lambda: list(Path("/").iterdir())),  # Landlock
            succeeds(os.fork),  # seccomp
            succeeds(lambda: os.open("/dev/null", os.O_WRONLY)),  # both
        ]
        return 0 if refused == [REFUSED] * 3 and not resource.getrlimit(resource.RLIMIT_CORE)[0] else 1

    assert in_a_fork(locked) == 0


def test_options_survive_the_command_line():
    options = Options(frozenset({Layer.SECCOMP, Layer.LIMITS}), ("torch", "numpy"), control=7, debug=True)
    assert Options.from_json(options.to_json()) == options


def test_generators_start_from_the_seed():
    import random

    import numpy as np
    import torch

    def drawn(seed):
        hygiene.seed_generators(seed)
        return torch.rand(1).item(), np.random.rand(), random.random()  # noqa: NPY002

    first = drawn(b"\xff" * 8)
    assert first == drawn(b"\xff" * 8)
    assert not set(first) & set(drawn(bytes(8)))
    assert len(set(first)) == 3


def test_every_allowed_call_has_a_number_on_x86():
    assert all(numbers[X86_64.column] is not None for numbers in NUMBERS.values())
