"""Execute the cells of a notebook in a locked worker, one request each."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from autograder.model import Cell, Limits, Module
from autograder.remote.calls import MALFORMED
from autograder.remote.executing.reading import Reader, Room, read_raised
from autograder.remote.executing.values import CellOutputs, Ending, Output, Raised, Stopped
from autograder.sandbox import Cause, Death, Worker, WorkerDied, Zygote
from autograder.worker.codec import Bad, pack
from autograder.worker.loading.parsing import MAX_CHARACTERS
from autograder.worker.messages import Reply, Request

GRACE_SECONDS = 2.0
"""How long the worker may take to interrupt a cell and to draw what it left, before it is killed."""
LEAST_SECONDS = 0.01
MOST_DEATHS = 3
"""After so many the rest of a notebook is left out: each costs the cells before it another time."""
MOST_CHARACTERS = MAX_CHARACTERS + 1
"""Of one cell: the worker refuses a cell that is longer than it parses."""
SEED = b"notebook"
"""Starts the generators: the same notebook shows the same numbers whenever it is executed."""


@dataclass(frozen=True, slots=True)
class NotebookLimits:
    """What one notebook may use."""

    cell_seconds: float = 30.0
    """Wall time of one cell; nbgrader's own default."""
    total_seconds: float = 300.0
    """Wall time of all cells, those that are run again included."""
    memory_mb: int = 2048
    """Memory on top of what the zygote already holds, in MiB."""

    def of_worker(self) -> Limits:
        """As the sandbox wants them."""
        return Limits(
            call_seconds=self.cell_seconds,
            load_seconds=self.cell_seconds,
            total_seconds=self.total_seconds,
            memory_mb=self.memory_mb,
        )


def execute_notebook(
    zygote: Zygote,
    cells: Sequence[Cell],
    limits: NotebookLimits = NotebookLimits(),
    modules: Sequence[Module] = (),
) -> tuple[CellOutputs, ...]:
    """Run code cells top to bottom in one namespace, as Jupyter does, and say what each of them shows.

    A cell that raises is followed by the next. One that runs too long is interrupted; where that does not help, or
    where a cell ends the process, a fresh worker runs the cells before it again and goes on behind it.

    Args:
        zygote: where workers come from; matplotlib and pandas should be preloaded if the notebooks use them.
        cells: the code cells in the order of the document; their labels must differ.
        limits: time and memory.
        modules: further files that the cells may import; there is nothing else to read.

    Returns:
        One entry for each cell, in order. No text in it can be trusted; :func:`nbformat_outputs` makes it harmless.

    Raises:
        SandboxError: no worker could be started. Nothing the notebook does raises.

    """
    with closing(_Run(zygote, limits, {module.name: module.source for module in modules})) as run:
        return tuple(run.execute(cell) for cell in cells)


