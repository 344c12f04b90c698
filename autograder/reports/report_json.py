"""``report.json``: everything a run found out, for instructors and for other commands."""

from __future__ import annotations

import json
from decimal import DecimalException
from pathlib import Path
from typing import Any

from autograder.errors import ReportError
from autograder.model import Report
from autograder.model.report import SCHEMA
from autograder.reports.files import unusable, write_file
from autograder.reports.safe import plain

_COMMA = ",\n"


def write(report: Report, path: Path) -> None:
    """Write the report: one submission per line, so that two reports can be compared with ``diff``.

    Letters of all languages stay readable; whatever could act on a terminal is a JSON escape.

    Raises:
        ReportError: the file cannot be written.

    """
    write_file(path, _text(report.to_dict()).encode())


def read(path: Path) -> Report:
    """The report in that file.

    Raises:
        ReportError: there is none, it is damaged, or it has another schema.

    """
    data = _parse(path)
    _check_schema(data, path)
    try:
        return Report.from_dict(data)
    except KeyError as error:
        raise _damaged(f"the key {error} is missing", path) from error
    except (TypeError, ValueError, AttributeError, DecimalException) as error:
        raise _damaged(str(error), path) from error


def _text(data: dict[str, Any]) -> str:
    """The lists last, one entry to a line; compact, because the standard library's fast encoder knows no indent."""
    lists = {key: data.pop(key) for key in ("submissions", "unreadable")}
    parts = [_dump(data)[1:-1]]
    parts += [f'"{key}":[\n{_COMMA.join(map(_dump, entries))}\n]' for key, entries in lists.items()]
    return f"{{{_COMMA.join(parts)}}}\n"


def _dump(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    """As ``safe.plain`` decides it, but with an escape that JSON reads back."""
    return character if plain(character) == character else json.dumps(character)[1:-1]


def _parse(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise unusable("read", path, error) from error
    except (ValueError, RecursionError) as error:
        raise _damaged(str(error), path) from error
    if not isinstance(data, dict):
        raise _damaged(f"it holds a {type(data).__name__} where a report is a JSON object", path)
    return data


def _check_schema(data: dict[str, Any], path: Path) -> None:
    found = data.get("schema")
    if found != SCHEMA:
        raise ReportError(
            f"schema {plain(json.dumps(found), 80)} found, {SCHEMA!r} expected",
            where=str(path),
            tip="Grade again with this version of autograder, or read the report with the version that wrote it.",
        )


def _damaged(why: str, path: Path) -> ReportError:
    return ReportError(
        f"is not a complete report: {plain(why, 200)}", where=str(path), tip="Run the same grade command again."
    )
