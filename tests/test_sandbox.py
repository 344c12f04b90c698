"""The handle on a zygote and its workers: fork, clone, kill, name a death, leave nothing behind."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from autograder.errors import SandboxError
from autograder.model import Limits, Outcome
from autograder.sandbox import Cause, Death, Tier, WorkerDied, Zygote
from autograder.sandbox.conversation import call, load
from autograder.sandbox.death import End
from autograder.sandbox.launch import environment

LIMITS = Limits(memory_mb=256)
PATIENCE = 30.0
SOURCE = """
import ctypes, os, random, signal, sys, threading, time
import numpy as np
import torch

def add(a, b): return a + b
def draw(): return [float(torch.rand(1)), float(np.random.rand()), random.random()]
def where(): return sorted(os.sched_getaffinity(0))
def leave(code): os._exit(code)
def crash(): ctypes.string_at(0)
def abort(): os.abort()
def burn():
    while True: pass
def hide():
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    while True: pass
def close(): os.close(3); time.sleep(60)
def babble(): os.write(3, b"x" * 100); return 1
def attack(): return ctypes.CDLL(None).syscall(165, 0, 0, 0, 0, 0)
def hoard(): return len(bytearray(1 << 30))
def pid(): return os.getpid()
def modules(): return [name for name in sys.modules if name.split(".")[0] not in sys.stdlib_module_names]
def threads(): return [torch.get_num_threads(), torch.get_num_interop_threads(), threading.active_count()]
def path(): return sys.path + [type(f).__module__ for f in sys.meta_path]
def environment(): return dict(os.environ)
def importable(name):
    try: __import__(name)
    except ImportError: return False
    return True
