"""Frames on a socket: a fixed header, one JSON text, raw buffers; sizes are checked before anything is allocated.

The text is ``[head, body]``: the head holds operations and numbers, the body one encoded value. A frame is always a
request or its one reply, so more bytes than announced are a breach of the protocol.
"""

from __future__ import annotations

import json
import re
import socket
import struct
import time
from collections.abc import Sequence
from typing import Any

HEADER = struct.Struct("<2sHIQ")
"""Magic, number of buffers, bytes of sizes and text, bytes of buffers with padding."""
MAGIC = b"A1"
ALIGN = 16
MAX_BYTES = 256 << 20
MAX_TEXT = 8 << 20
MAX_BUFFERS = 4096
SMALL = 1 << 16
"""A frame up to this size is sent and received with one system call."""

Buffer = bytes | memoryview
Frame = tuple[dict[str, Any], Any, list[memoryview]]
"""Head, undecoded body, buffers."""

_SURROGATE = re.compile(r"(?<!\\)(?:\\\\)*\\u[dD][89a-fA-F]")
_dumps = json.JSONEncoder(separators=(",", ":"), allow_nan=False, check_circular=False, ensure_ascii=False).encode
_loads = json.JSONDecoder().decode


class Unsupported(TypeError):
    """A value has no entry in the closed table; the text names the kind of value."""


class Bad(ValueError):
    """The peer sent something malformed; carries no text chosen by the peer."""


def pack(head: dict[str, Any], body: Any, buffers: Sequence[Buffer]) -> list[Buffer]:
    """One frame as a list of byte strings."""
    if len(buffers) > MAX_BUFFERS:
        raise Unsupported("a value with too many tensors")
    sizes = [len(b) for b in buffers]
    padded = sum(n + -n % ALIGN for n in sizes)
    text = _dumps([head, body]).encode()
    if padded > MAX_BYTES or len(text) > MAX_TEXT:
        raise Unsupported("a value that is too large")
    prefix = 8 * len(sizes)
    fill = -(HEADER.size + prefix + len(text)) % ALIGN  # the buffers start aligned
    parts: list[Buffer] = [
        HEADER.pack(MAGIC, len(sizes), prefix + len(text) + fill, padded),
        struct.pack(f"<{len(sizes)}Q", *sizes),
        text,
        b" " * fill,
    ]
    for data, size in zip(buffers, sizes, strict=True):
        parts.append(data)
        if size % ALIGN:
            parts.append(bytes(-size % ALIGN))
    return parts


class Connection:
    """One end of the pipe between a judge and a worker."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self._scratch = bytearray(SMALL)

    def send(self, parts: Sequence[Buffer], deadline: float | None = None) -> None:
        """Write one frame; ``TimeoutError`` at the deadline (``time.monotonic``), ``OSError`` if the peer is gone."""
        size = sum(map(len, parts))
        if size <= SMALL:
            self._limit(deadline)
            self.sock.sendall(b"".join(parts))
            return
        for part in parts:
            if len(part):
                self._limit(deadline)
                self.sock.sendall(part)

    def receive(self, deadline: float | None = None) -> Frame:
        """Read one frame.

        One deadline covers the whole frame: a peer that sends a byte a second must not keep the judge for ever.

        Raises:
            TimeoutError: the deadline passed.
            EOFError: the peer is gone.
            Bad: what came is no frame.

        """
        self._limit(deadline)
        got = self.sock.recv_into(self._scratch)
        if not got:
            raise EOFError
        while got < HEADER.size:
            got += self._more(memoryview(self._scratch)[got:], deadline)
        magic, count, text_size, padded = HEADER.unpack_from(self._scratch)
        too_large = count > MAX_BUFFERS or text_size > MAX_TEXT + 8 * MAX_BUFFERS + ALIGN or padded > MAX_BYTES
        if magic != MAGIC or too_large:
            raise Bad("frame header")
        size = HEADER.size + text_size + padded
        if got > size or 8 * count > text_size:
            raise Bad("frame size")
        data = bytearray(size)
        data[:got] = memoryview(self._scratch)[:got]
        view = memoryview(data)
        while got < size:
            got += self._more(view[got:], deadline)
        return _parse(view, count, text_size)

    def _more(self, view: memoryview, deadline: float | None) -> int:
        self._limit(deadline)
        got = self.sock.recv_into(view)
        if not got:
            raise EOFError
        return got

    def _limit(self, deadline: float | None) -> None:
        if deadline is None:
            return
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.sock.settimeout(left)


def _parse(view: memoryview, count: int, text_size: int) -> Frame:
    sizes = struct.unpack_from(f"<{count}Q", view, HEADER.size)
    at = HEADER.size + text_size
    try:
        text = str(view[HEADER.size + 8 * count : at], "utf-8")
        if "\\u" in text and _SURROGATE.search(text):
            raise Bad("surrogate")
        head, body = _loads(text)
    except (ValueError, TypeError, RecursionError):
        raise Bad("text") from None
    if type(head) is not dict:
        raise Bad("head")
    buffers = []
    for size in sizes:
        if at + size > len(view):
            raise Bad("buffer size")
        buffers.append(view[at : at + size])
        at += size + -size % ALIGN
    return head, body, buffers
