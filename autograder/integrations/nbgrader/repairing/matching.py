"""Which of the student's cells is which cell of the assignment.

The strongest evidence decides first: the id a cell has, then what it defines, then its text, then its place between
cells that are known already. What no evidence speaks for was deleted.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from autograder.integrations.nbgrader.repairing.evidence import Expected, Progress, Submitted
from autograder.integrations.nbgrader.repairing.known import Role

ALIKE = 0.6
"""From this share of common lines on, a text is taken for the one that was handed out."""
MARGIN = 0.25
"""By so much another cell must fit better than the one whose id a cell has, or the id is believed."""
LARGEST_GAP = 20_000
"""Pairs that are weighed between two known cells; a real notebook has some dozens."""


class Evidence(Enum):
    """What a cell was recognised by."""

    ID = "id"
    TEXT = "text"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Match:
    """One cell of the assignment and the student's cell that stands for it."""

    expected: Expected
    cell: Submitted
    evidence: Evidence
    copies: tuple[Submitted, ...] = ()
    """Others that have its id."""
    untouched: Submitted | None = None
    """The cell that has its id and is as it was handed out, if the answer was found in another."""


def match(
    assignment: Sequence[Expected], cells: Sequence[Submitted], free: frozenset[str]
) -> Mapping[str, Match]:  # fmt: skip
    """The match of each cell of the assignment that was handed in, by name.

    Args:
        assignment: what to look for, in the released order.
        cells: what was handed in.
        free: texts of released cells that are nobody's answer.

    """
    matching = _Matching(assignment, cells, free)
    matching.by_id()
    matching.by_definition()
    matching.by_text()
    matching.by_place()
    return matching.with_copies()


