"""A table somebody saved from a spreadsheet or downloaded from a platform: CSV in UTF-8."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import AutograderError

MOST_BYTES = 16 << 20
"""A table of 100,000 students has less."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line."""

    line: int
    """Of the file; the last one, where a cell holds line ends."""
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file; the first is its header, and rows of empty cells are left out."""

    path: Path
    delimiter: str
    rows: tuple[Row, ...]


def read_sheet(path: Path, kind: type[AutograderError], tip: str) -> Sheet:
    """The table in that file; the first line tells whether commas, semicolons or tabs separate cells.

    Raises:
        AutograderError: of this ``kind``, with this ``tip``: no file, no CSV in UTF-8, or nothing in it.

    """
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")  # Excel writes a byte order mark
    except OSError as error:
        raise kind(f"cannot be read: {error.strerror}", where=str(path), tip=tip) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise kind(f"line {line} is not UTF-8", where=str(path), tip="Save it as CSV UTF-8.") from error
    if len(data) > MOST_BYTES:
        raise kind(f"has {len(data)} bytes, at most {MOST_BYTES} are read", where=str(path), tip=tip)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)  # Excel takes what the language of the system does
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = tuple(Row(reader.line_num, tuple(cells)) for cells in reader if any(cell.strip() for cell in cells))
    except csv.Error as error:
        raise kind(f"line {reader.line_num} is not CSV: {error}", where=str(path), tip=tip) from error
    if not rows:
        raise kind("is empty", where=str(path), tip=tip)
    return Sheet(path, delimiter, rows)
