"""What one cell shows, in order and bounded: printed text, displayed values, pictures, errors."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from autograder.worker.codec import Buffer, Node
from autograder.worker.executing.shown import CELL_PIXELS, CHARACTERS, ITEMS, RESULT_CHARACTERS, Shown

Pixels = np.ndarray[Any, np.dtype[np.uint8]]
"""Height x width x 4: red, green, blue, opacity."""

MORE = "\n[more was shown than is kept]\n"


class Stream(io.TextIOBase):
    """Stands for ``sys.stdout`` or ``sys.stderr``."""

    encoding = "utf-8"

    def __init__(self, name: str, record: Callable[[str, str], int]) -> None:
        super().__init__()
        self._name, self._record = name, record
        self.write: Callable[[str], int] = self._keep

    def writable(self) -> bool:
        """Always."""
        return True

    def _keep(self, text: str) -> int:
        return self._record(self._name, text)

    def drop_the_rest(self) -> None:
        """A million lines must not cost the time of a million Python calls: a builtin takes what comes now."""
        self.write = len

    def keep_again(self) -> None:
        """Undo that."""
        self.write = self._keep


class Recorder:
    """The record of the cell that runs."""

    def __init__(self) -> None:
        self.stdout, self.stderr = Stream("stdout", self._write), Stream("stderr", self._write)
        self._muted = False
        self.begin()

    def begin(self) -> None:
        """A new cell; its record starts empty."""
        self.buffers: list[Buffer] = []
        self._items: list[Node] = []
        self._printed: list[str] = []
        self._characters = self._pixels = 0
        self._is_full = self._has_error = self._clear_at_next = False
        self.stdout.keep_again()
        self.stderr.keep_again()

    def items(self) -> list[Node]:
        """The record so far, as nodes of the reply; the pixels are in ``buffers``."""
        self._join()
        return [*self._items, [Shown.STREAM, "stdout", MORE]] if self._is_full else self._items

    def clear(self, *, at_next: bool) -> None:
        """Forget what was shown, at once or when the next thing is."""
        if not at_next:
            self.begin()
        self._clear_at_next = at_next

    @contextmanager
    def muted(self) -> Iterator[None]:
        """Keep nothing that is printed: what warns here is code of ours, and the cell is not to blame."""
        self._muted = True
        try:
            yield
        finally:
            self._muted = False

    def display(self, text: str, pixels: Pixels | None) -> None:
        """Add a displayed value."""
        self._clear_if_asked()
        self._add([Shown.DISPLAY, text[: self._room(len(text))], *self._picture(pixels)])

    def result(self, text: str, pixels: Pixels | None) -> None:
        """Add the value of the last expression, whatever else was shown."""
        self._clear_if_asked()
        self._append([Shown.RESULT, text[:RESULT_CHARACTERS], *self._picture(pixels)])

    def error(self, described: list[Any]) -> None:
        """Add an exception; the first one whatever else was shown."""
        self._clear_if_asked()
        if self._has_error:
            self._add([Shown.ERROR, *described])
        else:
            self._append([Shown.ERROR, *described])
        self._has_error = True

    def _write(self, name: str, text: str) -> int:
        # by str's own methods: a subclass may give anything as its length or as a part of itself
        size = str.__len__(text)
        if self._muted or not size:
            return size
        self._clear_if_asked()
        if not self._items or self._items[-1][:2] != [Shown.STREAM, name]:
            self._add([Shown.STREAM, name, ""])
        if not self._is_full:
            self._printed.append(str.__getitem__(text, slice(self._room(size))))
        if self._is_full:
            self.stdout.drop_the_rest()
            self.stderr.drop_the_rest()
        return size

    def _add(self, item: list[Node]) -> None:
        """Append an item unless there are enough."""
        if len(self._items) < ITEMS:
            self._append(item)
        else:
            self._is_full = True

    def _append(self, item: list[Node]) -> None:
        self._join()
        self._items.append(item)

    def _join(self) -> None:
        """Put the pieces that were printed into the item at the end, which is theirs."""
        if self._printed:
            self._items[-1][2] += "".join(self._printed)
            self._printed = []

    def _room(self, size: int) -> int:
        """How many of so many characters are kept."""
        room = max(0, CHARACTERS - self._characters)
        self._characters += size
        if size > room:
            self._is_full = True
        return min(size, room)

    def _picture(self, pixels: Pixels | None) -> list[Node]:
        """Height, width and the buffer of a picture; nothing if there is none or no room for it."""
        if pixels is None:
            return []
        height, width = pixels.shape[:2]
        if self._pixels + height * width > CELL_PIXELS:
            self._is_full = True
            return []
        self._pixels += height * width
        self.buffers.append(pixels.tobytes())
        return [height, width, len(self.buffers) - 1]

    def _clear_if_asked(self) -> None:
        if self._clear_at_next:
            self.begin()
