"""What became of one public check."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.model import Outcome
from autograder.releasing.variants import Variant


@dataclass(frozen=True, slots=True)
class Checked:
    """One public check on one variant."""

    variant: Variant
    exercise: str
    where: str
    """File, cell and line of the check."""
    outcome: Outcome
    detail: str = ""
    """Line of the check and what it raised."""
