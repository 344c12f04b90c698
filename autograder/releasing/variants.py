"""The submissions an assignment is tried with: right ones, wrong ones, and those of a student who did nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from autograder.model import Submission
from autograder.notebook import code_cells, fill, notebook_bytes
from autograder.releasing.material import Answer, Material
from autograder.releasing.trivial import TRIVIAL, trivial_answer


class Role(StrEnum):
    """What a variant is meant to show."""

    REFERENCE = "reference"
    """Every exercise answered by its reference."""
    SKELETON = "skeleton"
    """The notebook as it is released."""
    TRIVIAL = "trivial"
    """Every exercise answered by the same statement."""
    ALTERNATIVE = "alternative"
    """One exercise answered by an alternative, the others by their references."""
    WRONG = "wrong"
    """One exercise answered by a wrong solution, the others by their references."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One submission and what it is meant to show."""

    role: Role
    name: str
    """The statement of a trivial answer, the file of an alternative or wrong solution."""
    exercise: str
    """The one it is about; empty for all."""
    answers: Mapping[str, str]
    """By exercise, what stands in its cell."""
    submission: Submission
    """The released notebook with the answers in its cells."""

    @property
    def label(self) -> str:
        """``attention/flips_the_mask``."""
        return self.submission.id


def make_variants(material: Material) -> tuple[Variant, ...]:
    """Everything that is graded, the reference first."""
    return tuple(_variants(material))


def _variants(material: Material) -> Iterator[Variant]:
    skeletons = dict(material.sources.skeletons)
    references = {exercise: answer.text for exercise, answer in material.references.items()}
    yield _variant(material, Role.REFERENCE, "the reference", references)
    yield _variant(material, Role.SKELETON, "the skeleton", skeletons)
    for statement in TRIVIAL:
        lazy = {exercise: trivial_answer(text, statement) for exercise, text in skeletons.items()}
        yield _variant(material, Role.TRIVIAL, statement, lazy)
    for role, groups in ((Role.ALTERNATIVE, material.alternatives), (Role.WRONG, material.wrong)):
        for answer in (answer for group in groups.values() for answer in group):
            yield _variant(material, role, answer.shown, {**references, answer.exercise: answer.text}, answer)


def _variant(
    material: Material, role: Role, name: str, answers: Mapping[str, str], answer: Answer | None = None
) -> Variant:
    """The submission as a student would hand it in: the whole notebook, with its prose, checks and further cells."""
    cells = code_cells(notebook_bytes(fill(material.notebook, answers)))
    exercise = answer.exercise if answer else ""
    label = f"{role} {exercise}/{answer.name}" if answer else name
    return Variant(role, name, exercise, answers, Submission(label, cells, file=name))
