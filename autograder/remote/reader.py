"""A worker that reads submissions and never runs one: which statements are to be run, compiled.

Reading a notebook costs 10 ms in a fresh fork, where every page of the parser's work is a page fault, and 3 ms in a
process that has done it before. A worker does it, because text that is made to crash a parser must not crash a judge;
one of its own, because it goes on to the next submission.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from autograder.model import Limits, Submission
from autograder.remote.program import Program
from autograder.sandbox import Worker, WorkerDied, Zygote
from autograder.worker.codec import Unsupported, pack
from autograder.worker.messages import Reply, Request

UNREAD = b""
"""No plan: the worker that runs the submission reads it itself, and what went wrong here goes wrong there."""


class Reader:
    """Reads for one judge.

    Args:
        zygote: forks the worker that reads; another one whenever a submission ended the last.
        limits: of one submission.

    """

    def __init__(self, zygote: Zygote, limits: Limits) -> None:
        self._zygote, self._limits = zygote, limits
        self._worker: Worker | None = None
        self._requests = 0

    def read(self, submission: Submission, program: Program, *, everything: bool) -> bytes:
        """The plan of a submission, opaque and not to be looked into; ``UNREAD`` if it could not be read."""
        worker = self._worker = self._worker or self._zygote.worker(self._limits)
        self._requests += 1
        head = {"op": Request.READ, "n": self._requests, "exercises": program.exercises, "everything": everything}
        deadline = time.monotonic() + self._limits.load_seconds
        try:
            worker.send(pack(head, [texts(submission), dict(program.skeletons)], []), deadline)
            reply, _, buffers = worker.receive(deadline)
        except Unsupported:
            return UNREAD
        except WorkerDied:
            self.close()
            return UNREAD
        if reply.get("n") != self._requests or len(buffers) != 1:
            self.close()
            return UNREAD
        return bytes(buffers[0]) if reply.get("k") == Reply.DONE else UNREAD

    def close(self) -> None:
        """Let the worker go."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None


def texts(submission: Submission) -> Sequence[tuple[str, str]]:
    """Labels and sources of the cells, as they travel."""
    return [(cell.label, encodable(cell.source)) for cell in submission.cells]


def encodable(source: str) -> str:
    """Half surrogate pairs cannot be sent; they are no code either."""
    return source.encode("utf-8", "replace").decode()
