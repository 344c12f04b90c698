"""The repaired notebook: every cell of the assignment once, everything else as a cell of no meaning to nbgrader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.integrations.nbgrader.repairing.evidence import lines
from autograder.integrations.nbgrader.repairing.known import KnownCell
from autograder.integrations.nbgrader.repairing.matching import Match
from autograder.integrations.nbgrader.repairing.normal import new_id
from autograder.integrations.nbgrader.repairing.notes import Damage, Note


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cell of the new notebook."""

    cell: dict[str, Any]
    name: str = ""
    """The id that it has in the gradebook."""


def restore(
    known: Sequence[KnownCell], matches: Mapping[str, Match], cells: Sequence[dict[str, Any]]
) -> tuple[list[dict[str, Any]], tuple[Note, ...]]:
    """The new cells, and what was done to texts and types; missing cells are put back where they were.

    No text of a student's is lost: where a locked cell was changed and says something of its own, that version stays
    above the restored one.
    """
    taken = {str(cell["id"]) for cell in cells}
    by_place = {match.cell.place: match.expected.known for match in matches.values()}
    pieces: list[_Piece] = []
    notes: list[Note] = []
    for place, cell in enumerate(cells):
        if place in by_place:
            kept, its_notes = _kept_version(cell, by_place[place], taken)
            pieces += kept
            pieces.append(_Piece(_restored(cell, by_place[place]), by_place[place].name))
            notes += its_notes
        else:
            pieces.append(_Piece(_plain(cell)))
    missing = [cell for cell in known if cell.name not in matches]
    for lost in reversed(missing):
        pieces.insert(_place_of(lost, known, pieces), _Piece(_handed_out(lost, taken), lost.name))
    if missing:
        notes.append(Note(Damage.DELETED, tuple(cell.name for cell in missing)))
    return [piece.cell for piece in pieces], tuple(notes)


def _plain(cell: dict[str, Any]) -> dict[str, Any]:
    return {**cell, "metadata": {}}


def _restored(cell: dict[str, Any], known: KnownCell) -> dict[str, Any]:
    restored = {
        **cell,
        "cell_type": known.cell_type,
        "source": known.source if known.locked else cell["source"],
        "metadata": known.metadata(),
    }
    if known.cell_type != "markdown":
        restored.pop("attachments", None)
    return restored


def _kept_version(cell: dict[str, Any], known: KnownCell, taken: set[str]) -> tuple[list[_Piece], Iterator[Note]]:
    """The student's version of a locked cell, if it says something that was not handed out."""
    own = lines(cell["source"]) - lines(known.released) - lines(known.source)
    kept = known.locked and bool(own)
    pieces = []
    if kept:
        pieces.append(_Piece({**_plain(cell), "id": new_id(f"kept {cell['id']}", taken)}))
    return pieces, _changes(cell, known, "; the changed version stays above it" if kept else "")


def _changes(cell: dict[str, Any], known: KnownCell, addition: str) -> Iterator[Note]:
    if cell["cell_type"] != known.cell_type:
        yield Note(Damage.RETYPED, (known.name,), detail=known.cell_type)
    if known.locked and _trimmed(cell["source"]) not in {_trimmed(known.released), _trimmed(known.source)}:
        yield Note(Damage.EDITED, (known.name,), detail=addition)


def _trimmed(text: str) -> str:
    """Without what an editor changes by itself."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _handed_out(known: KnownCell, taken: set[str]) -> dict[str, Any]:
    return {
        "id": new_id(f"known {known.name}", taken),
        "cell_type": known.cell_type,
        "source": known.source,
        "metadata": known.metadata(),
    }


def _place_of(lost: KnownCell, known: Sequence[KnownCell], pieces: Sequence[_Piece]) -> int:
    """Before the next cell of the assignment, so that whatever the student wrote there comes first; else at the end.

    Where the student has moved that one up, right behind the cell that came before.
    """
    places = {piece.name: place for place, piece in enumerate(pieces)}
    at = known.index(lost)
    after = next((places[cell.name] + 1 for cell in reversed(known[:at]) if cell.name in places), 0)
    before = next((places[cell.name] for cell in known[at + 1 :] if cell.name in places), len(pieces))
    return max(before, after)
