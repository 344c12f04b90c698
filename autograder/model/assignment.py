"""What an instructor wrote: an assignment and its exercises."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from autograder.model.limits import Limits
from autograder.model.text import Text


class Device(StrEnum):
    """Where a case runs."""

    CPU = "cpu"
    CUDA = "cuda"
    EMULATED = "emulated"


class FeedbackLevel(StrEnum):
    """How much of a hidden case a student sees."""

    NONE = "none"
    OUTCOME = "outcome"
    MESSAGE = "message"
    COUNTEREXAMPLE = "counterexample"


DEFAULT_PRELOAD = ("torch", "torchvision", "numpy", "scipy", "sympy", "matplotlib", "pandas", "sklearn", "tqdm", "PIL")
"""What a worker has imported before it starts, where installed (SEMANTICS 8)."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One name a student defines."""

    id: str
    """The name of the function or class; also the name of its reference and test file."""
    points: Decimal
    """At most two decimals."""
    devices: tuple[Device, ...] = (Device.CPU,)
    """Where its tests can run."""
    forbids: tuple[str, ...] = ()
    """Dotted names whose use is flagged for a person."""
    uses: tuple[str, ...] = ()
    """Other exercises a student may call from this one."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """One assignment as its manifest declares it."""

    name: str
    title: Text
    exercises: tuple[Exercise, ...]
    required_devices: tuple[Device, ...] = (Device.CPU,)
    feedback: FeedbackLevel = FeedbackLevel.MESSAGE
    preload: tuple[str, ...] = DEFAULT_PRELOAD
    limits: Limits = field(default_factory=Limits)
    file: str = ""
    """File name students hand in; empty means ``<name>.ipynb``."""

    @property
    def points(self) -> Decimal:
        """The total of all exercises."""
        return sum((exercise.points for exercise in self.exercises), Decimal(0))

    @property
    def usual_devices(self) -> tuple[Device, ...]:
        """Where a run grades that was not told where: the CPU, and the emulated accelerator if an exercise lists it."""
        listed = {device for exercise in self.exercises for device in exercise.devices}
        return (Device.CPU, Device.EMULATED) if Device.EMULATED in listed else (Device.CPU,)

    @property
    def submission_file(self) -> str:
        """The file name that wins inside a submission with several files."""
        return self.file or f"{self.name}.ipynb"

    def exercise(self, exercise_id: str) -> Exercise:
        """The exercise of that id; ``KeyError`` if the manifest has none."""
        for exercise in self.exercises:
            if exercise.id == exercise_id:
                return exercise
        raise KeyError(exercise_id)
