"""What the Dask executor promises besides what every executor does; scheduler, workers and their deaths are real."""

import os
import select
import shutil
import socket
import subprocess
import sys
from concurrent.futures import CancelledError, ThreadPoolExecutor
from pathlib import Path

import dask
import pytest
from dask_cluster import Cluster, running_cluster  # noqa: F401 - the second is the fixture `cluster`
from executor_dask_tasks import (
    acts,
    dies_with_its_worker,
    of_this_process,
    reads_at,
    same_everywhere,
    with_torch_if_told,
)
from executor_tasks import cannot_be_sent, length, poisonous, square, who

from autograder.errors import UsageError
from autograder.executor import JudgeLost, TaskFailed
from autograder.executor.dask import Bundle, DaskExecutor, connection

RIGHT = [f"right {number}" for number in range(40)]


class Events(list):
    """What ``on_event`` was told."""

    def __call__(self, item, event):
        self.append((item, event))

    def of(self, item):
        return [event for told, event in self if told == item]


@pytest.fixture
def own(tmp_path):
    """A cluster of this test alone, where nothing is started yet."""
    own = Cluster(tmp_path)
    yield own
    own.stop()


def gone(pid):
    """Whether the process has ended, waiting for that if need be."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 30)[0])
    finally:
        os.close(handle)


# ---- judges and batches


def test_a_task_warms_up_once_for_each_worker_and_is_kept_between_batches(cluster):
    with cluster.executor(who, Events()) as running:
        answers = [future.result() for future in [running.submit(number) for number in range(200)]]
        answers += [running.submit(number).result() for number in range(5)]
    nurseries, judges = {warm for warm, _, _ in answers}, {judge for _, judge, _ in answers}
    assert len(nurseries) == len(judges) == len(cluster.workers()) == 2
    assert sum(max(count for _, judge, count in answers if judge == one) for one in judges) == 205


def test_a_worker_has_as_many_judges_as_threads(own):
    own.start_scheduler()
    own.start_worker("--nthreads", 2, "--no-nanny")
    with own.executor(who, Events()) as running:
        answers = [future.result() for future in [running.submit(number) for number in range(100)]]
    assert len({warm for warm, _, _ in answers}) == 1
    assert len({judge for _, judge, _ in answers}) == 2


def test_items_larger_than_a_batch_may_be(cluster):
    sizes = [3_000_000 + number for number in range(6)]
    with cluster.executor(length, Events()) as running:
        assert [future.result() for future in [running.submit(bytes(size)) for size in sizes]] == sizes


def test_an_item_that_cannot_be_sent_fails_alone(cluster):
    with cluster.executor(square, Events()) as running:
        futures = [running.submit(item) for item in (2, lambda: 0, 3)]
        with pytest.raises(Exception, match="pickle"):
            futures.pop(1).result()
        assert [future.result() for future in futures] == [4, 9]


@pytest.mark.parametrize(("task", "reason"), [(cannot_be_sent, "pickle"), (poisonous, "cannot be read")])
def test_an_answer_that_cannot_travel_is_the_judges_loss(cluster, task, reason):
    with cluster.executor(task, Events()) as running, pytest.raises(JudgeLost, match=reason):
        running.submit(7).result()


def test_a_silent_judge_costs_its_item_only(cluster):
    with cluster.executor(acts, Events(), silent_seconds=1) as running:
        futures = [running.submit(item) for item in RIGHT]
        with pytest.raises(JudgeLost, match="gave no sign of life for 1 s"):
            running.submit("hang").result()
        assert [future.result()[0] for future in futures] == RIGHT


def test_files_travel_and_are_removed(cluster, tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "읽기.txt").write_text("here", "utf-8")
    (tmp_path / "deep" / ".hidden").write_text("not here", "utf-8")
    bundle = Bundle.of(tmp_path, [tmp_path / "deep"])
    assert [name for name, _ in bundle.files] == ["deep/읽기.txt"]
    settings = {"address": cluster.address, "versions": same_everywhere, "bundle": bundle}
    with DaskExecutor(reads_at, on_event=Events(), **settings) as running:
        text, where, mode = running.submit("deep/읽기.txt").result()
        assert Path(where).is_relative_to(cluster.folder)
        assert Path(where).exists()
    assert (text, mode) == ("here", "0o700")
    assert not Path(where).exists()


# ---- resources


def gpu(item):
    return {"GPU": 1} if item == "needs a GPU" else {}


def test_what_needs_a_gpu_runs_where_one_is(cluster):
    with cluster.executor(acts, Events(), resources=gpu) as running:
        futures = [running.submit(item) for item in ["needs a GPU"] * 20 + RIGHT]
        at = {}
        for future in futures:
            item, _, _, worker = future.result()
            at.setdefault(item == "needs a GPU", set()).add(worker)
    assert len(at[True]) == 1
    assert at[True] < at[False]


def test_what_needs_something_nobody_has_is_told_at_once(cluster):
    with cluster.executor(square, Events(), resources=lambda item: {"TPU": 2}) as running:
        failure = running.submit(1).exception()
    assert isinstance(failure, TaskFailed)
    assert isinstance(failure.error, UsageError)
    assert "no worker of the cluster has the resources TPU=2" in str(failure)


# ---- deaths


@pytest.mark.parametrize("act", ["kill the worker", "kill the nursery"])
def test_when_a_worker_dies_others_go_on_and_nobody_is_blamed(cluster, tmp_path, act):
    once = ("once", act, str(tmp_path / "marker"))
    with cluster.executor(acts, Events()) as running:
        items = [*RIGHT[:20], once, *RIGHT[20:]]
        futures = [running.submit(item) for item in items]
        assert [future.result()[0] for future in futures] == items
    assert (tmp_path / "marker").exists()


@pytest.mark.parametrize(
    ("poison", "reason"),
    [("kill the worker", r"the Dask worker tcp://\S+ died"), ("kill the nursery", "killed by SIGKILL")],
)
def test_a_poison_item_is_found_and_lost_alone(cluster, poison, reason):
    events = Events()
    with cluster.executor(acts, events) as running:
        futures = [running.submit(item) for item in RIGHT[:20]]
        lost = running.submit(poison)
        futures += [running.submit(item) for item in RIGHT[20:]]
        with pytest.raises(JudgeLost, match=reason):
            lost.result()
        assert [future.result()[0] for future in futures] == RIGHT
    assert all(gone(event[1]) for event in events.of(poison))


def test_where_every_worker_dies_in_the_warm_up_no_item_is_blamed(cluster):
    with cluster.executor(dies_with_its_worker, Events()) as running:
        failures = [future.exception() for future in [running.submit(item) for item in RIGHT]]
    assert {type(failure) for failure in failures} == {TaskFailed}
    assert "nothing was answered in" in str(failures[0])


def test_when_all_workers_are_gone_it_says_so(own):
    own.start_scheduler()
    own.start_worker("--nthreads", 1, "--no-nanny")
    with own.executor(acts, Events(), patience_seconds=0) as running:
        failure = running.submit("kill the worker").exception()
    assert isinstance(failure.error, UsageError)
    assert f"dask://{own.address}: all workers of the cluster have gone" in str(failure)


def test_when_the_scheduler_dies_it_says_so_and_nothing_runs_on(own):
    scheduler = own.start_scheduler()
    own.start_worker("--nthreads", 1)
    events = Events()

    def kill(item, event):
        events(item, event)
        scheduler.kill()

    with own.executor(acts, kill) as running:
        failure = running.submit("hang").exception()
    assert isinstance(failure.error, UsageError)
    assert "the connection to the scheduler was lost" in str(failure)
    ((_, (_, judge, nursery, _)),) = events
    assert gone(judge)
    assert gone(nursery)


# ---- leaving


def test_cancel_leaves_no_process_and_no_file(cluster):
    events = Events()
    running = cluster.executor(acts, events)
    right, hanging = running.submit("right"), running.submit("hang")
    assert right.result()[0] == "right"
    running.shutdown(cancel=True)
    with pytest.raises(CancelledError, match=r"^$"):
        hanging.result()
    for _, (_, judge, nursery, _) in events:
        assert not Path(f"/proc/{judge}").exists()
        assert not Path(f"/proc/{nursery}").exists()
    assert not list(cluster.folder.rglob("autograder-*"))


COORDINATOR = """
import functools, os, signal
from pathlib import Path
from autograder.executor.dask import DaskExecutor
from executor_dask_tasks import acts, at_any_place, same_everywhere