class _Run:
    """One notebook, through as many workers as it takes."""

    def __init__(self, zygote: Zygote, limits: NotebookLimits, modules: Mapping[str, str]) -> None:
        self._zygote, self._limits, self._modules = zygote, limits, modules
        self._left = limits.total_seconds
        self._room = Room()
        self._worker: _Worker | None = None
        self._ran: list[Cell] = []
        """What made the namespace, in this order."""
        self._deaths = 0

    def execute(self, cell: Cell) -> CellOutputs:
        """Run the next cell, in a fresh worker if the one before it is gone."""
        if self._worker is None and self._deaths < MOST_DEATHS:
            self._worker = self._begin()
        if self._left <= 0:
            return _not_run(cell, f"the notebook used up its {self._limits.total_seconds:g} s")
        if self._worker is None:
            return _not_run(cell, "the cells before it ended the process too often, or could not be run again")
        return self._attempt(self._worker, cell)

    def close(self) -> None:
        """Let the worker go."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def _begin(self) -> _Worker | None:
        """A worker that has run what made the namespace; none if it does not survive that."""
        worker = _Worker(self._zygote.worker(self._limits.of_worker(), SEED), self._modules, self._room)
        try:
            for cell in self._ran:
                with self._timed() as seconds:
                    worker.repeat(cell, seconds)
        except WorkerDied:
            worker.close()
            self._deaths = MOST_DEATHS
            return None
        return worker

    def _attempt(self, worker: _Worker, cell: Cell) -> CellOutputs:
        begun = time.monotonic()
        try:
            with self._timed() as seconds:
                outputs = worker.execute(cell, seconds)
        except WorkerDied as error:
            self.close()
            self._deaths += 1
            return _died(cell, error.death, time.monotonic() - begun, self._limits.cell_seconds)
        if outputs.ending is not Ending.TIMEOUT:
            self._ran.append(cell)
        return outputs

    @contextmanager
    def _timed(self) -> Iterator[float]:
        """The seconds of the next cell; what it takes is accounted for, and so is reading what it showed."""
        begun = time.monotonic()
        try:
            yield max(LEAST_SECONDS, min(self._limits.cell_seconds, self._left))
        finally:
            self._left -= time.monotonic() - begun


class _Worker:
    """One process with the namespace of a notebook."""

    def __init__(self, worker: Worker, modules: Mapping[str, str], room: Room) -> None:
        self._worker, self._modules, self._room = worker, modules, room
        self._number = 0

    def execute(self, cell: Cell, seconds: float) -> CellOutputs:
        """Run a cell; ``WorkerDied`` if the process did not outlive it."""
        begun = time.monotonic()
        head, body, buffers = self._exchange(cell, seconds)
        taken = time.monotonic() - begun
        try:
            outputs, notes = self._read(head, body, buffers)
        except MALFORMED:
            raise self._breach() from None
        if taken >= seconds:  # first: nbgrader counts no result behind an error
            stopped = Stopped(f"the cell was stopped after {seconds:g} s")
            return CellOutputs(cell.label, Ending.TIMEOUT, (stopped, *outputs), notes, taken)
        raised = any(isinstance(output, Raised) for output in outputs)
        return CellOutputs(cell.label, Ending.RAISED if raised else Ending.RAN, outputs, notes, taken)

    def repeat(self, cell: Cell, seconds: float) -> None:
        """Run a cell whose outputs are known already."""
        self._exchange(cell, seconds)

    def close(self) -> None:
        """Kill it."""
        self._worker.close()

    def _exchange(self, cell: Cell, seconds: float) -> tuple[dict[str, Any], Any, list[memoryview]]:
        modules = {} if self._number else self._modules
        self._number += 1
        head = {"op": Request.EXECUTE, "n": self._number, "seconds": seconds}
        body = [cell.label, _encoded(cell.source[:MOST_CHARACTERS]).decode(), list(modules)]
        deadline = time.monotonic() + seconds + GRACE_SECONDS
        self._worker.send(pack(head, body, [_encoded(text) for text in modules.values()]), deadline)
        reply, shown, buffers = self._worker.receive(deadline)
        if type(reply.get("n")) is not int or reply["n"] != self._number:
            raise self._breach()
        return reply, shown, buffers

    def _read(
        self, reply: dict[str, Any], body: Any, buffers: list[memoryview]
    ) -> tuple[tuple[Output, ...], tuple[str, ...]]:
        kind = reply.get("k")
        if kind == Reply.DONE:
            return Reader(buffers, self._room).cell(body)
        if kind == Reply.RAISED:  # memory ran out while the answer was made, or the notebook broke what makes it
            return (read_raised(body),), ()
        raise Bad("reply")

    def _breach(self) -> WorkerDied:
        self._worker.kill()
        self._worker.death = Death(Cause.PROTOCOL)
        return WorkerDied(self._worker.death)


def _died(cell: Cell, death: Death, taken: float, seconds: float) -> CellOutputs:
    if death.cause is Cause.TIMEOUT:
        text = f"the cell did not end within {seconds:g} s; its process was killed, and what it showed is lost"
        return CellOutputs(cell.label, Ending.TIMEOUT, (Stopped(text),), seconds=taken)
    text = f"the cell ended its process, and what it showed is lost ({death})"
    return CellOutputs(cell.label, Ending.DIED, (Stopped(text),), seconds=taken)


def _not_run(cell: Cell, reason: str) -> CellOutputs:
    return CellOutputs(cell.label, Ending.NOT_RUN, (Stopped(f"the cell was not run: {reason}"),))


def _encoded(source: str) -> bytes:
    """Half surrogate pairs cannot be sent; they are no code either."""
    return source.encode("utf-8", "replace")
