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
LABEL_CHARACTERS = 200
LEAST_CHARACTERS = 100
"""Of a result or an error that counts though there is no room any more: a score is shorter."""
ITEM_COST = 100
"""Characters that an output costs beside its own: a million empty ones are no notebook either."""


class Room:
    """How much of the outputs of one notebook is still kept."""

    def __init__(self) -> None:
        self.characters = 2_000_000
        self.picture_bytes = 20 << 20
        """Of PNG: hundreds of plots, or ten pictures of noise."""


class Reader:
    """Reads the answer about one cell.

    Args:
        buffers: of the answer.
        room: of the notebook.

    """

    def __init__(self, buffers: Sequence[memoryview], room: Room) -> None:
        self._buffers, self._room = buffers, room
        self._characters, self._pixels = MOST_CHARACTERS, CELL_PIXELS
        self._kinds: set[Shown] = set()

    def cell(self, body: Any) -> tuple[tuple[Output, ...], tuple[str, ...]]:
        """Outputs and notes; raises what malformed data raises (``calls.MALFORMED``)."""
        items, notes = body
        if type(items) is not list or type(notes) is not list or len(items) > MOST_ITEMS:
            raise Bad("cell")
        read = [self._item(item) for item in items]
        return tuple(output for output in read if output is not None), tuple(
            read_text(note, 500) for note in notes[:NOTES]
        )

    def _item(self, item: Any) -> Output | None:
        """An output; nothing if there is no room for it and no score hangs on it."""
        if type(item) is not list or not item:
            raise Bad("item")
        kind = Shown(item[0])
        counts = kind in {Shown.RESULT, Shown.ERROR} and kind not in self._kinds
        self._kinds.add(kind)
        if self._room.characters <= 0 and not counts:
            return None
        self._room.characters -= ITEM_COST
        match kind:
            case Shown.STREAM:
                _, name, text = item
                return Printed(StreamName(name), self._text(text))
            case Shown.DISPLAY:
                return Displayed(self._text(item[1]), self._picture(item[2:]))
            case Shown.RESULT:
                return Result(self._text(item[1]), self._picture(item[2:]))
            case Shown.ERROR:
                return self._raised(item[1:])

    def _raised(self, described: Any) -> Raised:
        raised = read_raised(described)
        self._room.characters -= LABEL_CHARACTERS * len(raised.frames)
        if self._room.characters <= 0:
            return Raised(raised.kind, self._text(raised.text))
        return Raised(raised.kind, self._text(raised.text), raised.frames)

    def _text(self, value: Any) -> str:
        """The text, as far as there is room for it."""
        text = read_text(value, min(self._characters, max(LEAST_CHARACTERS, self._room.characters)))
        self._characters -= len(text)
        self._room.characters -= len(text)
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
        if self._room.picture_bytes <= 0:
            return None
        encoded = png.encode(pixels, height, width)
        self._room.picture_bytes -= len(encoded)
        return Picture(width, height, encoded)


def read_raised(described: Any) -> Raised:
    """An exception as the worker describes it."""
    names, text, frames, _ = described
    known: Frames = tuple((read_text(label, LABEL_CHARACTERS), read_line(line)) for label, line in frames[:20])
    return Raised(read_text(names[0], 100), read_text(text, ERROR_CHARACTERS), known)
