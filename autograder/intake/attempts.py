"""Several attempts of one student, told apart by the time that a platform's file names give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from autograder.intake.find import Deposit
from autograder.model import Submission, Unreadable

Read = tuple[Deposit, Submission | Unreadable]
"""What was found, and what came of reading it."""


def by_attempt(results: Iterable[Read]) -> tuple[list[Read], list[Submission]]:
    """The last attempt of everybody, and the earlier ones by id and time.

    Only where every file of an id says when it was handed in, each another time, are they attempts: the others are left
    together, for nobody knows which counts. An attempt that cannot be read is noted at the one that counts instead.
    """
    grouped: dict[str, list[Read]] = defaultdict(list)
    for entry in results:
        grouped[entry[1].id].append(entry)
    last, earlier = list[Read](), list[Submission]()
    for _, entries in sorted(grouped.items()):
        times = {deposit.attempt for deposit, _ in entries}
        if len(entries) == 1 or "" in times or len(times) < len(entries):
            last += entries
            continue
        counting, before = _in_order(sorted(entries, key=lambda entry: _moment(entry[0].attempt)))
        last.append(counting)
        earlier += before
    return last, earlier


def _in_order(entries: Sequence[Read]) -> tuple[Read, list[Submission]]:
    """The last attempt that can be read, or just the last one; and what was read before it."""
    read = [(deposit, result) for deposit, result in entries if isinstance(result, Submission)]
    if not read:
        return entries[-1], []
    deposit, counting = read[-1]
    broken = [
        f"The attempt of {deposit.attempt} cannot be read: {result.reason}"
        for deposit, result in entries
        if isinstance(result, Unreadable)
    ]
    return (deposit, replace(counting, notes=(*counting.notes, *broken))), [result for _, result in read[:-1]]


def _moment(text: str) -> datetime:
    """One platform gives all times in one zone, so which zone does not matter here."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
