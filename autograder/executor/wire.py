"""Pickled frames over local sockets between the coordinator, the nursery and the judges.

All three run our code and the author's, so pickles are safe here; nothing of a student's process ever comes this way.
A frame is eight bytes of length, then the pickle.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import socket
import struct
from collections import deque
from collections.abc import Iterator
from typing import Any

_LENGTH = struct.Struct("!Q")
_CHUNK = 1 << 18


def pack(message: Any) -> bytes:
    """The frame of a message; raises what pickle raises when the message cannot be sent."""
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


def unpack(body: bytes) -> Any:
    """The message of a frame's body."""
    return pickle.loads(body)  # noqa: S301  (see above: both ends are trusted)


class _Frames:
    """Bytes in, bodies of complete frames out."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._bytes += data
        while len(self._bytes) >= _LENGTH.size:
            end = _LENGTH.size + _LENGTH.unpack_from(self._bytes)[0]
            if len(self._bytes) < end:
                return
            body = bytes(self._bytes[_LENGTH.size : end])
            del self._bytes[:end]
            yield body


class Pipe:
    """The end of a process that does one thing at a time: sending and receiving wait."""

    def __init__(self, end: socket.socket) -> None:
        self._socket = end
        self._frames = _Frames()
        self._waiting: deque[bytes] = deque()
        self._descriptors: deque[int] = deque()

    def fileno(self) -> int:
        """For ``select``."""
        return self._socket.fileno()

    def send(self, message: Any, descriptor: int | None = None) -> None:
        """Send a message and, beside it, a copy of an open file descriptor."""
        self.send_frame(pack(message), descriptor)

    def send_frame(self, frame: bytes, descriptor: int | None = None) -> None:
        """Send a message that is packed already."""
        if descriptor is not None:
            socket.send_fds(self._socket, [frame[:1]], [descriptor])
            frame = frame[1:]
        self._socket.sendall(frame)

    def receive(self) -> Any:
        """The next message; ``EOFError`` when the other side is gone."""
        while not self._waiting:
            self._read()
        return unpack(self._waiting.popleft())

    def arrived(self) -> list[Any]:
        """Read once, and return the messages that are complete by now; ``EOFError`` when the other side is gone."""
        self._read()
        messages = [unpack(body) for body in self._waiting]
        self._waiting.clear()
        return messages

    def descriptor(self) -> int:
        """The descriptor that came with the oldest message that had one; the caller closes it."""
        return self._descriptors.popleft()

    def close(self) -> None:
        """Let go of this end, and of descriptors nobody took."""
        self._socket.close()
        while self._descriptors:
            os.close(self._descriptors.popleft())

    def _read(self) -> None:
        data, descriptors, _, _ = socket.recv_fds(self._socket, _CHUNK, 8)
        if not data:
            raise EOFError
        self._descriptors.extend(descriptors)
        self._waiting.extend(self._frames.feed(data))


class Line:
    """The coordinator's end of a judge: never waits, because a judge that is stuck must not hold up the others."""

    def __init__(self, end: socket.socket) -> None:
        end.settimeout(0)
        self._socket = end
        self._frames = _Frames()
        self._outgoing = bytearray()
        self.ended = False
        """The judge has closed its side."""

    @property
    def unsent(self) -> bool:
        """Whether :meth:`flush` has something left to do."""
        return bool(self._outgoing) and not self.ended

    def fileno(self) -> int:
        """For ``select``."""
        return self._socket.fileno()

    def queue(self, frame: bytes) -> None:
        """Send a frame, now as far as the other side takes it, the rest with :meth:`flush`."""
        self._outgoing += frame
        self.flush()

    def flush(self) -> None:
        """Send what the other side takes without waiting."""
        try:
            while self._outgoing:
                del self._outgoing[: self._socket.send(self._outgoing)]
        except BlockingIOError:
            return
        except OSError:  # it died: its last words are still to be read, and the nursery tells how
            self._outgoing.clear()

    def arrived(self) -> Iterator[bytes]:
        """Bodies of the frames that are complete by now."""
        while not self.ended:
            try:
                data = self._socket.recv(_CHUNK)
            except BlockingIOError:
                return
            except OSError:
                data = b""
            self.ended = not data
            yield from self._frames.feed(data)

    def no_more(self) -> None:
        """Tell the other side that nothing will follow."""
        with contextlib.suppress(OSError):  # it is gone already
            self._socket.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """Let go of this end."""
        self._socket.close()