class _Matching:
    def __init__(self, assignment: Sequence[Expected], cells: Sequence[Submitted], free: frozenset[str]) -> None:
        self.found: dict[str, Match] = {}
        self._assignment = assignment
        self._free_texts = free
        self._claims = self._believed(cells)
        claimed = {cell.place for claims in self._claims.values() for cell in claims}
        self._loose = {cell.place: cell for cell in cells if cell.place not in claimed}
        """Cells without an id that is believed, until they are recognised."""

    def by_id(self) -> None:
        """Believe ids; where several cells have one, the answer that counts or the text most like the released one."""
        for expected in self._assignment:
            claims = self._claims[expected.known.name]
            if not claims:
                continue
            if expected.known.role.is_written:
                chosen = expected.that_counts(claims)
            else:
                chosen = max(claims, key=lambda cell: (expected.fit(cell), cell.place))
            self.found[expected.known.name] = Match(expected, chosen, Evidence.ID)
            self._loose |= {
                cell.place: cell for cell in claims if cell is not chosen and _was_rewritten(expected, cell)
            }

    def by_definition(self) -> None:
        """Recognise an answer by what it defines, also where the cell meant for it was left as it was."""
        for expected in self._assignment:
            name = expected.known.name
            cells = [cell for cell in self._loose.values() if expected.is_defined_in(cell)]
            if not cells:
                continue
            best = expected.that_counts(cells)
            if name not in self.found:
                self._take(expected, best, Evidence.TEXT)
                continue
            old = self.found[name]
            if expected.progress(best) is Progress.COMPLETE and expected.progress(old.cell) is not Progress.COMPLETE:
                self._take(expected, best, Evidence.TEXT, old.cell)

    def by_text(self) -> None:
        """Recognise a cell by its text where it fits no other one as well."""
        fits = [
            (expected.fit(cell), expected, cell) for expected in self._missing() for cell in self._loose.values()
        ]  # fmt: skip
        best: dict[object, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for fit, expected, cell in fits:
            for side in (expected.known.name, cell.place):
                best[side] = sorted([*best[side], fit])[-2:]
        for fit, expected, cell in fits:
            if fit >= ALIKE and all(best[side][0] < fit == best[side][1] for side in (expected.known.name, cell.place)):
                self._take(expected, cell, Evidence.TEXT)

    def by_place(self) -> None:
        """Between cells that are known, recognise the rest by their order and what is left of their text."""
        for gap, cells in list(self._gaps()):
            loose = [cell for cell in cells if cell.place in self._loose]  # gaps overlap where cells were reordered
            for expected, cell in _aligned(gap, loose, self._free_texts):
                evidence = Evidence.TEXT if expected.fit(cell) >= ALIKE else Evidence.PLACE
                self._take(expected, cell, evidence)

    def with_copies(self) -> Mapping[str, Match]:
        """The matches in the released order, each with the cells that have its id and stand for nothing else."""
        spoken_for = {cell.place for match in self.found.values() for cell in (match.cell, match.untouched) if cell}
        return {
            name: replace(
                self.found[name], copies=tuple(cell for cell in self._claims[name] if cell.place not in spoken_for)
            )
            for name in (expected.known.name for expected in self._assignment)
            if name in self.found
        }

    def _take(
        self, expected: Expected, cell: Submitted, evidence: Evidence, untouched: Submitted | None = None
    ) -> None:
        self.found[expected.known.name] = Match(expected, cell, evidence, untouched=untouched)
        del self._loose[cell.place]

    def _missing(self) -> list[Expected]:
        return [expected for expected in self._assignment if expected.known.name not in self.found]

    def _believed(self, cells: Sequence[Submitted]) -> dict[str, list[Submitted]]:
        """The cells that have each name, but those that are plainly another cell whose id was changed."""
        by_name = {expected.known.name: expected for expected in self._assignment}
        claims: dict[str, list[Submitted]] = {name: [] for name in by_name}
        for cell in cells:
            if cell.claim in claims:
                claims[cell.claim].append(cell)
        best = {name: max(map(by_name[name].fit, claims[name]), default=0.0) for name in by_name}
        return {
            name: [cell for cell in claimants if not self._is_mistaken(by_name[name], cell, best)]
            for name, claimants in claims.items()
        }

    def _is_mistaken(self, claimed: Expected, cell: Submitted, best: Mapping[str, float]) -> bool:
        """Whether the cell fits another one much better, and better than any cell that has that one's id."""
        own = claimed.fit(cell)
        return own < ALIKE and any(
            other.fit(cell) >= max(ALIKE, own + MARGIN) and other.fit(cell) > best[other.known.name]
            for other in self._assignment
            if other is not claimed
        )

    def _gaps(self) -> Iterator[tuple[list[Expected], list[Submitted]]]:
        """Runs of cells that are missing, with the loose cells between their known neighbours."""
        after = -1
        for is_found, run in itertools.groupby(self._assignment, lambda expected: expected.known.name in self.found):
            members = list(run)
            if is_found:
                after = self._place(members[-1])
                continue
            following = self._assignment[self._assignment.index(members[-1]) + 1 :]
            before = next((self._place(one) for one in following if one.known.name in self.found), None)
            cells = [
                cell
                for place, cell in sorted(self._loose.items())
                if after < place and (before is None or place < before)
            ]
            yield members, cells

    def _place(self, expected: Expected) -> int:
        return self.found[expected.known.name].cell.place


def _was_rewritten(expected: Expected, copy: Submitted) -> bool:
    """Whether a copy has become another cell; of an essay nobody can say."""
    return bool(expected.names or expected.known.locked) and expected.fit(copy) < ALIKE


def _aligned(
    gap: Sequence[Expected], cells: Sequence[Submitted], free: frozenset[str]
) -> list[tuple[Expected, Submitted]]:
    """The pairs, in order on both sides, that together fit best (longest common subsequence)."""
    if len(gap) * len(cells) > LARGEST_GAP:
        return []
    best = [[0.0] * (len(cells) + 1) for _ in range(len(gap) + 1)]
    weights = [[_weight(expected, cell, free) for cell in cells] for expected in gap]
    for i, j in itertools.product(reversed(range(len(gap))), reversed(range(len(cells)))):
        best[i][j] = max(best[i + 1][j], best[i][j + 1], weights[i][j] and weights[i][j] + best[i + 1][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(gap) and j < len(cells):
        if weights[i][j] and best[i][j] == weights[i][j] + best[i + 1][j + 1]:
            pairs.append((gap[i], cells[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            i += 1
    return pairs


def _weight(expected: Expected, cell: Submitted, free: frozenset[str]) -> float:
    """How much speaks for the pair; 0 forbids it.

    An answer without a name, a paragraph of prose, may have no line in common with what was handed out: then its kind
    and its place must do.
    """
    fit = expected.fit(cell)
    if fit >= ALIKE:
        return fit
    known = expected.known
    if known.role not in {Role.SOLUTION, Role.ANSWER} or expected.names or cell.cell_type != known.cell_type:
        return 0.0
    text = cell.source.strip()
    return 0.0 if not text or text in free else 0.1 + fit / 10
