"""What a cell showed as outputs of notebook format 4 that are safe to show to an instructor.

Plain text and PNG only. Jupyter, nbconvert and formgrader escape both as they render them; nothing here is a document
that a browser would run. Control and format characters become visible escapes, colours of a terminal are dropped.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.remote.executing.values import CellOutputs, Displayed, Output, Picture, Printed, Raised, Result, Stopped
from autograder.reports.safe import plain, plain_lines

STREAM_CHARACTERS = 200_000
VALUE_CHARACTERS = 20_000
NAME_CHARACTERS = 100
LINE_CHARACTERS = 300
_TERMINAL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
"""Colours and moves of a terminal (ECMA-48, control sequences); other escapes are shown."""

NbOutput = dict[str, Any]
"""An entry of ``cell.outputs``; ``nbformat.from_dict`` makes the attribute-access form of it."""


def nbformat_outputs(cell: CellOutputs, sources: Mapping[str, str], execution_count: int) -> list[NbOutput]:
    """The outputs of a cell.

    A cell that did not end well has an output of type ``error``, before any result if the judge stopped it.

    Args:
        cell: what the cell showed.
        sources: text of the notebook's cells by their labels, for the lines of a traceback.
        execution_count: number of the cell, from 1.

    """
    return [_output(output, sources, execution_count) for output in cell.outputs]


def _output(output: Output, sources: Mapping[str, str], execution_count: int) -> NbOutput:
    match output:
        case Printed(stream, text):
            return {"output_type": "stream", "name": stream.value, "text": clean(text, STREAM_CHARACTERS)}
        case Displayed(text, picture):
            return {"output_type": "display_data", "data": _data(text, picture), "metadata": {}}
        case Result(text, picture):
            data = _data(text, picture)
            return {
                "output_type": "execute_result",
                "execution_count": execution_count,
                "data": data,
                "metadata": {},
            }
        case Raised():
            return _error(plain(output.kind, NAME_CHARACTERS), clean(output.text, VALUE_CHARACTERS), output, sources)
        case Stopped(text):
            return {"output_type": "error", "ename": "Stopped", "evalue": text, "traceback": [f"Stopped: {text}"]}


def _error(name: str, text: str, raised: Raised, sources: Mapping[str, str]) -> NbOutput:
    said = f"{name}: {text}" if text else name
    places = [_place(label, line, sources[label]) for label, line in raised.frames if label in sources]
    head = ["Traceback (most recent call last):"] if places else []
    return {"output_type": "error", "ename": name, "evalue": text, "traceback": [*head, *places, said]}


def _place(label: str, line: int, source: str) -> str:
    """A line of the notebook, from the judge's own copy of it."""
    lines: Sequence[str] = re.split(r"\r\n|\r|\n", source)
    code = plain(lines[line - 1].strip(), LINE_CHARACTERS) if 0 < line <= len(lines) else ""
    return f"  {plain(label, LINE_CHARACTERS)}, line {line}\n    {code}"


def _data(text: str, picture: Picture | None) -> dict[str, str]:
    data = {"text/plain": clean(text, VALUE_CHARACTERS)}
    if picture is not None:
        data["image/png"] = base64.b64encode(picture.png).decode()
    return data


def clean(text: str, limit: int) -> str:
    """Text on lines as a terminal would leave them: no colours, tabs spread out, progress bars in their last state."""
    lines = _TERMINAL.sub("", text).replace("\r\n", "\n").split("\n")
    return plain_lines("\n".join(_last_state(line).expandtabs() for line in lines), limit)


def _last_state(line: str) -> str:
    """What stands on a line after every return to its beginning, if what came last is not shorter."""
    return next((state for state in reversed(line.split("\r")) if state), "") if "\r" in line else line
