"""Pixels to PNG (RFC 2083), with nothing but zlib: no picture that a student made is ever opened here."""

from __future__ import annotations

import struct
import zlib

import numpy as np

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOUR, _COLOUR_AND_OPACITY = 2, 6
_NO_FILTER = 0
_EFFORT = 6
"""Of zlib: plots are as small as with 9 in a fifth of the time; 2 million pixels of noise take 0.2 s."""


def encode(pixels: memoryview, height: int, width: int) -> bytes:
    """A PNG of ``height`` x ``width`` RGBA pixels of 8 bits, row by row; without opacity where all are opaque."""
    rgba = np.frombuffer(pixels, np.uint8).reshape(height, width, 4)
    opaque = bool((rgba[:, :, 3] == 255).all())
    channels = 3 if opaque else 4
    rows = np.full((height, 1 + channels * width), _NO_FILTER, np.uint8)
    rows[:, 1:] = rgba[:, :, :channels].reshape(height, channels * width)
    kind = _COLOUR if opaque else _COLOUR_AND_OPACITY
    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    data = zlib.compress(rows.tobytes(), _EFFORT)
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
