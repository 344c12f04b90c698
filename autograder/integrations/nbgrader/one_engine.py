"""One database engine for a whole command; nbgrader makes ten a notebook, each of which compiles every statement."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nbgrader import api
from sqlalchemy import Engine


@contextmanager
def one_engine() -> Iterator[None]:
    """While it lasts, every ``Gradebook`` of this process that is opened with the same arguments has the same engine.

    ``Gradebook.close`` still gives back every connection. For a process that runs one command, and has one thread.
    """
    engines: dict[str, Engine] = {}

    def engine(url: str, **options: Any) -> Engine:
        key = f"{url} {sorted(options.items())}"
        if key not in engines:
            engines[key] = make(url, **options)
        return engines[key]

    make = api.create_engine
    api.create_engine = engine
    try:
        yield
    finally:
        api.create_engine = make