"""
NAMES = ["add", "draw", "leave", "crash"]


@pytest.fixture(scope="module")
def zygote():
    with Zygote(["torch", "numpy", "no_such_package"], Tier.A) as zygote:
        yield zygote


@contextlib.contextmanager
def loaded(zygote, limits=LIMITS, seed=None):
    with contextlib.closing(zygote.worker(limits, seed)) as worker:
        load(worker, SOURCE, NAMES, PATIENCE)
        yield worker


def ask(worker, name, *arguments, seconds=PATIENCE):
    return call(worker, name, *arguments, seconds=seconds)


def death_of(zygote, name, *arguments, limits=LIMITS, seconds=PATIENCE):
    with loaded(zygote, limits) as worker:
        with pytest.raises(WorkerDied, match=r".") as caught:
            ask(worker, name, *arguments, seconds=seconds)
        assert worker.death == caught.value.death
        return caught.value.death


def test_a_package_that_is_not_installed_is_skipped_and_reported(zygote):
    facts = zygote.wait_ready()
    assert facts.skipped == {"no_such_package": "ModuleNotFoundError: No module named 'no_such_package'"}
    assert facts.version == sys.version


def test_worker_and_judge_use_the_same_processor_kernels(zygote):
    import torch

    assert zygote.wait_ready().capability == torch.backends.cpu.get_cpu_capability()


def test_a_worker_answers(zygote):
    with loaded(zygote) as worker:
        assert ask(worker, "add", 1, 2) == 3
        assert ask(worker, "threads") == [1, 1, 1]


def test_each_worker_is_a_new_process_with_a_new_generation(zygote):
    with loaded(zygote) as first, loaded(zygote) as second:
        assert second.generation == first.generation + 1
        assert ask(first, "pid") != ask(second, "pid")


def test_a_seed_starts_all_generators(zygote):
    def draw(seed):
        with loaded(zygote, seed=seed) as worker:
            return ask(worker, "draw")

    assert draw(b"12345678") == draw(b"12345678")
    assert len({x for seed in (b"12345678", b"87654321", None, None) for x in draw(seed)}) == 12


# ---- how a worker ends


@pytest.mark.parametrize(
    ("name", "arguments", "cause", "detail"),
    [
        ("leave", [0], Cause.CRASHED, "exit code 0"),
        ("leave", [3], Cause.CRASHED, "exit code 3"),
        ("crash", [], Cause.CRASHED, "signal SIGSEGV"),
        ("abort", [], Cause.CRASHED, "signal SIGABRT"),
        ("babble", [], Cause.PROTOCOL, ""),
    ],
)
def test_a_death_has_a_name(zygote, name, arguments, cause, detail):
    assert death_of(zygote, name, *arguments) == Death(cause, detail)


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="the number of mount() is that of x86-64")
def test_a_forbidden_call_ends_the_worker_by_name(zygote):
    assert death_of(zygote, "attack") == Death(Cause.CRASHED, "signal SIGSYS")


@pytest.mark.parametrize("name", ["burn", "hide"])
def test_the_judges_clock_decides(zygote, name):
    """A loop with every signal blocked ends too."""
    begun = time.monotonic()
    assert death_of(zygote, name, seconds=0.2) == Death(Cause.TIMEOUT)
    assert time.monotonic() - begun < PATIENCE


def test_processor_time_is_limited(zygote):
    death = death_of(zygote, "burn", limits=Limits(total_seconds=0))
    assert death == Death(Cause.CPU, "more than 1 s of processor time")
    assert death.outcome is Outcome.TIMEOUT


def test_a_closed_connection_is_no_way_out(zygote):
    assert death_of(zygote, "close") == Death(Cause.CRASHED, "closed its connection")


def test_a_kill_that_was_not_ours_is_the_kernels_for_memory(zygote):
    with loaded(zygote) as worker:
        worker.kill()
        with pytest.raises(WorkerDied, match="out of memory"):
            ask(worker, "pid")
        assert worker.death.outcome is Outcome.MEMORY


def test_memory_beyond_the_limit_is_an_exception_and_the_worker_lives(zygote):
    from autograder.sandbox.conversation import Unexpected

    with loaded(zygote) as worker:
        with pytest.raises(Unexpected, match="MemoryError"):
            ask(worker, "hoard")
        assert ask(worker, "add", 1, 2) == 3


def test_a_dead_worker_stays_dead_and_others_live(zygote):
    with loaded(zygote) as other, loaded(zygote) as worker:
        for _ in range(2):
            with pytest.raises(WorkerDied, match="exit code 1"):
                ask(worker, "leave", 1)
        assert ask(other, "add", 1, 2) == 3


@pytest.mark.parametrize(
    ("end", "death"),
    [
        (End(None, signal.SIGKILL, 20.5), Death(Cause.CPU, "more than 20 s of processor time")),
        (End(None, signal.SIGXCPU, 20.0), Death(Cause.CPU, "more than 20 s of processor time")),
        (End(None, signal.SIGKILL, 1.0), Death(Cause.MEMORY, "signal SIGKILL: the kernel ran out of memory")),
        (End(None, 63, 1.0), Death(Cause.CRASHED, "signal 63")),
        (End(0, None, 1.0), Death(Cause.CRASHED, "exit code 0")),
        (End(None, None, 0.0), Death(Cause.CRASHED)),
    ],
)
def test_whose_fault_an_end_is(end, death):
    """SIGXCPU can be blocked; the hard limit then kills, and only the time used tells it from a lack of memory."""
    assert end.death(cpu_limit=20) == death


# ---- what a worker has not inherited


def test_nothing_of_ours_but_the_worker_is_loaded(zygote):
    with loaded(zygote) as worker:
        ours = {name for name in ask(worker, "modules") if name.startswith(("autograder", "solutions", "grading"))}
    assert "autograder.worker.serve" in ours
    assert {name for name in ours if not name.startswith("autograder.worker")} == {"autograder"}


@pytest.mark.parametrize("tier", [Tier.A, Tier.D], ids=str)
def test_the_repository_cannot_be_imported(zygote, tier):
    with contextlib.ExitStack() as stack:
        used = zygote if tier is Tier.A else stack.enter_context(Zygote((), tier))
        worker = stack.enter_context(loaded(used))
        names = ["solutions", "grading_tests", "autograder.grading", "autograder.model", "autograder.errors", "tests"]
        assert [name for name in names if ask(worker, "importable", name)] == []
        places = ask(worker, "path")
    repository = str(Path(__file__).parents[1])
    assert [place for place in places if place == repository or "editable" in place] == []


def test_the_environment_is_empty(zygote, monkeypatch):
    with loaded(zygote) as worker:
        assert ask(worker, "environment") == {
            "HOME": "/box",
            "TMPDIR": "/box",
            "PATH": "",
            "LANG": "C.UTF-8",
            "MPLBACKEND": "Agg",
        }


# ---- the zygote


def test_starting_one_does_not_import_torch():
    """The two seconds of its boot are to overlap with the judge's own imports."""
    import subprocess

    code = "import sys; from autograder.sandbox import Search; assert not {'torch', 'numpy'} & set(sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_zygote_with_more_threads_refuses_to_fork(tmp_path):
    """A lock that another thread holds would stay locked in the fork for ever."""
    source = "import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()\n"
    (tmp_path / "starts_a_thread.py").write_text(source)
    for tier in (Tier.A, Tier.B):
        with Zygote(["starts_a_thread"], tier, variables={**environment(), "PYTHONPATH": str(tmp_path)}) as zygote:
            assert zygote.wait_ready().skipped == {}
            with (
                contextlib.closing(zygote.worker(LIMITS)) as worker,
                pytest.raises(SandboxError, match="more than one thread"),
            ):
                load(worker, SOURCE, NAMES, PATIENCE)


