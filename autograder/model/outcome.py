"""What can become of one test on one device."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """The outcome of a case; a grader fault is neither zero nor full marks."""

    PASSED = "PASSED"
    FAILED = "FAILED"
    """Wrong answer."""
    ERROR = "ERROR"
    """The student's code raised."""
    TIMEOUT = "TIMEOUT"
    MEMORY = "MEMORY"
    CRASHED = "CRASHED"
    MISSING = "MISSING"
    """The submission does not define the name."""
    UNFINISHED = "UNFINISHED"
    """The skeleton was left as it was."""
    NOT_RUN = "NOT_RUN"
    """The device or a permission is not there."""
    GRADER_ERROR = "GRADER_ERROR"
    """The author's or our own fault; a person must look."""


KEPT_IN_CACHE = frozenset({Outcome.PASSED, Outcome.FAILED, Outcome.ERROR, Outcome.MISSING, Outcome.UNFINISHED})
"""Outcomes that depend on nothing but the cache key (SEMANTICS 24); the others may be a busy machine's doing."""
