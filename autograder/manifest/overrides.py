"""``overrides.toml`` -> Overrides: a person's corrections, which survive regrading (SEMANTICS 28).

    schema = 1
    [[override]]
    submission = "alice"
    exercise = "attention"
    score = 6
    reason = "Her mask is right, the statement was ambiguous."
    by = "J. Kim"

The file names students; it stays with the hidden tests.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from autograder.manifest.assignment import load_assignment
from autograder.manifest.nearest import suggestion
from autograder.manifest.project import Project
from autograder.manifest.table import Table, read_toml
from autograder.model import Assignment


@dataclass(frozen=True, slots=True)
class Override:
    """One corrected score."""

    submission: str
    """Id of the submission, NFC."""
    exercise: str
    score: Decimal
    """Counts instead of what the hidden tests gave; at most the exercise's points."""
    reason: str
    by: str
    """Who decided."""


def load_overrides(project: Project, name: str) -> tuple[Override, ...]:
    """The corrections of one assignment, in the order of the file; none without the file.

    Raises:
        UsageError: the project has no assignment of that name.
        ManifestError: the file, or the assignment's manifest, is wrong.

    """
    assignment = load_assignment(project, name)
    file = project.overrides_file(name)
    if not file.exists():
        return ()
    table = read_toml(project, file)
    table.allow("schema", "override")
    overrides = tuple(_override(entry, assignment) for entry in table.tables("override"))
    _check_unique(table, overrides)
    return overrides


def _override(table: Table, assignment: Assignment) -> Override:
    table.allow("submission", "exercise", "score", "reason", "by")
    exercise, score = table.text("exercise"), table.points("score")
    known = [entry.id for entry in assignment.exercises]
    if exercise not in known:
        raise table.error(
            f"unknown exercise {exercise!r}{suggestion(exercise, known)}", tip=f"Known exercises: {', '.join(known)}."
        )
    most = assignment.exercise(exercise).points
    if score > most:
        raise table.error(f"score {score} is more than the {most} points of {exercise!r}")
    return Override(
        submission=unicodedata.normalize("NFC", table.sentence("submission")),
        exercise=exercise,
        score=score,
        reason=table.sentence("reason"),
        by=table.sentence("by"),
    )


def _check_unique(table: Table, overrides: tuple[Override, ...]) -> None:
    seen = set()
    for override in overrides:
        key = (override.submission, override.exercise)
        if key in seen:
            raise table.error(
                f"two overrides for {override.exercise!r} of {override.submission!r}", tip="Keep the one that counts."
            )
        seen.add(key)
