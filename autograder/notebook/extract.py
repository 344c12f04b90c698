"""Untrusted bytes in, cells out; nothing is executed, cleaned or compiled.

Of a notebook only ``cell_type`` and the source of code cells are read: outputs, metadata and attachments are a
student's to invent and nobody here looks at them. Reasons name no file: the caller knows it.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from autograder.errors import SubmissionRefused
from autograder.model import Cell

MIB = 2**20
RESAVE = "ask the student to save the notebook again and hand that in"


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """How much of one file is read."""

    notebook_bytes: int = 50 * MIB
    """Size of a notebook. Real ones with plots stay below 20 MB; 50 MB of them are parsed in under 1 s and 0.3 GB."""
    containers: int = 2_000_000
    """Opening brackets and braces in a notebook. 50 MB of ``[],[],`` take 1.3 GB and 7 s to parse, 2 million 0.4 GB."""
    cells: int = 5_000
    """Code cells of a notebook; the most among 2,283 real ones was 253."""
    source_chars: int = 4 * MIB
    """Characters of code of one notebook; the median is 205 lines."""
    python_bytes: int = 4 * MIB
    """Size of a ``.py`` file."""


DEFAULT_LIMITS = ReadingLimits()

KOREAN = "cp949"
"""What Korean Windows editors save; a superset of EUC-KR."""

COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
"""PEP 263."""

DECLARED_ENCODINGS = frozenset(
    "ascii big5 cp1252 cp949 euc_jp euc_kr gb18030 gbk iso8859-1 iso8859-15 shift_jis utf-8".split(),  # noqa: SIM905 (a table)
)
"""Codecs a cookie may name: tables only. ``unicode_escape``, ``utf-7``, ``punycode`` and the like would run in us."""


def code_cells(data: bytes, limits: ReadingLimits = DEFAULT_LIMITS) -> tuple[Cell, ...]:
    """The code cells of a notebook of format 3 or 4, as they stand, labelled ``cell 1``, ``cell 2``, ... in order.

    Every code cell counts, empty ones too, so that a label is the number a student finds by counting.

    Raises:
        SubmissionRefused: too large, not UTF-8 (or UTF-16 with its mark), not JSON, or not a notebook.

    """
    _refuse_larger(data, limits.notebook_bytes, "notebook", "ask the student to clear its outputs and hand it in again")
    document = _parse(_notebook_text(data), limits)
    sources = [_source(cell, number) for number, cell in enumerate(_code(_cells(document)), start=1)]
    if len(sources) > limits.cells:
        raise SubmissionRefused(f"has {len(sources)} code cells, more than the {limits.cells} that are read")
    if (chars := sum(map(len, sources))) > limits.source_chars:
        raise SubmissionRefused(f"holds {chars} characters of code, more than the {limits.source_chars} that are read")
    return tuple(Cell(f"cell {number}", source) for number, source in enumerate(sources, start=1))


def plain_file(data: bytes, name: str, limits: ReadingLimits = DEFAULT_LIMITS) -> Cell:
    """A ``.py`` file as one cell labelled ``name``.

    UTF-8 (with or without its mark), UTF-16 with its mark, the encoding its cookie names, else Korean Windows' cp949.

    Raises:
        SubmissionRefused: too large, or in none of these encodings.

    """
    _refuse_larger(data, limits.python_bytes, ".py file", "ask the student to move data out of it")
    return Cell(name, _python_text(data))


def _refuse_larger(data: bytes, limit: int, kind: str, tip: str) -> None:
    if len(data) > limit:
        size, most = readable_size(len(data)), readable_size(limit)
        raise SubmissionRefused(f"is {size}, more than the {most} a {kind} may be", tip=tip)


def readable_size(size: int) -> str:
    """A size in bytes for people."""
    return f"{size / MIB:.4g} MB" if size >= MIB else f"{size} bytes"


def _notebook_text(data: bytes) -> str:
    if not data.strip():
        raise SubmissionRefused("is empty", tip=RESAVE)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(data, "utf-16")
    return _decoded(data, "utf-8-sig")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        byte = data[error.start]
        raise SubmissionRefused(f"is not valid {name}: byte 0x{byte:02x} at {error.start}", tip=RESAVE) from None


def _parse(text: str, limits: ReadingLimits) -> Any:
    if (count := text.count("[") + text.count("{")) > limits.containers:
        raise SubmissionRefused(
            f"holds {count} brackets, more than the {limits.containers} a notebook may nest or list",
            tip="ask the student to clear its outputs and hand it in again",
        )
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise SubmissionRefused(_malformed(text, error), tip=RESAVE) from None
    except ValueError:  # an integer of more than 4300 digits
        raise SubmissionRefused("is not a notebook: it holds a number that is too long", tip=RESAVE) from None
    except RecursionError:
        raise SubmissionRefused("is not a notebook: it is nested too deeply", tip=RESAVE) from None


def _malformed(text: str, error: json.JSONDecodeError) -> str:
    if text.lstrip().startswith("<") and not text.startswith("<<<<<<<"):
        return "is a web page, not a notebook"
    if re.search(r"^<<<<<<< ", text, re.MULTILINE):
        return "holds an unresolved merge conflict"
    return f"is not valid JSON: {error.msg} at line {error.lineno}, column {error.colno}"


def _cells(document: Any) -> Iterator[Any]:
    """Format 4 keeps cells at the top, formats 2 and 3 in worksheets."""
    if not isinstance(document, dict):
        raise SubmissionRefused(f"is not a notebook: the document is {_kind(document)}, not an object", tip=RESAVE)
    holders = [document] if "cells" in document else document.get("worksheets")
    if not isinstance(holders, list):
        raise SubmissionRefused('is not a notebook: it has neither "cells" nor "worksheets"', tip=RESAVE)
    for holder in holders:
        cells = holder.get("cells") if isinstance(holder, dict) else holder
        if not isinstance(cells, list):
            raise SubmissionRefused(f'is not a notebook: "cells" is {_kind(cells)}, not a list', tip=RESAVE)
        yield from cells


def _code(cells: Iterator[Any]) -> Iterator[dict[str, Any]]:
    for position, cell in enumerate(cells, start=1):
        if not isinstance(cell, dict):
            raise SubmissionRefused(
                f"is not a notebook: entry {position} of its cells is {_kind(cell)}, not an object",
                tip=RESAVE,
            )
        if cell.get("cell_type") == "code":
            yield cell


def _source(cell: dict[str, Any], number: int) -> str:
    source = cell.get("source", cell.get("input", ""))
    lines = source if isinstance(source, list) else [source]
    for line in lines:
        if not isinstance(line, str):
            what = f"is not a notebook: the source of cell {number} holds {_kind(line)}, not text"
            raise SubmissionRefused(what, tip=RESAVE)
    return _encodable("".join(lines))


def _encodable(text: str) -> str:
    """JSON can spell half of a surrogate pair; no encoding, and so no pipe, can carry it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "a boolean", int: "a number", float: "a number"}
    return names.get(type(value), "null")


def _python_text(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(data, "utf-16")
    # UTF-8 goes before the cookie: other encodings are hardly ever valid UTF-8 by chance, stale cookies are common.
    for encoding in ("utf-8-sig", *_declared(data), KOREAN):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    what = "is neither UTF-8 nor in the encoding it declares nor in Korean cp949"
    raise SubmissionRefused(what, tip="ask the student to save it as UTF-8")


def _declared(data: bytes) -> tuple[str, ...]:
    for line in data.split(b"\n", 2)[:2]:
        if cookie := COOKIE.match(line[:200]):
            try:
                name = codecs.lookup(cookie.group(1).decode()).name
            except LookupError:
                return ()
            return (name,) if name in DECLARED_ENCODINGS else ()
    return ()
