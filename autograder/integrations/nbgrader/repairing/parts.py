"""Answers of which only a part, or nothing, is in the cell that has the id: the rest lies beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.integrations.nbgrader.repairing.evidence import Expected, Progress, Submitted
from autograder.integrations.nbgrader.repairing.known import Role
from autograder.integrations.nbgrader.repairing.matching import Match
from autograder.integrations.nbgrader.repairing.notes import Damage, Note

NEAR = 3
"""How many cells above and below are looked at."""
TELLING = 4
"""Characters of a line that is no mere bracket."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Matches after the parts of split answers were found."""

    matches: Mapping[str, Match]
    notes: tuple[Note, ...]


def join_parts(matches: Mapping[str, Match], cells: Sequence[Submitted], free: frozenset[str]) -> Parts:
    """Put the id of a split answer on the part a person has to see, and say where another answer may lie."""
    joined = dict(matches)
    notes = []
    taken = {match.cell.place for match in matches.values()}
    taken |= {cell.place for match in matches.values() for cell in match.copies}
    for name, found in matches.items():
        expected = found.expected
        if not expected.known.role.is_written or found.untouched is not None:
            continue
        beside = [cell for cell in _beside(found.cell, cells, taken) if cell.source.strip() not in {"", *free}]
        part = next((cell for cell in beside if _is_part(expected, found.cell, cell)), None)
        if part is not None:
            holder = _holder(expected, found.cell, part)
            joined[name] = replace(found, cell=holder)
            taken.add(part.place)
            notes.append(Note(Damage.SPLIT, (name,), (holder.place + 1,)))
        elif beside and _waits_for_answer(expected, found.cell):
            places = tuple(sorted(cell.place + 1 for cell in beside))
            notes.append(Note(Damage.ELSEWHERE, (name,), places))
    return Parts(joined, tuple(notes))


def _beside(cell: Submitted, cells: Sequence[Submitted], taken: set[int]) -> list[Submitted]:
    """The cells next to it that belong to nobody, nearest first, below before above."""
    found = []
    for step in (1, -1):
        for distance in range(1, NEAR + 1):
            place = cell.place + step * distance
            if not 0 <= place < len(cells) or place in taken:
                break
            found.append(cells[place])
    return sorted(found, key=lambda other: abs(other.place - cell.place))


def _is_part(expected: Expected, cell: Submitted, other: Submitted) -> bool:
    """Whether the other one has lines of the skeleton that this one lacks, or goes on inside this one's definition."""
    missing = (expected.lines - cell.lines) & other.lines
    if any(len(line) >= TELLING for line in missing):
        return True
    first = next((line for line in other.source.splitlines() if line.strip()), "")
    return other.place == cell.place + 1 and other.cell_type == "code" == cell.cell_type and first[:1] in {" ", "\t"}


def _holder(expected: Expected, cell: Submitted, part: Submitted) -> Submitted:
    """The part with the student's own words; if both have some, the one that has the id."""
    has_own = bool(expected.own_lines(cell)) or expected.is_defined_in(cell)
    return cell if has_own or not expected.own_lines(part) else part


def _waits_for_answer(expected: Expected, cell: Submitted) -> bool:
    """Whether nbgrader would give 0 without asking anybody."""
    return expected.known.role is Role.ANSWER and expected.progress(cell) <= Progress.UNFINISHED
