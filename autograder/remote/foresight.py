"""What a test will ask next: every right answer to an exercise is asked the same things in the same order.

A call costs two switches between processes, after which each finds its caches full of the other's data: 0.25 ms for
0.1 ms of work. So once a submission has passed all tests of an exercise, the calls of that exercise are known, and the
next submission gets as many of them as possible in one request. The judge takes the answers one by one as its tests
come to them, and compares each call with what was asked; a test that asks something else starts again in a fresh
worker, call by call. So does whatever ends the worker, because only then is it known which call did.

Nothing is decided here that would not be decided without: the worker makes the same calls in the same order either way.
What changes is that it sees the inputs of later calls of the same exercise earlier.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from autograder.worker.codec import Node

MOST_BYTES = 1 << 20
"""Of requests and answers of one exercise; beyond that it is not the switching that costs."""
MOST_SECONDS = 0.1
"""That all calls of one exercise took; likewise."""
LIMIT_SECONDS = 0.5
"""For a request with many calls; one that hangs has cost its submission no more than this when it is asked again."""


class Astray(BaseException):  # nobody's error, and no test may catch it
    """What was asked ahead is not what the test asks, or nobody lives to answer: begin again without foresight."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One call whose arguments are plain values."""

    seed: int | None
    to: list[Any]
    grad: bool
    arguments: Node
    buffers: tuple[bytes, ...]


class Pause(Enum):
    """Something else than such a call, for which every answer before it is needed."""

    HERE = "here"


Step = Asked | Pause


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a call that was asked ahead."""

    asked: Asked
    number: int
    head: dict[str, Any]
    body: Any
    buffers: list[memoryview]


@dataclass(slots=True)
class Foresight:
    """The calls of one exercise of one submission: those known before, and those made so far.

    Args:
        known: what an earlier submission was asked; empty if that is not known.

    """

    known: Sequence[Step] = ()
    steps: list[Step] = field(default_factory=list)
    """What was asked so far."""
    is_astray: bool = False
    _answers: deque[Answered] = field(default_factory=deque)
    _bytes: int = 0
    _seconds: float = 0.0
    _is_open: bool = True
    """It still looks ahead and takes down what is asked."""

    @property
    def is_ahead(self) -> bool:
        """Whether something was asked that no test has asked for yet."""
        return bool(self._answers)

    def close(self) -> None:
        """Look no further and take nothing down: this submission goes its own way."""
        self._is_open = False
        self.known = ()
        self._answers.clear()

    def lose(self) -> Astray:
        """What to raise when the answers are not those to the test's questions."""
        self.is_astray = True
        self.close()
        return Astray()

    def trail(self) -> tuple[Step, ...]:
        """What to foresee for the next submission; empty where that is not worth it."""
        small = self._bytes <= MOST_BYTES and self._seconds <= MOST_SECONDS
        return tuple(self.steps) if self._is_open and small else ()

    def note(self, step: Step, size: int = 0, seconds: float = 0.0) -> None:
        """Take down what is asked.

        Args:
            step: the call, or that something else happened.
            size: bytes that went to and fro.
            seconds: how long it took.

        """
        if not self._is_open or (step is Pause.HERE and self.steps[-1:] == [step]):
            return
        self.steps.append(step)
        self._bytes += size
        self._seconds += seconds

    def answer(self, asked: Asked) -> Answered | None:
        """The answer to this call if it was asked ahead; ``Astray`` if another one was."""
        if not self._answers:
            return None
        answered = self._answers.popleft()
        if answered.asked != asked:
            raise self.lose()
        return answered

    def ahead(self, asked: Asked) -> Sequence[Asked]:
        """The calls that can be made together, this one first; empty if no other follows."""
        at = len(self.steps)
        if self.known[at : at + 1] != (asked,):
            if self.known:
                self.close()
            return ()
        steps = self.known[at:]
        calls = steps[: steps.index(Pause.HERE)] if Pause.HERE in steps else steps
        return [step for step in calls if isinstance(step, Asked)] if len(calls) > 1 else ()

    def keep(self, answers: Sequence[Answered]) -> None:
        """Keep what was answered to calls that were asked ahead."""
        self._answers.extend(answers)
