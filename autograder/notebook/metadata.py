"""Cell metadata of nbgrader's schema 3, so that its tools, its exchange and its graders know every cell.

The schema is ``nbgrader/nbgraderformat/v3.json``; how a cell scores is ``nbgrader.utils.determine_grade``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from typing import Any

from autograder.model.report import number

SCHEMA_VERSION = 3


class Role(Enum):
    """What a cell is to nbgrader."""

    SOLUTION = auto()
    """Students write it."""
    TESTS = auto()
    """It carries points; nbgrader restores it when a student changed it."""
    READ_ONLY = auto()
    """It is read; nbgrader restores it likewise."""


@dataclass(frozen=True, slots=True)
class GradedCell:
    """One cell as nbgrader's gradebook knows it."""

    role: Role
    grade_id: str
    """Unique in the notebook; of letters, digits, ``_`` and ``-``."""
    cell_type: str = "code"
    """``code`` or ``markdown``."""
    points: Decimal = Decimal(0)
    """What it is worth; only tests have points."""

    @property
    def flags(self) -> dict[str, bool]:
        """The three switches of the schema."""
        return {
            "grade": self.role is Role.TESTS,
            "solution": self.role is Role.SOLUTION,
            "locked": self.role is not Role.SOLUTION,
        }

    def checksum(self, source: str) -> str:
        """The MD5 by which nbgrader sees that ``source`` was changed (``nbgrader.utils.compute_checksum``)."""
        parts = [source, self.cell_type, *(str(flag) for flag in self.flags.values()), self.grade_id]
        if self.role is Role.TESTS:
            parts.append(str(float(self.points)))
        return hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest()

    def metadata(self, source: str) -> dict[str, Any]:
        """The metadata of the cell that holds ``source``, Jupyter's own locks against deleting and editing included."""
        nbgrader: dict[str, Any] = {
            "schema_version": SCHEMA_VERSION,
            "grade_id": self.grade_id,
            **self.flags,
            "task": False,
            "cell_type": self.cell_type,
            "checksum": self.checksum(source),
        }
        if self.role is Role.TESTS:
            nbgrader["points"] = number(self.points)
        locked = {} if self.role is Role.SOLUTION else {"editable": False}
        return {"nbgrader": nbgrader, "deletable": False, **locked}


def solution_cell(exercise: str) -> GradedCell:
    """The cell in which students write ``exercise``."""
    return GradedCell(Role.SOLUTION, exercise)


def checks_cell(exercise: str, points: Decimal) -> GradedCell:
    """The cell that shows the public checks of ``exercise`` and carries its points."""
    return GradedCell(Role.TESTS, f"{exercise}-tests", points=points)


def prose_cell(ordinal: int) -> GradedCell:
    """The ``ordinal``-th markdown cell.

    Its id does not depend on its text: nbgrader refuses a set of ids that differs from the one students have answered,
    and mending a typo must stay possible.
    """
    return GradedCell(Role.READ_ONLY, f"prose-{ordinal}", "markdown")
