"""A real Dask cluster on this machine, for the tests that need one: a scheduler, and workers, each under a nanny."""

import functools
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from distributed import Client
from executor_dask_tasks import at_any_place, same_everywhere

from autograder.executor.dask import DaskExecutor

TESTS = Path(__file__).parent
START_SECONDS = 60
STOP_SECONDS = 10


class Cluster:
    """Processes that are started here and end here."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self._processes = []
        self.address = ""

    def start_scheduler(self, **environment):
        """Start the scheduler on a port of its own choice."""
        process = self._start("scheduler", "--port", 0, "--no-dashboard", **environment)
        found = (re.search(rb"Scheduler at:\s+\w+://(\S+:\d+)", line) for line in process.stderr)
        self.address = next(match[1] for match in found if match).decode()
        self._drain(process)
        return process

    def start_worker(self, *options, **environment):
        """Start a worker and wait until the scheduler knows it."""
        known = len(self.workers())
        where = ["--local-directory", self.folder, "--no-dashboard", "--memory-limit", 0]
        process = self._start("worker", self.address, *where, *options, **environment)
        self._drain(process)
        with self.client() as client:
            client.wait_for_workers(known + 1, timeout=START_SECONDS)
        return process

    def client(self):
        """An ordinary client, to look at the cluster with."""
        return Client(self.address, set_as_default=False)

    def workers(self):
        """Process id of each worker, by address."""
        with self.client() as client:
            return client.run(os.getpid)

    def executor(self, task, on_event, **settings):
        """An executor on this cluster; what all machines must have in common is found out in no time."""
        settings = {"address": self.address, "versions": same_everywhere, **settings}
        return DaskExecutor(functools.partial(at_any_place, task), on_event=on_event, **settings)

    def stop(self):
        """End everything."""
        scheduler, *workers = self._processes or [None]
        _end(workers)  # first: without a scheduler they would wait for it
        _end([scheduler] if scheduler else [])

    def _start(self, kind, *words, **environment):
        paths = os.pathsep.join([str(TESTS), *(path for path in sys.path if path)])
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{kind}", *map(str, words)],
            env={**os.environ, "PYTHONPATH": paths, **environment},
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self._processes.append(process)
        return process

    def _drain(self, process):
        """Keep what it logs, for whoever looks into a failed test."""

        def copy():
            with process.stderr, (self.folder / f"{process.pid}.log").open("wb") as log:
                log.writelines(process.stderr)

        threading.Thread(target=copy, daemon=True).start()


def _end(processes):
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:  # a nanny that is just starting its worker anew waits for that forever
            process.kill()
            process.wait()


@pytest.fixture(scope="module", name="cluster")
def running_cluster(tmp_path_factory):
    """Two workers of one thread each; the first one says that it has a GPU. They come back when they are killed."""
    cluster = Cluster(tmp_path_factory.mktemp("dask"))
    try:
        cluster.start_scheduler()
        cluster.start_worker("--nthreads", 1, "--resources", "GPU=1")
        cluster.start_worker("--nthreads", 1)
        yield cluster
    finally:
        cluster.stop()
