"""Frames on a socket: a fixed header, one JSON text, raw buffers; sizes are checked before anything is allocated.

The text is ``[head, body]``: the head holds operations and numbers, the body one encoded value. A frame is always a
request or its one reply, so more bytes than announced are a breach of the protocol.
"""

from __future__ import annotations

import json
import re
import select
import socket
import struct
import time
from collections.abc import Sequence
from typing import Any, NoReturn

import numpy as np

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


class Unsupported(TypeError):
    """A value has no entry in the closed table; the text names the kind of value."""


class Bad(ValueError):
    """The peer sent something malformed; carries no text chosen by the peer."""


class Exhausted(Bad, MemoryError):
    """What the peer sent is well-formed as far as was seen, but does not fit into memory."""


def _refuse(_constant: str) -> NoReturn:
    raise Bad("NaN and Infinity are no JSON")


_dumps = json.JSONEncoder(separators=(",", ":"), allow_nan=False, check_circular=False, ensure_ascii=False).encode
_load = json.JSONDecoder(parse_constant=_refuse).raw_decode


def pack(head: dict[str, Any], body: Any, buffers: Sequence[Buffer]) -> list[Buffer]:
    """One frame as a list of byte strings."""
    if len(buffers) > MAX_BUFFERS:
        raise Unsupported("a value with too many tensors")
    sizes = [len(b) for b in buffers]
    padded = sum(n + -n % ALIGN for n in sizes)
    # half surrogate pairs can only be in text that no encoder has seen, such as the name of a class
    text = _dumps([head, body]).encode("utf-8", "replace")
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
        self._readable, self._writable = select.poll(), select.poll()
        self._readable.register(sock, select.POLLIN)
        self._writable.register(sock, select.POLLOUT)

    def send(self, parts: Sequence[Buffer], deadline: float | None = None) -> None:
        """Write one frame; ``TimeoutError`` at the deadline (``time.monotonic``), ``OSError`` if the peer is gone."""
        small = sum(map(len, parts)) <= SMALL
        for part in [b"".join(parts)] if small else parts:
            if deadline is None:
                self.sock.sendall(part)
            else:
                self._send(memoryview(part), deadline)

    def _send(self, left: memoryview, deadline: float) -> None:
        while left:
            try:
                left = left[self.sock.send(left, socket.MSG_DONTWAIT) :]
            except BlockingIOError:
                _wait(self._writable, deadline)

    def receive(self, deadline: float | None = None) -> Frame:
        """Read one frame.

        One deadline covers the whole frame: a peer that sends a byte a second must not keep the judge for ever.

        Raises:
            TimeoutError: the deadline passed.
            EOFError: the peer is gone.
            Bad: what came is no frame.

        """
        scratch = memoryview(self._scratch)
        got = self._read(scratch, deadline)
        while got < HEADER.size:
            got += self._read(scratch[got:], deadline)
        magic, count, text_size, padded = HEADER.unpack_from(scratch)
        too_large = count > MAX_BUFFERS or text_size > MAX_TEXT + 8 * MAX_BUFFERS + ALIGN or padded > MAX_BYTES
        if magic != MAGIC or too_large or 8 * count > text_size or (HEADER.size + text_size) % ALIGN:
            raise Bad("frame header")
        size = HEADER.size + text_size + padded
        if got == size:
            return _parse(memoryview(bytearray(scratch[:size])), count, text_size)
        if got > size:
            raise Bad("frame size")
        # not a bytearray: that would write zeros first, to as much as the peer announces
        view = memoryview(np.empty(size, np.uint8).data)
        view[:got] = scratch[:got]
        while got < size:
            got += self._read(view[got:], deadline)
        return _parse(view, count, text_size)

    def _read(self, view: memoryview, deadline: float | None) -> int:
        """Wait for some bytes."""
        if deadline is not None:
            _wait(self._readable, deadline)
        got = self.sock.recv_into(view)
        if not got:
            raise EOFError
        return got


def _wait(poll: select.poll, deadline: float) -> None:
    left = deadline - time.monotonic()
    if left <= 0 or not poll.poll(left * 1000):
        raise TimeoutError


def _parse(view: memoryview, count: int, text_size: int) -> Frame:
    sizes = struct.unpack_from(f"<{count}Q", view, HEADER.size)
    at = HEADER.size + text_size
    try:
        text = str(view[HEADER.size + 8 * count : at], "utf-8")
        if "\\u" in text and _SURROGATE.search(text):
            raise Bad("surrogate")
        (head, body), end = _load(text)
        if text[end:].strip(" "):
            raise Bad("text")
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
    if at != len(view):
        raise Bad("bytes that belong to no buffer")
    return head, body, buffers
