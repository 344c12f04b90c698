"""What can go wrong in a remote call, by whose doing.

    StudentFault                the submission's doing; knows its outcome
    ├── StudentRaised           its code raised; also an instance of the builtin class of that name
    ├── Missing                 it does not define the name
    ├── Unfinished              it left the skeleton
    ├── Unusable                it returned or left behind something that has no plain value
    └── Strayed                 its result lies on the CPU, its arguments on the device
    AuthorMistake               the hidden test's doing: GRADER_ERROR
    NotEmulated                 nobody's doing: the emulated accelerator does not have an operator: NOT_RUN

A dead worker is ``autograder.sandbox.WorkerDied``.
"""

from __future__ import annotations

import builtins
from collections.abc import Sequence

from autograder.model import Kind, Outcome

Frames = tuple[tuple[str, int], ...]
"""The student's own frames, outermost first: label of the cell or file, line."""


class StudentFault(Exception):
    """Something the submission did; ``outcome`` is what the case gets."""

    outcome = Outcome.ERROR
    kind = ""
    """For feedback: the class of an exception from the closed table, or a kind of mismatch."""
    frames: Frames = ()


class StudentRaised(StudentFault):
    """The student's code raised."""

    def __str__(self) -> str:
        """Without the quotes that ``KeyError`` puts around it."""
        return str(self.args[0]) if self.args else ""


class Missing(StudentFault, AttributeError):
    """The submission does not define this name.

    An ``AttributeError``, so that ``hasattr`` works on the proxies.
    """

    outcome = Outcome.MISSING


class Unfinished(StudentFault, NotImplementedError):
    """Only the skeleton is there."""

    outcome = Outcome.UNFINISHED


class Unusable(StudentFault):
    """A result or a changed argument that cannot be compared: not a tensor, array, number, text or container."""

    outcome = Outcome.FAILED
    kind = "structure"


class Strayed(StudentFault):
    """A result on the CPU, of arguments on the case's device."""

    outcome = Outcome.FAILED
    kind = Kind.DEVICE.value


class NotEmulated(BaseException):  # no test may catch it, whatever exception it waits for
    """What was called needs an operator that the emulated accelerator does not have; named in the text, untrusted."""


class AuthorMistake(Exception):
    """The hidden test asked for something that cannot be done; says what to write instead."""


def _builtin_exceptions() -> dict[str, type[StudentRaised]]:
    """For each builtin exception a class that is both, so that ``pytest.raises(ValueError)`` reads as usual."""
    names = {name: cls for name, cls in vars(builtins).items() if _is_exception(cls)}
    return {name: _both(name, builtin) for name, builtin in names.items()}


def _is_exception(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, BaseException)


def _both(name: str, builtin: type[BaseException]) -> type[StudentRaised]:
    # A StopIteration would end the test's own loop over map(student.f, ...) without a word; what is no Exception would
    # pass through every handler of the judge.
    if not issubclass(builtin, Exception) or issubclass(builtin, (StopIteration, StopAsyncIteration)):
        return StudentRaised
    try:
        both = type(name, (StudentRaised, builtin), {"__module__": __name__})
        both("text")
    except TypeError:  # an incompatible layout, or a class that wants more than a text
        return StudentRaised
    return both


_RAISED = _builtin_exceptions()


def student_raised(names: Sequence[str], text: str, frames: Frames, *, exhausted: bool) -> StudentRaised:
    """The judge's exception for one that was raised in a worker.

    Args:
        names: the names of its classes, most special first; the first from the closed table counts.
        text: what it said; untrusted.
        frames: the student's own frames.
        exhausted: memory ran out.

    """
    known = next((name for name in names if name in _RAISED), "Exception")
    error = _RAISED[known](f"{known}: {text}")
    error.kind, error.frames = known, frames
    if exhausted:
        error.outcome = Outcome.MEMORY
    elif known == "NotImplementedError":
        error.outcome = Outcome.UNFINISHED
    return error
