"""What a run has finished, written down at once: after Ctrl-C or kill -9 it goes on where it was."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from types import MappingProxyType

from sqlalchemy import delete, select

from autograder.model import CaseResult
from autograder.store.database import Database
from autograder.store.tables import JOURNAL, cases_from_data, cases_to_data, damaged, from_json, to_json

Results = Mapping[str, tuple[CaseResult, ...]]
"""By cache key; every outcome, TIMEOUT too."""


class Journal:
    """The finished items of one run, kept until it is closed as finished.

    Two processes that grade the same thing share it: each sees what the other has finished when it begins.
    """

    def __init__(self, database: Database, run_key: str, clock: Callable[[], float]) -> None:
        self._database = database
        self._run = _digest(run_key)
        self._clock = clock

    def finished(self) -> Mapping[str, Results]:
        """What is done, by item id; empty for a new run.

        Raises:
            StoreError: the database cannot be read.

        """
        with self._database.reading() as connection:
            rows = connection.scalars(select(JOURNAL.c.content).where(JOURNAL.c.run == self._run)).all()
        return MappingProxyType(dict(_from_content(row) for row in rows))

    def record(self, item_id: str, results: Results) -> None:
        """Note one finished item; when this returns, a killed process no longer loses it.

        Raises:
            StoreError: the database cannot be written; what was recorded before is kept.

        """
        row = {
            "run": self._run,
            "item": _digest(item_id),
            "recorded": self._clock(),
            "content": _to_content(item_id, results),
        }
        self._database.replace({JOURNAL: [row]})

    def close(self, *, finished: bool) -> None:
        """End the run: one that is finished is forgotten, another one can be resumed.

        Raises:
            StoreError: the database cannot be written.

        """
        if finished:
            with self._database.writing() as connection:
                connection.execute(delete(JOURNAL).where(JOURNAL.c.run == self._run))


def _digest(name: str) -> str:
    # File names of students need not be Unicode; Python holds such bytes as lone surrogates.
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


def _to_content(item_id: str, results: Results) -> str:
    return to_json({"item": item_id, "results": {key: cases_to_data(cases) for key, cases in results.items()}})


def _from_content(text: str) -> tuple[str, Results]:
    data = from_json(text)
    try:
        return data["item"], {key: cases_from_data(cases) for key, cases in data["results"].items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise damaged(error) from error