def tell(item, event):
    Path(os.environ["TELL"]).write_text(" ".join(map(str, event[1:3])))

task = functools.partial(at_any_place, acts)
executor = DaskExecutor(task, address=os.environ["ADDRESS"], versions=same_everywhere, on_event=tell)
executor.submit("hang")
signal.pause()
"""


def test_a_killed_coordinator_leaves_no_process(cluster, tmp_path):
    script, named = tmp_path / "coordinator.py", tmp_path / "pids"
    script.write_text(COORDINATOR)
    os.mkfifo(named)
    variables = {"PYTHONPATH": os.pathsep.join(sys.path), "TELL": str(named), "ADDRESS": cluster.address}
    coordinator = subprocess.Popen([sys.executable, script], env={**os.environ, **variables})
    pids = [int(pid) for pid in named.read_text().split()]
    coordinator.kill()
    coordinator.wait()
    assert all(gone(pid) for pid in pids)


# ---- clusters that cannot do it


def test_another_version_is_refused_with_both(cluster):
    with pytest.raises(UsageError, match=rf"worker tcp://\S+ has torch \d+, here is {os.getpid()}; worker") as caught:
        cluster.executor(square, Events(), versions=of_this_process)
    assert "install the same versions" in caught.value.tip


def test_a_worker_without_a_library_is_refused(cluster, monkeypatch):
    monkeypatch.setenv("HAS_TORCH", "yes")
    with pytest.raises(UsageError, match=r"worker tcp://\S+ has torch not installed, here is 2"):
        cluster.executor(square, Events(), versions=with_torch_if_told)


def test_a_cluster_without_workers_is_refused(own, monkeypatch):
    own.start_scheduler()
    monkeypatch.setattr(connection, "CONNECT_SECONDS", 4)
    with pytest.raises(UsageError, match="the cluster has no workers, and none came within 4 s"):
        own.executor(square, Events())


def test_a_port_where_nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = f"127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(UsageError, match=f"dask://{address}: no Dask scheduler"):
        DaskExecutor(square, address=address, on_event=Events(), versions=same_everywhere)


@pytest.mark.parametrize("says", [b"", b"SSH-2.0-OpenSSH_9.6\r\n"], ids=["nothing", "ssh"])
def test_a_port_where_something_else_listens(monkeypatch, says):
    monkeypatch.setattr(connection, "CONNECT_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as other, ThreadPoolExecutor(1) as pool:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        accepted = pool.submit(lambda: [peer := other.accept()[0], peer.sendall(says)])
        with pytest.raises(UsageError, match=f"dask://{address}: no Dask scheduler"):
            DaskExecutor(square, address=address, on_event=Events(), versions=same_everywhere)
        accepted.result()[0].close()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="certificates are made with openssl")
def test_with_tls_both_sides_need_the_certificate(own, monkeypatch):
    certificate, key = own.folder / "certificate.pem", own.folder / "key.pem"
    words = ["-newkey", "rsa:2048", "-nodes", "-subj", "/CN=course", "-keyout", key, "-out", certificate]
    subprocess.run(["openssl", "req", "-x509", *words], check=True, capture_output=True)
    tls = {"distributed.comm.default-scheme": "tls", "distributed.comm.require-encryption": True}
    tls |= {"distributed.comm.tls.ca-file": str(certificate)}
    for side in ("scheduler", "worker", "client"):
        tls |= {f"distributed.comm.tls.{side}.cert": str(certificate), f"distributed.comm.tls.{side}.key": str(key)}
    variables = {f"DASK_{name.upper().replace('.', '__').replace('-', '_')}": str(tls[name]) for name in tls}
    with dask.config.set(tls):
        own.start_scheduler(**variables)
        own.start_worker("--no-nanny", **variables)
        with own.executor(square, Events()) as running:
            assert running.submit(3).result() == 9
    monkeypatch.setattr(connection, "CONNECT_SECONDS", 0.5)
    with pytest.raises(UsageError, match="no Dask scheduler that this machine understands") as caught:
        own.executor(square, Events())
    assert "whether both sides use TLS" in caught.value.tip
