"""How what a cell shows travels, and how much of it.

The reply to a request to execute is ``[items, notes]`` with the pixels in buffers; an item is a list that starts with
a :class:`Shown`. The worker keeps to the bounds out of courtesy, the judge holds it to them.
"""

from __future__ import annotations

from enum import StrEnum


class Shown(StrEnum):
    """What an item is, and what follows."""

    STREAM = "stream"
    """Printed: name of the stream, text."""
    DISPLAY = "display"
    """``display(value)`` or a figure: text; with a picture also height, width, buffer (RGBA, row by row)."""
    RESULT = "result"
    """The value of the last expression: the same."""
    ERROR = "error"
    """An exception, as ``autograder.worker.raised`` describes it."""


CHARACTERS = 100_000
"""Of what a cell prints and displays; its result and its errors come on top."""
RESULT_CHARACTERS = 20_000
ITEMS = 200
"""Pieces of output: a cell that prints and warns in turns makes a new one each time."""
PIXELS = 2_000_000
"""Of one picture, as many as 1,600 x 1,200 have. A larger one is made smaller."""
CELL_PIXELS = 10_000_000
"""Of all pictures of a cell."""
NOTES = 20
"""Sentences about what was left out of a cell."""
