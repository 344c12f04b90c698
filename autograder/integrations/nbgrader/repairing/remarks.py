"""Where notes are shown: the gradebook keeps comments for cells that students write and for tasks, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from autograder.integrations.nbgrader.repairing.known import KnownCell, Role
from autograder.integrations.nbgrader.repairing.notes import Note


def remarks(known: Iterable[KnownCell], notes: Iterable[Note]) -> dict[str, list[str]]:
    """The sentences of each cell that has a comment, by its id.

    A note is shown at the cells it is about; one about tests or prose at the last answer above them, one about the
    whole notebook at the first of all.

    Args:
        known: the cells of the assignment, in the released order.
        notes: what was repaired.

    """
    shown_at = dict(_shown_at(known))
    first = next(filter(None, shown_at.values()), "")
    found: dict[str, list[str]] = {}
    for note in notes:
        for name in dict.fromkeys(shown_at.get(cell) or first for cell in note.cells or ("",)):
            if name:
                found.setdefault(name, []).append(note.sentence)
    return found


def _shown_at(known: Iterable[KnownCell]) -> Iterator[tuple[str, str]]:
    """Each cell, and the one that speaks for it; empty above the first."""
    speaker = ""
    for cell in known:
        speaker = cell.name if cell.role.is_written or cell.role is Role.TASK else speaker
        yield cell.name, speaker