def test_a_clone_serves_another_judge(zygote):
    with zygote.clone() as clone, loaded(clone) as one, loaded(zygote) as other:
        assert clone.wait_ready() == zygote.wait_ready()
        assert ask(one, "add", 1, 2) == ask(other, "add", 1, 2) == 3
        assert death_of(clone, "leave", 5) == Death(Cause.CRASHED, "exit code 5")


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="this system does not keep a process on a core")
def test_the_workers_of_a_clone_stay_on_the_cores_of_their_judge(zygote):
    allowed = os.sched_getaffinity(0)
    one = {min(allowed)}
    os.sched_setaffinity(0, one)
    try:
        with zygote.clone() as clone, loaded(clone) as worker, loaded(zygote) as other:
            assert ask(worker, "where") == sorted(one)
            assert ask(other, "where") == sorted(allowed)
    finally:
        os.sched_setaffinity(0, allowed)


def test_closing_a_clone_ends_its_workers_only(zygote):
    with loaded(zygote) as other:
        with zygote.clone() as clone, loaded(clone) as worker:
            clone.close()
            with pytest.raises(SandboxError, match="ended"):  # the worker did, and there is nobody to ask how
                worker.receive(time.monotonic() + PATIENCE)
        assert ask(other, "add", 1, 2) == 3


def test_judges_forked_from_one_process_share_a_zygote_by_cloning(zygote):
    """The inherited socket is shared, so a clone's request gets no answer on it."""
    children = [_fork_a_judge(zygote, number) for number in range(4)]
    with loaded(zygote) as worker:
        assert ask(worker, "add", 1, 2) == 3
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 1, 2, 3]


def _fork_a_judge(zygote, number):
    child = os.fork()
    if child:
        return child
    try:
        with zygote.clone() as clone, loaded(clone) as worker:
            os._exit(ask(worker, "add", number, 0))
    finally:
        os._exit(99)


def test_an_inherited_handle_can_only_be_cloned(zygote):
    zygote.wait_ready()
    child = os.fork()
    if child == 0:
        try:
            zygote.worker(LIMITS)
        except SandboxError as error:
            os._exit(0 if "clone()" in error.tip else 1)
        os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_zygote_that_is_gone_is_an_error_of_ours():
    with Zygote((), Tier.D) as zygote:
        zygote.wait_ready()
        zygote._process.kill()
        zygote._process.wait()
        with pytest.raises(SandboxError, match=r"ended \(exit code -9\)"):
            zygote.worker(LIMITS)


def test_a_zygote_ends_with_its_judge():
    """Also when the judge is killed: the control socket ends, and with it everything in the namespace."""
    reader, writer = os.pipe()
    judge = os.fork()
    if judge == 0:
        zygote = Zygote((), Tier.A)
        zygote.wait_ready()
        os.write(writer, str(zygote._process.pid).encode())
        signal.pause()
    pid = int(os.read(reader, 20))
    watched = os.pidfd_open(pid)
    os.kill(judge, signal.SIGKILL)
    os.waitpid(judge, 0)
    import select

    poll = select.poll()
    poll.register(watched, select.POLLIN)
    assert poll.poll(PATIENCE * 1000)
    for descriptor in (reader, writer, watched):
        os.close(descriptor)


def test_a_hundred_workers_leave_nothing_behind(zygote):
    """No descriptor in the judge or the zygote, and at most the last ones as zombies."""
    before = _descriptors_at_rest(zygote)
    for _ in range(100):
        with contextlib.closing(zygote.worker(LIMITS)) as worker:
            load(worker, "", [], PATIENCE)
    with loaded(zygote) as worker:
        assert ask(worker, "add", 1, 2) == 3
        zombies = [child for child in _children(_inner(zygote)) if _state(child) == "Z"]
    assert _descriptors_at_rest(zygote) == before
    assert len(zombies) <= 2


def _children(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _inner(zygote):
    """The process started is a helper outside the pid namespace; the zygote is its child."""
    return _children(zygote._process.pid)[0]


def _state(pid):
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def _descriptors_at_rest(zygote):
    """Of the judge and the zygote, after a question that the zygote answers when it has done everything before."""
    with contextlib.closing(zygote.worker(LIMITS)) as worker:
        worker.kill()
        zygote.end_of(worker)
    return _descriptors(os.getpid()), _descriptors(_inner(zygote))


def _descriptors(pid):
    try:
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))
    except PermissionError:  # it cannot be looked at, on purpose; root can
        return None
