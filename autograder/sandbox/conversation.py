"""Load plain code in a worker and call its functions: the part of the remote calls that a self-test needs."""

from __future__ import annotations

import time
from typing import Any

from autograder.model import DEFAULT_PRELOAD
from autograder.sandbox.worker import Worker

GPU_MEMORY = 1 << 30
"""Bytes of a GPU that a self-test may take."""


class Unexpected(Exception):
    """The worker answered, but not with a value."""


def load(worker: Worker, source: str, names: list[str], seconds: float, device: str = "cpu") -> None:
    """Load ``source`` as a submission that must define ``names``, in a worker for a device."""
    from autograder.worker.codec import pack  # noqa: PLC0415 - torch is imported on use
    from autograder.worker.messages import Request  # noqa: PLC0415

    head = {"op": Request.LOAD, "output": 0, "exercises": names, "promised": list(DEFAULT_PRELOAD), "everything": True}
    head |= {"device": device, "memory": GPU_MEMORY}
    _exchange(worker, pack(head, [[["self-test", source]], {}, {}], []), seconds)


def call(worker: Worker, name: str, *arguments: Any, seconds: float) -> Any:
    """Call a loaded function with plain arguments; its plain result."""
    post(worker, name, *arguments, seconds=seconds)
    return result(worker, seconds)


def post(worker: Worker, name: str, *arguments: Any, seconds: float) -> None:
    """The first half of :func:`call`: do not wait for the result."""
    from autograder.worker.codec import Encoder, pack  # noqa: PLC0415
    from autograder.worker.messages import Request, To  # noqa: PLC0415

    encoder = Encoder()
    node = encoder.node((arguments, {}))
    head = {"op": Request.CALL, "id": 0, "grad": True, "to": [To.NAME, name]}
    worker.send(pack(head, [node, []], encoder.buffers), time.monotonic() + seconds)


def result(worker: Worker, seconds: float) -> Any:
    """The second half of :func:`call`."""
    from autograder.worker.codec import Decoder  # noqa: PLC0415

    body, buffers = _answer(worker, seconds)
    return Decoder(buffers).value(body[0])


def _exchange(worker: Worker, parts: list[Any], seconds: float) -> None:
    worker.send(parts, time.monotonic() + seconds)
    _answer(worker, seconds)


def _answer(worker: Worker, seconds: float) -> tuple[Any, list[memoryview]]:
    from autograder.worker.messages import Reply  # noqa: PLC0415

    head, body, buffers = worker.receive(time.monotonic() + seconds)
    if head.get("k") != Reply.DONE:
        raise Unexpected(f"{head.get('k')}: {body}"[:300])
    return body, buffers
