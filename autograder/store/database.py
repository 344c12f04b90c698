"""One database, opened and spoken to so that every failure becomes a sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Table,
    and_,
    bindparam,
    create_engine,
    delete,
    event,
    insert,
    inspect,
    make_url,
    select,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError, SQLAlchemyError

from autograder.errors import StoreError
from autograder.store.tables import METADATA, SCHEMA, VERSION

BUSY_SECONDS = 30.0
"""How long one process waits for another one's write; a write takes milliseconds."""

_KNOWN = (
    ("file is not a database", "is not a database", "Move the file away, or name another one in course.toml."),
    ("malformed", "is damaged", "Move the file away and grade again, or restore a copy."),
    ("locked", "is locked by another program", "Wait until it is done, or close it; what was graded is kept."),
    ("readonly", "cannot be written", "Check the permissions of the file and its folder."),
    ("read-only", "cannot be written", "Check the permissions of the file and its folder."),
    ("unable to open", "cannot be opened", "Check that its folder exists and can be written."),
    ("disk is full", "cannot grow: the disk is full", "Free some space and start again; what was graded is kept."),
    ("disk i/o error", "cannot be read or written: the disk reports an error", "Check free space and the disk."),
)


class Database:
    """Transactions on one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # SQLite upgrades no reader to a writer while another one writes; a writer says so when it begins.
        self._writer = engine.execution_options(autograder_begin="BEGIN IMMEDIATE")
        self.shown = engine.url.render_as_string(hide_password=True)

    @classmethod
    def open(cls, url: str, busy_seconds: float = BUSY_SECONDS) -> Database:
        """The database at a SQLAlchemy URL, with our tables.

        Raises:
            StoreError: it cannot be opened, is none, or was made by another version.

        """
        parsed = _parse(url)
        database = cls(_engine(parsed, busy_seconds))
        _make_file(parsed)
        try:
            database._prepare()
        except StoreError:
            database.close()
            raise
        return database

    def close(self) -> None:
        """Give back all connections."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that changes nothing."""
        with self._explained(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is there as a whole after this block, or not at all."""
        with self._explained(), self._writer.begin() as connection:
            yield connection

    def replace(self, rows: Mapping[Table, Iterable[Mapping[str, Any]]]) -> None:
        """Write all rows of all tables or none; one with the same primary key is replaced."""
        ordered = {table: sorted(new, key=partial(_primary_key, table)) for table, new in rows.items()}
        ordered = {table: new for table, new in ordered.items() if new}
        if ordered:
            with self._explained():
                try:
                    self._replace(ordered)
                except IntegrityError:  # not on SQLite: somebody wrote the same key in between
                    self._replace(ordered)

    def add(self, table: Table, row: Mapping[str, Any]) -> None:
        """Write a row unless there is one with its primary key: the first of two processes wins."""
        with self._explained(), suppress(IntegrityError), self._writer.begin() as connection:
            connection.execute(insert(table), row)

    def _replace(self, rows: Mapping[Table, list[Mapping[str, Any]]]) -> None:
        """Delete and insert, because every database understands it."""
        with self._writer.begin() as connection:
            for table, new in rows.items():
                keys = _key_names(table)
                same = and_(*(table.c[name] == bindparam(f"old_{name}") for name in keys))
                connection.execute(delete(table).where(same), [{f"old_{key}": row[key] for key in keys} for row in new])
                connection.execute(insert(table), new)

    def _prepare(self) -> None:
        """Make our tables if they are not there; refuse those of another version."""
        if self._version() is None:
            self._make_tables()
        version = self._version()
        if version != VERSION:
            raise StoreError(
                f"was made by another version of the autograder: its tables are version {version}, ours {VERSION}",
                where=self.shown,
                tip="Use that version, name another database in course.toml, or move the file away (seeds are in it).",
            )

    def _version(self) -> int | None:
        """The version of our tables; ``None`` if they are not there, or not all of them."""
        with self.reading() as connection:
            present = set(inspect(connection).get_table_names())
            if SCHEMA.name not in present:
                return None
            version = connection.scalar(select(SCHEMA.c.version))
            return None if version == VERSION and not present.issuperset(METADATA.tables) else version

    def _make_tables(self) -> None:
        """One transaction: a process that is killed here, or races another one, leaves all of it or nothing."""
        with self._explained(), suppress(IntegrityError), self._writer.begin() as connection:
            METADATA.create_all(connection)
            if connection.scalar(select(SCHEMA.c.version)) is None:
                connection.execute(insert(SCHEMA), {"version": VERSION})

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, TypeError) as error:  # TypeError: the URL sets an option the driver does not know
            raise _sentence(self.shown, error) from error


def _key_names(table: Table) -> list[str]:
    return [column.name for column in table.primary_key]


def _primary_key(table: Table, row: Mapping[str, Any]) -> list[Any]:
    """For sorting: two writers meet in the same order."""
    return [row[name] for name in _key_names(table)]


def _parse(url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError) as error:
        raise _unreadable_url() from error


def _unreadable_url() -> StoreError:
    """The URL is not quoted: it can hold a password."""
    return StoreError("the database URL cannot be read", where="database", tip='For example "sqlite:///course.db".')


def _make_file(url: URL) -> None:
    """An SQLite file for its owner alone: it holds the seed that hidden inputs are drawn from (SEMANTICS 22)."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database.startswith((":memory:", "file:")):
        return
    path = Path(url.database)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except FileExistsError as error:
        raise StoreError(
            f"cannot be made: {path.parent} is a file", where=str(path), tip="Name another place."
        ) from error
    except OSError as error:
        raise StoreError(
            f"cannot be opened: {error.strerror}",
            where=str(path),
            tip="Check the path and the permissions of its folder.",
        ) from error


def _engine(url: URL, busy_seconds: float) -> Engine:
    sqlite = url.get_backend_name() == "sqlite"
    try:
        engine = create_engine(url, connect_args={"timeout": busy_seconds} if sqlite else {})
    except (NoSuchModuleError, ImportError) as error:
        name = url.drivername
        raise StoreError(
            f"no driver for {name!r} databases: {error}", where="database", tip=f"Install the driver of {name}."
        ) from error
    except (ArgumentError, ValueError) as error:
        raise _unreadable_url() from error
    if sqlite:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """Readers do not wait for writers, and a killed process loses nothing it has committed."""
    connection.isolation_level = None  # we begin and end transactions, the driver would begin them too late
    # SQLite does not wait here for a process that opens a new file at the same moment; that one sets the mode for all
    # (seen in 1 of 1,400 openings by eight processes). Any other fault shows in the next statement.
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode=WAL")
    # With FULL every commit waits for the disk: only a power cut could lose more, and no power cut damages the file.
    connection.execute("PRAGMA synchronous=NORMAL")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("autograder_begin", "BEGIN"))


def _sentence(shown: str, error: Exception) -> StoreError:
    cause = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    for fragment, what, tip in _KNOWN:
        if fragment in cause.lower():
            return StoreError(what, where=shown, tip=tip)
    return StoreError(f"cannot be used: {cause.splitlines()[0] if cause else type(error).__name__}", where=shown)
