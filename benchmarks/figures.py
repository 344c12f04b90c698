"""The figures of the table, and medians of them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from statistics import median


class Part(StrEnum):
    """What is timed in one process."""

    TESTS = "tests"
    """Loading the notebook and every test: calls, copies of arguments, comparisons."""
    CALLS = "calls"
    """Loading the notebook and the calls of its functions that the tests make."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one way of grading took; NaN where it has no such figure."""

    total: float = math.nan
    """Seconds of the whole command."""
    start_up: float = math.nan
    """Seconds before the first submission begins, paid once."""
    steady: float = math.nan
    """Seconds per submission after that."""
    each: float = math.nan
    """Seconds per submission, start-up included."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    name: str
    count: int
    """How many submissions."""
    figures: Figures
    peak_mb: float = math.nan
    """Largest summed PSS of all its processes; NaN if not measured."""
    own_mb: float = math.nan
    """Largest resident memory of the command's own process, the coordinator; NaN if not measured."""


def repeated(times: int, measure: Callable[[], Figures]) -> Figures:
    """Measure several times; the median of each figure."""
    runs = [measure() for _ in range(times)]
    return Figures(**{field.name: median(getattr(run, field.name) for run in runs) for field in fields(Figures)})
