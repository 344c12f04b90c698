"""From what a worker says a cell showed to values: typed, bounded, and ``Bad`` where an honest worker cannot say it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograder.remote.errors import Frames
from autograder.remote.executing import png
from autograder.remote.executing.values import Displayed, Output, Picture, Printed, Raised, Result, StreamName
from autograder.remote.loaded import read_line, read_text
from autograder.worker.codec import Bad
from autograder.worker.executing.shown import (
    CELL_PIXELS,
    CHARACTERS,
    ITEMS,
    NOTES,
    PIXELS,
    RESULT_CHARACTERS,
    Shown,
)

MOST_ITEMS = ITEMS + 10
"""An honest worker adds a result, an error and a remark to those it counts."""
MOST_CHARACTERS = CHARACTERS + 2 * RESULT_CHARACTERS
ERROR_CHARACTERS = 2000


class Reader:
    """Reads the answer about one cell.

    Args:
        buffers: of the answer.

    """

    def __init__(self, buffers: Sequence[memoryview]) -> None:
        self._buffers = buffers
        self._characters, self._pixels = MOST_CHARACTERS, CELL_PIXELS

    def cell(self, body: Any) -> tuple[tuple[Output, ...], tuple[str, ...]]:
        """Outputs and notes; raises what malformed data raises (``calls.MALFORMED``)."""
        items, notes = body
        if type(items) is not list or type(notes) is not list or len(items) > MOST_ITEMS:
            raise Bad("cell")
        outputs = tuple(self._item(item) for item in items)
        return outputs, tuple(read_text(note, 500) for note in notes[:NOTES])

    def _item(self, item: Any) -> Output:
        if type(item) is not list or not item:
            raise Bad("item")
        match item[0]:
            case Shown.STREAM:
                _, name, text = item
                return Printed(StreamName(name), self._text(text))
            case Shown.DISPLAY:
                return Displayed(self._text(item[1]), self._picture(item[2:]))
            case Shown.RESULT:
                return Result(self._text(item[1]), self._picture(item[2:]))
            case Shown.ERROR:
                return read_raised(item[1:])
            case _:
                raise Bad("item")

    def _text(self, value: Any) -> str:
        """The text as far as there is room for it in this cell."""
        text = read_text(value, self._characters)
        self._characters -= len(text)
        return text

    def _picture(self, fields: list[Any]) -> Picture | None:
        if not fields:
            return None
        height, width, index = fields
        if any(type(number) is not int for number in fields) or not 0 <= index < len(self._buffers):
            raise Bad("picture")
        if height < 1 or width < 1 or height * width > min(PIXELS, self._pixels):
            raise Bad("size of a picture")
        pixels = self._buffers[index]
        if len(pixels) != 4 * height * width:
            raise Bad("pixels")
        self._pixels -= height * width
        return Picture(width, height, png.encode(pixels, height, width))


def read_raised(described: Any) -> Raised:
    """An exception as the worker describes it."""
    names, text, frames, _ = described
    known: Frames = tuple((read_text(label, 200), read_line(line)) for label, line in frames[:20])
    return Raised(read_text(names[0], 100), read_text(text, ERROR_CHARACTERS), known)
