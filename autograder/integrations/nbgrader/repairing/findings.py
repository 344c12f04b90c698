"""What the instructor is told about ids and metadata."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from autograder.integrations.nbgrader.repairing.evidence import Progress, Submitted
from autograder.integrations.nbgrader.repairing.known import KnownCell
from autograder.integrations.nbgrader.repairing.matching import Evidence, Match
from autograder.integrations.nbgrader.repairing.notes import Damage, Note, word

SKIP = "skip-execution"
_DEFAULTS = {"schema_version": 0, "grade": False, "solution": False, "locked": False, "task": False}
_TOLD = (*_DEFAULTS, "points", "cell_type")
"""Keys whose change is told; a checksum differs from the gradebook's wherever there are hidden tests."""


def match_notes(matches: Iterable[Match]) -> Iterator[Note]:
    """How cells were recognised and what their metadata said."""
    found = list(matches)
    for match in found:
        yield from _copies(match)
    moved = [match for match in found if match.untouched is not None]
    yield from (Note(Damage.MOVED, (_name(match),), (match.cell.place + 1,)) for match in moved)
    for evidence in (Evidence.TEXT, Evidence.PLACE):
        unnamed = [match for match in found if match.evidence is evidence and match.untouched is None]
        if unnamed:
            yield Note(
                Damage.UNNAMED, _names(unnamed), _places(match.cell for match in unnamed), f"its {evidence.value}"
            )
    changed = defaultdict(list)
    for match in found:
        if match.evidence is Evidence.ID:
            changed[", ".join(_changed_keys(match.cell, match.expected.known))].append(match)
    yield from (Note(Damage.METADATA, _names(group), detail=keys) for keys, group in changed.items() if keys)


def loose_notes(cells: Iterable[Submitted], matches: Iterable[Match]) -> Iterator[Note]:
    """What says to be of nbgrader on cells that are none of the assignment's."""
    explained = {cell.place for match in matches for cell in (match.cell, *match.copies, match.untouched or match.cell)}
    strangers = [cell for cell in cells if cell.nbgrader is not None and cell.place not in explained]
    forged = [
        cell for cell in strangers if cell.nbgrader and (cell.nbgrader.get("grade") or cell.nbgrader.get("points"))
    ]
    foreign = [cell for cell in strangers if cell not in forged]
    if forged:
        yield Note(Damage.FORGED, places=_places(forged))
    if foreign:
        yield Note(Damage.FOREIGN, places=_places(foreign))


def tag_notes(cells: Sequence[Mapping[str, Any]]) -> Iterator[Note]:
    """Cells that ask not to be executed."""
    places = tuple(
        place
        for place, cell in enumerate(cells, start=1)
        if any(tag.strip().lower() == SKIP for tag in cell["metadata"].get("tags", ()))
    )
    if places:
        yield Note(Damage.SKIPPED, places=places)


def kernel_notes(metadata: Mapping[str, Any], kernelspec: Mapping[str, str]) -> Iterator[Note]:
    """A kernel that is not the assignment's."""
    name = metadata.get("kernelspec", {}).get("name")
    if kernelspec and name != kernelspec["name"]:
        yield Note(Damage.KERNEL, detail=f"the kernel {word(name, 'of another name')}" if name else "no kernel")


def _copies(match: Match) -> Iterator[Note]:
    if not match.copies:
        return
    if not match.expected.known.role.is_written:
        detail = "The one most like what was handed out"
    elif match.expected.progress(match.cell) is Progress.COMPLETE:
        detail = "The last complete one"
    else:
        detail = "None is complete; the last one that came furthest"
    yield Note(Damage.DUPLICATED, (_name(match),), (match.cell.place + 1,), detail)


def _claims_points(cell: Submitted) -> bool:
    return any((cell.nbgrader or {}).get(key) for key in ("grade", "points"))


def _changed_keys(cell: Submitted, known: KnownCell) -> Iterator[str]:
    right = known.nbgrader()
    for key in _TOLD:
        default = right.get(key, 0) if key == "cell_type" else _DEFAULTS.get(key, 0)  # older versions have no cell_type
        if (cell.nbgrader or {}).get(key, default) != right.get(key, default):
            yield key


def _name(match: Match) -> str:
    return match.expected.known.name


def _names(matches: Iterable[Match]) -> tuple[str, ...]:
    return tuple(map(_name, matches))


def _places(cells: Iterable[Submitted]) -> tuple[int, ...]:
    return tuple(cell.place + 1 for cell in cells)
