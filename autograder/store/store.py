"""The results store of a course."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType, TracebackType
from typing import Self

from sqlalchemy import Column, delete, select

from autograder.model import KEPT_IN_CACHE, CaseResult
from autograder.store.database import BUSY_SECONDS, Database
from autograder.store.journal import Journal
from autograder.store.tables import JOURNAL, NOTES, RESULTS, SEEDS, cases_from_data, cases_to_data, from_json, to_json

Results = tuple[CaseResult, ...]
SEED_BYTES = 16
KEYS_PER_QUERY = 900
"""SQL Server takes 2,100 parameters, old SQLite 999."""
JOURNAL_SECONDS = 30 * 24 * 3600
"""A run that nobody resumed for so long is forgotten."""


class Store:
    """Seeds, cached results and journals in one database; several processes may use it at once."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database = database
        self._clock = clock

    @classmethod
    def open(cls, url: str, *, busy_seconds: float = BUSY_SECONDS, clock: Callable[[], float] = time.time) -> Store:
        """The store at a SQLAlchemy URL; made if there is none.

        Args:
            url: as ``sqlite:////srv/course.db``.
            busy_seconds: how long to wait for another process that writes.
            clock: seconds since 1970.

        Raises:
            StoreError: it cannot be opened, is no database, or was made by another version.

        """
        return cls(Database.open(url, busy_seconds), clock)

    def close(self) -> None:
        """Give back all connections."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def seed(self, assignment: str) -> str:
        """The seed of an assignment, drawn once and kept (SEMANTICS 22).

        Raises:
            StoreError: the database cannot be read or written.

        """
        query = select(SEEDS.c.seed).where(SEEDS.c.assignment == assignment)
        with self._database.reading() as connection:
            kept = connection.scalar(query)
        if kept is None:
            self._database.add(SEEDS, {"assignment": assignment, "seed": to_json(_draw())})
            with self._database.reading() as connection:
                kept = connection.scalar(query)  # ours, or that of a process that was faster
        return str(from_json(kept or ""))

    def set_seed(self, assignment: str, seed: str) -> None:
        """Keep a given seed from now on.

        Raises:
            StoreError: the database cannot be written.

        """
        self._database.replace({SEEDS: [{"assignment": assignment, "seed": to_json(seed)}]})

    def new_seed(self, assignment: str) -> str:
        """Draw another seed and keep it from now on.

        Raises:
            StoreError: the database cannot be written.

        """
        seed = _draw()
        self.set_seed(assignment, seed)
        return seed

    def lookup(self, keys: Collection[str]) -> dict[str, Results]:
        """The kept results among some keys; a key without one is left out.

        Raises:
            StoreError: the database cannot be read.

        """
        found = self._read(RESULTS.c.cases, keys)
        return {key: cases_from_data(from_json(cases)) for key, cases in found.items()}

    def notes(self, keys: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The kept notes among some keys.

        Raises:
            StoreError: the database cannot be read.

        """
        return {key: tuple(from_json(notes)) for key, notes in self._read(NOTES.c.notes, keys).items()}

    def keep(
        self, results: Iterable[tuple[str, Results]], notes: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    ) -> frozenset[str]:
        """Keep results and notes for later runs, all or none of them; returns the keys of the results that are kept.

        Left out is what a second run might decide otherwise: a group with a TIMEOUT, a crash or a grader fault.

        Raises:
            StoreError: the database cannot be written.

        """
        kept = {
            key: to_json(cases_to_data(cases))
            for key, cases in results
            if cases and all(case.outcome in KEPT_IN_CACHE for case in cases)
        }
        self._database.replace(
            {
                RESULTS: [{"key": key, "cases": cases} for key, cases in kept.items()],
                NOTES: [{"key": key, "notes": to_json(said)} for key, said in notes.items()],
            }
        )
        return frozenset(kept)

    def _read(self, column: Column[str], keys: Collection[str]) -> dict[str, str]:
        """A column of the rows with these keys."""
        key, wanted = column.table.c.key, sorted(keys)
        found: dict[str, str] = {}
        with self._database.reading() as connection:
            for start in range(0, len(wanted), KEYS_PER_QUERY):
                query = select(key, column).where(key.in_(wanted[start : start + KEYS_PER_QUERY]))
                found.update((row[0], row[1]) for row in connection.execute(query))
        return found

    def begin(self, run_key: str) -> Journal:
        """The journal of a run: that of an unfinished run of the same key, or a new one.

        Args:
            run_key: equal for two runs exactly if what one has finished holds for the other.

        Raises:
            StoreError: the database cannot be written.

        """
        with self._database.writing() as connection:
            connection.execute(delete(JOURNAL).where(JOURNAL.c.recorded < self._clock() - JOURNAL_SECONDS))
        return Journal(self._database, run_key, self._clock)


def _draw() -> str:
    return secrets.token_hex(SEED_BYTES)
