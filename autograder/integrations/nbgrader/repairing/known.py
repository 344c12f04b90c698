"""What the gradebook knows about a notebook, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from autograder.notebook.metadata import SCHEMA_VERSION


class Role(Enum):
    """What a cell is to nbgrader."""

    SOLUTION = auto()
    """Students write it; other cells carry its points."""
    ANSWER = auto()
    """Students write it and a person gives it points."""
    TESTS = auto()
    """It carries points that its outputs decide."""
    TASK = auto()
    """It asks for work in other cells, and a person gives it points."""
    READ_ONLY = auto()
    """It is read."""

    @property
    def flags(self) -> dict[str, bool]:
        """The switches of nbgrader's schema that follow from the role."""
        return {
            "grade": self in {Role.ANSWER, Role.TESTS},
            "solution": self.is_written,
            "task": self is Role.TASK,
        }

    @property
    def is_written(self) -> bool:
        """Whether its text is the student's."""
        return self in {Role.SOLUTION, Role.ANSWER}

    @property
    def has_points(self) -> bool:
        """Whether the schema wants points on it."""
        return self in {Role.ANSWER, Role.TESTS, Role.TASK}


@dataclass(frozen=True, slots=True)
class KnownCell:
    """A cell of the assignment."""

    name: str
    """Its ``grade_id``."""
    role: Role
    cell_type: str
    """``code`` or ``markdown``."""
    source: str
    """Its text in the gradebook: hidden tests are in it, solutions are not."""
    released: str
    """Its text as students got it."""
    locked: bool
    """Whether nbgrader puts its text back; so it is for all but the cells that students write."""
    points: float = 0.0
    """What it is worth, if its role has points."""
    checksum: str = ""
    """nbgrader's MD5 of ``source`` and metadata; empty if the gradebook has none."""

    def nbgrader(self) -> dict[str, Any]:
        """The metadata by which stock nbgrader recognises the cell."""
        metadata: dict[str, Any] = {
            "schema_version": SCHEMA_VERSION,
            "grade_id": self.name,
            **self.role.flags,
            "locked": self.locked,
            "cell_type": self.cell_type,
        }
        if self.role.has_points:
            metadata["points"] = self.points
        if self.checksum:
            metadata["checksum"] = self.checksum
        return metadata

    def metadata(self) -> dict[str, Any]:
        """All the metadata the cell gets, Jupyter's own locks included."""
        locks = {"deletable": False, "editable": False} if self.locked else {"deletable": False}
        return {"nbgrader": self.nbgrader(), **locks}


@dataclass(frozen=True, slots=True)
class KnownNotebook:
    """A notebook of the assignment."""

    cells: tuple[KnownCell, ...]
    """In the order in which students got them."""
    free: frozenset[str] = frozenset()
    """Texts, stripped, of the released cells that nbgrader does not know; nobody's answer."""
    kernelspec: Mapping[str, str] = field(default_factory=dict)
    """The kernel of the assignment; empty if the gradebook names none."""
