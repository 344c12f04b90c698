"""What the cells of a notebook showed, as far as the judge believes it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from autograder.remote.errors import Frames


class Ending(StrEnum):
    """How a cell ended."""

    RAN = "ran"
    RAISED = "raised"
    """Something in it raised; what follows was executed all the same."""
    TIMEOUT = "timeout"
    """The judge's clock ran out."""
    DIED = "died"
    """It ended the process, or what came from there was no answer."""
    NOT_RUN = "not run"
    """The time of the notebook was over, or the cells before it could not be run again."""


class StreamName(StrEnum):
    """Where something was printed to."""

    STDOUT = "stdout"
    STDERR = "stderr"


@dataclass(frozen=True, slots=True)
class Printed:
    """Text on a stream; chosen by the student."""

    stream: StreamName
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, as the judge encoded it: nothing of it but pixels came from the worker."""

    width: int
    height: int
    png: bytes


@dataclass(frozen=True, slots=True)
class Displayed:
    """A value that was displayed, or a figure; text chosen by the student."""

    text: str
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The value of the last expression of a cell; text chosen by the student."""

    text: str
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception."""

    kind: str
    """Name of its class; chosen by the student."""
    text: str
    """What it said; chosen by the student."""
    frames: Frames = ()
    """The notebook's own frames, outermost first: label of the cell, line."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The judge ended or left out a cell; the text is the judge's own."""

    text: str


Output = Printed | Displayed | Result | Raised | Stopped


@dataclass(frozen=True, slots=True)
class CellOutputs:
    """One executed cell; unless it ran to its end, an error is among its outputs."""

    label: str
    ending: Ending
    outputs: tuple[Output, ...]
    notes: tuple[str, ...] = ()
    """What was left out of the cell or mended in it, one sentence each."""
    seconds: float = 0.0
    """Wall time by the judge's clock."""
