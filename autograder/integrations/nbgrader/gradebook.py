"""Whether a gradebook can be written to, before anything is: nbgrader finds out halfway."""

from __future__ import annotations

from pathlib import Path

from nbgrader.api import Assignment, Base
from sqlalchemy import Connection, Engine, create_engine, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from autograder.errors import UsageError

BUSY_SECONDS = 5
"""How long another program may hold the gradebook; nbgrader's own writes take milliseconds."""


def check_gradebook(url: str, assignment: str) -> None:
    """Look at it, and take the right to write for a moment.

    Args:
        url: as ``CourseDirectory.db_url``.
        assignment: must be known there.

    Raises:
        UsageError: it cannot be reached or written, was made by another version of nbgrader, or does not know the
            assignment.

    """
    engine = _engine(url)
    shown = engine.url.render_as_string(hide_password=True)
    if engine.dialect.name == "sqlite" and not Path(engine.url.database or "").exists():
        raise _unknown(shown, assignment, ())  # to look at it would make it
    try:
        with engine.connect() as connection:
            _demand_tables(connection, shown, assignment)
            known = connection.scalars(select(Assignment.name)).all()
            connection.rollback()
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
    except SQLAlchemyError as error:
        raise _unusable(shown, error) from error
    finally:
        engine.dispose()
    if assignment not in known:
        raise _unknown(shown, assignment, known)


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        sqlite = parsed.get_backend_name() == "sqlite"
        return create_engine(parsed, connect_args={"timeout": BUSY_SECONDS} if sqlite else {})
    except ImportError as error:
        raise UsageError(
            f"no driver for the gradebook: {error}", where="CourseDirectory.db_url", tip="install the driver"
        ) from error
    except (ArgumentError, ValueError, SQLAlchemyError) as error:  # not quoted: it can hold a password
        raise UsageError(
            "cannot be read", where="CourseDirectory.db_url", tip='for example "sqlite:///x.db"'
        ) from error


def _demand_tables(connection: Connection, shown: str, assignment: str) -> None:
    """Every table and column of this nbgrader; other ones besides do no harm."""
    inspector = inspect(connection)
    present = set(inspector.get_table_names())
    if not present:
        raise _unknown(shown, assignment, ())
    for name, table in Base.metadata.tables.items():
        columns = {column["name"] for column in inspector.get_columns(name)} if name in present else set()
        if missing := {column.name for column in table.columns} - columns:
            raise UsageError(
                f"was made by another version of nbgrader: {name} has no {', '.join(sorted(missing))}",
                where=shown,
                tip="copy the gradebook to a safe place, then run `nbgrader db upgrade`",
            )


def _unknown(shown: str, assignment: str, known: object) -> UsageError:
    names = ", ".join(known) if isinstance(known, (list, tuple)) and known else "none"
    return UsageError(
        f"knows no assignment {assignment!r}; known: {names}",
        where=shown,
        tip=f"run `nbgrader generate_assignment {assignment}`",
    )


def _unusable(shown: str, error: SQLAlchemyError) -> UsageError:
    cause = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    if "locked" in cause:
        return UsageError("is held by another program", where=shown, tip="close it, or wait until it is done")
    first = cause.splitlines()[0] if cause else type(error).__name__
    return UsageError(f"cannot be used: {first}", where=shown, tip="check that it is there and can be written")
