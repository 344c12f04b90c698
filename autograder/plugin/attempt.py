"""What became of one run of one test: whose fault it is (SEMANTICS 1), without formatting a traceback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from autograder.compare import Mismatch, explain
from autograder.errors import AuthoringError
from autograder.model import Kind, Outcome, Submission, Text
from autograder.remote import AuthorMistake, NotEmulated, StudentFault, proxies
from autograder.remote.errors import Frames
from autograder.reports.safe import plain
from autograder.sandbox import WorkerDied

DETAIL = 1000
"""Characters of a detail that are kept."""
RELOAD = frozenset({"NameError", "UnboundLocalError", "KeyError", "IndexError", "AttributeError"})
"""Errors that may come from a statement that was left out: the submission is loaded once more with everything."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One run of a test body."""

    outcome: Outcome
    kind: str = ""
    detail: str = ""
    frames: Frames = ()
    unclear: bool = False
    """The body raised something that may be the student's or the author's doing."""
    seconds: float = 0.0
    input_digest: str = ""
    hint: Text = field(default_factory=Text)

    @property
    def may_lack_statements(self) -> bool:
        """Loading everything might help (SEMANTICS 5)."""
        return self.outcome is Outcome.ERROR and self.kind in RELOAD

    def noting(self, note: str) -> Attempt:
        """The same with a further sentence for the instructor."""
        return replace(self, detail=f"{self.detail} ({note})" if self.detail else note)


PASSED = Attempt(Outcome.PASSED)


def classify(error: BaseException, example: Mapping[str, Any], phase: str) -> Attempt:
    """Name what a test raised.

    Args:
        error: what was raised.
        example: the drawn one that was replayed.
        phase: ``call``, or the ``setup`` or ``teardown`` of fixtures, whose assertions are the author's as a rule.

    """
    attempt = _classify(error)
    if phase != "call" and attempt.outcome is Outcome.FAILED:
        attempt = replace(attempt, unclear=True)
    shown = ", ".join(f"{name}={explain(value)}" for name, value in example.items())
    return attempt.noting(f"example: {shown}") if shown else attempt


def _classify(error: BaseException) -> Attempt:  # noqa: PLR0911 - a table
    match error:
        case WorkerDied():
            return Attempt(error.death.outcome, detail=str(error.death), kind=str(error.death.cause))
        case NotEmulated():
            detail = f"the emulated device has no {plain(str(error), DETAIL)}: run this on a GPU"
            return Attempt(Outcome.NOT_RUN, "emulated", detail)
        case StudentFault():
            return Attempt(error.outcome, error.kind, _said(error), error.frames)
        case Mismatch():
            return Attempt(Outcome.FAILED, error.kind.value, plain(str(error), DETAIL))
        case AuthorMistake() | AuthoringError():
            return Attempt(Outcome.GRADER_ERROR, "author", plain(str(error), DETAIL))
        case pytest.fail.Exception():
            return Attempt(Outcome.FAILED, Kind.NO_EXCEPTION.value, plain(str(error), DETAIL))
        case AssertionError():
            return Attempt(Outcome.FAILED, "assertion", plain(str(error), DETAIL))
        case _:
            text = plain(f"{type(error).__name__}: {error}", DETAIL)
            if _raised_in_ours(error):
                return Attempt(Outcome.GRADER_ERROR, "internal", text)
            return Attempt(Outcome.FAILED, Kind.STRUCTURE.value, text, unclear=True)


def _raised_in_ours(error: BaseException) -> bool:
    """Whether our own code failed, not the test's with what a student gave it; the reference would not show that."""
    trace = error.__traceback__
    if trace is None:
        return False
    while trace.tb_next is not None:
        trace = trace.tb_next
    module = str(trace.tb_frame.f_globals.get("__name__", ""))
    return module.startswith("autograder.") and module != proxies.__name__  # a proxy refuses what the test asks of it


def _said(error: StudentFault) -> str:
    text = plain(str(error), DETAIL)
    return f"the submission says: {text}" if error.frames else text


def own_line(submission: Submission, frames: Frames) -> str:
    """``cell 7, line 3: w -= lr``: the innermost frame, quoted from our copy of the submission.

    The worker names the frames. One that is not in our copy is left out: a file name of the student's making could
    carry what a hidden call was given.
    """
    sources = {cell.label: cell.source for cell in submission.cells}
    for module in submission.modules:
        path = module.name.replace(".", "/")
        sources |= {f"{path}.py": module.source, f"{path}/__init__.py": module.source}
    for label, number in reversed(frames):
        lines = sources.get(label, "").splitlines()
        if 0 < number <= len(lines):
            return f"{label}, line {number}: {plain(lines[number - 1].strip(), 200)}".rstrip(": ")
    return ""
