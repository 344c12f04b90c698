"""The tables of the results database; the version changes with them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text

from autograder.errors import StoreError
from autograder.model import CaseResult

VERSION = 1

METADATA = MetaData()

# Prefixed: a course may keep other tables in the same database.
SCHEMA = Table("autograder_schema", METADATA, Column("version", Integer, primary_key=True, autoincrement=False))

SEEDS = Table(
    "autograder_seeds",
    METADATA,
    Column("assignment", String(255), primary_key=True),
    Column("seed", Text, nullable=False),  # JSON
)

RESULTS = Table(
    "autograder_results",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("cases", Text, nullable=False),  # JSON
    sqlite_with_rowid=False,  # found by key only: one tree to walk and not two
)

NOTES = Table(
    "autograder_notes",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("notes", Text, nullable=False),  # JSON
    sqlite_with_rowid=False,
)

JOURNAL = Table(
    "autograder_journal",
    METADATA,
    Column("run", String(64), primary_key=True),  # digest: names of students are long, and collations fold them
    Column("item", String(64), primary_key=True),  # digest
    Column("recorded", Float, nullable=False),  # seconds since 1970
    Column("content", Text, nullable=False),  # JSON
    sqlite_with_rowid=False,
)


def to_json(data: Any) -> str:
    """Plain data as stored."""
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"))


def from_json(text: str) -> Any:
    """The inverse of :func:`to_json`.

    Raises:
        StoreError: the row was damaged, or written by something else.

    """
    try:
        return json.loads(text)
    except ValueError as error:
        raise damaged(error) from error


def cases_to_data(cases: Iterable[CaseResult]) -> list[dict[str, Any]]:
    """Cases as plain data."""
    return [case.to_dict() for case in cases]


def cases_from_data(data: Any) -> tuple[CaseResult, ...]:
    """The inverse of :func:`cases_to_data`.

    Raises:
        StoreError: the row was damaged, or written by something else.

    """
    try:
        return tuple(CaseResult.from_dict(case) for case in data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise damaged(error) from error


def damaged(error: Exception) -> StoreError:
    """A row that cannot be what we wrote."""
    return StoreError(
        f"the results database holds a row that cannot be read: {type(error).__name__}: {error}",
        tip="Move the file away and grade again, or restore a copy.",
    )
