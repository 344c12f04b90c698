"""What ``agree``, ``given`` and ``make`` know of the test that runs: which one, for whom, what was computed before."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Hashable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from autograder.compare import Held

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one side of a comparison gave."""

    result: Any
    arguments: Held | None
    """The arguments afterwards."""
    raised: BaseException | None = None


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a test had to do with a submission up to now."""

    calls: int = 0
    changes: int = 0
    """What those calls did to their arguments."""


class Memo:
    """Things computed once per run and replayed to every student: expected values, drawn examples (SEMANTICS 23)."""

    def __init__(self) -> None:
        self._values: dict[Hashable, Any] = {}

    def get(self, key: Hashable, compute: Callable[[], T]) -> T:
        """The value of ``key``, computed at the first call."""
        if key not in self._values:
            self._values[key] = compute()
        value: T = self._values[key]
        return value


@dataclass(slots=True)
class Running:
    """One run of one test function with one set of parameters."""

    test: str
    """Test id without submission and device; inputs depend on it (SEMANTICS 22)."""
    seed: str
    """The run's seed."""
    memo: Memo
    comparisons: int = 0
    """How many times ``agree`` was called so far."""
    example: Mapping[str, Any] = field(default_factory=dict)
    """The drawn example that is being replayed, by parameter."""
    failed: tuple[int, Answer] | None = None
    """Which comparison failed, and what the student's side gave."""
    traffic: Callable[[], Traffic] = Traffic
    """What went to the submission so far."""
    recorded: list[Answer] | None = None
    """Where ``agree`` puts what the actual side gave instead of judging it; ``None`` outside a diagnosis."""
    is_here: bool = False
    """Who stands in the student's place runs in this process: the reference, or a wrong solution."""

    def next_comparison(self) -> int:
        """The number of this comparison within the test, from 0."""
        self.comparisons += 1
        return self.comparisons - 1

    def numbers(self, purpose: str) -> int:
        """A 63-bit seed for one purpose: the same for every student, order and device, and not invertible."""
        return derived_seed(self.seed, f"{purpose}\0{self.test}")


def derived_seed(seed: str, purpose: str) -> int:
    """HMAC of the purpose under the run's seed, as a 63-bit number (SEMANTICS 22)."""
    digest = hmac.digest(seed.encode(), purpose.encode(), "sha256")
    return int.from_bytes(digest[:8], "little") >> 1


CURRENT: ContextVar[Running] = ContextVar("autograder_running_test")
"""Set by the plugin around each run; the functions a test imports have no other way to know it."""


def current() -> Running:
    """The running test; outside of one, a fresh one without a seed, so that the functions can be tried by hand."""
    running = CURRENT.get(None)
    return running if running is not None else Running(test="", seed="", memo=Memo())
