"""One coordinator's connection to a Dask cluster: the only file here that talks to Dask's client.

Everything that arrives goes to one listener, in order: the letters of the judges, workers that come and go, the ends of
Dask tasks. Letters travel as events of a topic that is named like this client, because Dask itself forgets those some
time after the client has left; a queue or a variable would cost a round trip for each.
"""

from __future__ import annotations

import contextlib
import logging
import pickle
import socket
import struct
import uuid
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import dask
from distributed import Client, KilledWorker
from distributed.versions import VersionMismatchWarning

from autograder.errors import UsageError
from autograder.executor.dask.caretaker import Caretaker
from autograder.executor.dask.letters import Came, Dropped, Ended, Facts, Gone, Letter, News
from autograder.executor.dask.site import Brief, Site, Versions, describe, finish, run_batch
from autograder.executor.protocol import TaskFailed
from autograder.executor.reasons import raised

CONNECT_SECONDS = 10.0
LISTED = 5
"""Differences that a message lists."""
OURS = "autograder"
GREETING_BYTES = 1 << 20
_SIZE = struct.Struct("<Q")
"""What a Dask process sends first: how long its greeting is."""

Hear = Callable[[Letter | News], None]


class Connection:
    """A client of one scheduler, for one run.

    Args:
        address: ``host:port`` of the scheduler; how it is encrypted is said in Dask's own configuration.
        versions: what must be equal on all machines.
        hear: called in threads of Dask, one call at a time, for everything that arrives.

    Raises:
        UsageError: nobody answers, or the scheduler has not what this machine has.

    """

    def __init__(self, address: str, versions: Versions, hear: Hear) -> None:
        self._where = f"dask://{address}"
        self._versions, self._hear = versions, hear
        self._expected = dict(versions())
        self.run = f"autograder-{uuid.uuid4().hex}"
        self._silence = contextlib.ExitStack()
        self._silence.enter_context(_silent())
        self._tasks: dict[int, Any] = {}
        """Dask's futures; their classes and those of its client have no types for mypy."""
        self._client = self._connect(address)
        with self._closing_on_error():
            self._check_scheduler()
            self._client.subscribe_topic(self.topic, self._receive)
            self._client.register_plugin(Caretaker(self.run, self.topic), name=self.run)

    @property
    def topic(self) -> str:
        """Where the letters of this run are sent to."""
        return str(self._client.id)

    def install(self, brief: Brief) -> dict[str, Facts]:
        """Tell all workers, those that come later too, what is to be done; returns those that are there.

        Raises:
            UsageError: there is none, or one has not what this machine has.

        """
        with self._closing_on_error():
            facts = self.facts(self._present())
            self._client.register_plugin(Site(brief), name=self.run)
            return facts

    def facts(self, addresses: Iterable[str]) -> dict[str, Facts]:
        """What these workers are, without those that have left meanwhile.

        Raises:
            UsageError: one of them has not what this machine has.

        """
        addresses = list(addresses)
        found = self._client.run(describe, self._versions, workers=addresses, on_error="return")
        facts = {address: answer for address, answer in found.items() if isinstance(answer, Facts)}
        failed = {address: answer for address, answer in found.items() if not isinstance(answer, (Facts, OSError))}
        differences = [f"worker {address}: {self._unable(address, error)}" for address, error in failed.items()]
        for address, fact in facts.items():
            differences += [f"worker {address} has {text}" for text in _differences(self._expected, fact.versions)]
        self._refuse(differences)
        return facts

    def send(self, batch: int, address: str, load: tuple[Sequence[bytes], Sequence[int], Mapping[str, float]]) -> None:
        """Hand a batch to one worker: its frames, the cores it may use, the resources it takes meanwhile."""
        frames, cores, resources = load
        task = self._client.submit(
            run_batch,
            self.run,
            batch,
            frames,
            cores,
            key=f"{self.run}-{batch}",
            workers=[address],
            resources=dict(resources) or None,
            pure=False,
        )
        self._tasks[batch] = task
        task.add_done_callback(lambda task: self._end(batch, task))

    def forget(self, batch: int) -> None:
        """Nobody waits for this batch any more; it does not start if it has not yet."""
        task = self._tasks.pop(batch)
        if not task.done():
            task.cancel()

    def finish(self, addresses: Iterable[str]) -> list[TaskFailed]:
        """Let the judges of these workers end; what went wrong in that."""
        answers = self._client.run(finish, self.run, workers=list(addresses), on_error="return")
        return [answer for answer in answers.values() if isinstance(answer, TaskFailed)]

    def close(self) -> None:
        """End whatever of this run is left on the cluster, and wait for that."""
        with contextlib.suppress(Exception):  # what is left now, the caretaker ends when this client has gone
            if self._client.status == "running":  # else it waits for a scheduler that is gone
                self._client.cancel(list(self._tasks.values()))
                self._client.unregister_worker_plugin(self.run)
                self._client.unregister_scheduler_plugin(self.run)
        self._client.close()
        self._silence.close()

    def _present(self) -> list[str]:
        """The addresses of the workers that are there; one may just be starting anew."""
        with contextlib.suppress(TimeoutError):
            self._client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        addresses = list(self._client.nthreads())
        if not addresses:
            raise UsageError(
                f"the cluster has no workers, and none came within {CONNECT_SECONDS:g} s",
                where=self._where,
                tip="start some, for example with dask worker HOST:PORT --nthreads 4",
            )
        return addresses

    def _connect(self, address: str) -> Any:
        try:
            _expect_greeting(address)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", VersionMismatchWarning)  # we compare ourselves, and more
                return Client(  # type: ignore[no-untyped-call]
                    address, timeout=CONNECT_SECONDS, set_as_default=False
                )
        except (OSError, ImportError) as error:
            self._silence.close()
            raise UsageError(
                f"no Dask scheduler that this machine understands answers: {error}",
                where=self._where,
                tip="start one with dask scheduler; check host and port, and whether both sides use TLS",
            ) from error

    @contextlib.contextmanager
    def _closing_on_error(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise

    def _check_scheduler(self) -> None:
        """It unpacks the tasks on their way and runs our caretaker, so it needs our code, though no torch."""
        try:
            found = self._client.run_on_scheduler(self._versions)
        except Exception as error:  # noqa: BLE001  (whatever it could not import or call)
            self._refuse([f"the scheduler: {self._unable('', error)}"])
        else:
            self._refuse([f"the scheduler has {text}" for text in _differences({OURS: self._expected[OURS]}, found)])

    def _unable(self, address: str, error: Exception) -> str:
        """Why a process could not even say what it has."""
        told = self._client.get_versions(packages=[OURS])
        process = told["workers"].get(address, {}) if address else told["scheduler"]
        version = process.get("packages", {}).get(OURS)
        here = f"here is {OURS} {self._expected[OURS]}"
        if version is None:
            return f"no {OURS} is installed, {here}"
        return f"{OURS} {version} is installed, {here} ({type(error).__name__}: {error})"

    def _refuse(self, differences: Sequence[str]) -> None:
        if differences:
            more = f"; and {len(differences) - LISTED} more" if len(differences) > LISTED else ""
            raise UsageError(
                f"not the same everywhere: {'; '.join(differences[:LISTED])}{more}",
                where=self._where,
                tip="install the same versions on this machine, the scheduler and all workers, and restart those",
            )

    def _receive(self, event: tuple[float, Any]) -> None:
        match event[1]:
            case bytes() as parcel:
                for letter in pickle.loads(parcel):  # noqa: S301  (a worker of ours has written it)
                    self._hear(letter)
            case {"came": str(address)}:
                self._hear(Came(address))
            case {"gone": str(address)}:
                self._hear(Gone(address))
            case _:  # Dask's own notes about this client
                pass

    def _end(self, batch: int, task: Any) -> None:
        match task.status:
            case "finished":
                self._hear(Ended(batch, ""))
            case "error":
                error = task.exception()
                if not isinstance(error, KilledWorker):  # that the worker is gone is told anyway
                    self._hear(Ended(batch, raised(error)))
            case _:
                self._hear(Dropped(batch))


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """Dask logs tracebacks when a connection is lost; what that means for the run, the run says."""
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _expect_greeting(address: str) -> None:
    """Look whether a scheduler is there: Dask's client tries again where nobody listens, and waits for a mute server.

    Raises:
        OSError: there is none.

    """
    host, _, port = address.rpartition(":")
    with socket.create_connection((host.strip("[]"), int(port)), CONNECT_SECONDS) as peer:
        if dask.config.get("distributed.comm.default-scheme") == "tcp":  # with TLS we would have to speak first
            greeting = peer.recv(_SIZE.size)
            if len(greeting) < _SIZE.size or _SIZE.unpack(greeting)[0] > GREETING_BYTES:
                raise ConnectionError(f"another server is there, it says {greeting!r}")


def _differences(expected: Mapping[str, str], found: Mapping[str, str]) -> list[str]:
    return [
        f"{name} {found.get(name, 'not installed')}, here is {version}"
        for name, version in expected.items()
        if found.get(name) != version
    ]
