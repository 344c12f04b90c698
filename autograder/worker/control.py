"""The zygote's end of its control socket: one JSON request per packet, at most one descriptor with it."""

from __future__ import annotations

import json
import os
import socket
from typing import Any

LONGEST = 1 << 16
"""Bytes of a request or an answer; the longest tells what was skipped at the start and why."""


class Control:
    """Answers go out in the order of the requests."""

    def __init__(self, descriptor: int) -> None:
        self._socket = socket.socket(fileno=descriptor)
        self._socket.set_inheritable(False)

    def receive(self) -> tuple[dict[str, Any], int | None] | None:
        """The next request and the descriptor that came with it; ``None`` when every judge is gone."""
        try:
            message, descriptors, _, _ = socket.recv_fds(self._socket, LONGEST, 1)
        except ConnectionResetError:  # how the end looks where packets need SOCK_DGRAM
            return None
        if not message:
            return None
        return json.loads(message), descriptors[0] if descriptors else None

    def answer(self, message: dict[str, Any], descriptor: int | None = None) -> None:
        """Answer; a judge that is gone meanwhile gets none."""
        data = json.dumps(message).encode()
        try:
            if descriptor is None:
                self._socket.send(data)
            else:
                socket.send_fds(self._socket, [data], [descriptor])
        except (BrokenPipeError, ConnectionError):
            return

    def leave(self) -> None:
        """Forget the descriptor without closing it: a fork puts its own connection there."""
        self._socket.detach()

    def close(self) -> None:
        """Close this process's end."""
        self._socket.close()


def close_all(*descriptors: int | None) -> None:
    """Close those that are there."""
    for descriptor in descriptors:
        if descriptor is not None:
            os.close(descriptor)
