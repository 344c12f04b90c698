"""What an executor is: it hands items to judges and brings the results back, and knows nothing of grading.

A judge is a process that runs the *task*. The task is called once: it warms up (imports, collection: seconds) and only
then asks its channel for items, so the price of warming up is paid once for all items of all judges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any, Protocol, Self

from autograder.errors import AutograderError


class Channel(Protocol):
    """What a task sees of the executor: one item at a time, each answered before the next is asked for.

    A task holds no thread and no lock when it starts to iterate: judges are forks of the process at that moment.
    """

    def __iter__(self) -> Iterator[Any]:
        """The items for this judge, until there are no more."""
        ...

    def done(self, result: Any) -> None:
        """Answer the current item; the result is picklable."""
        ...

    def emit(self, event: Any) -> None:
        """Stream a picklable event of the current item; it also is a sign of life."""
        ...


Task = Callable[[Channel], None]
"""What a judge runs: a module-level function, or a ``functools.partial`` of one, picklable."""

OnEvent = Callable[[Any, Any], None]
"""Called as ``on_event(item, event)``, one call at a time, the events of an item in their order and before its result.

An item whose judge was lost through no fault of that item runs again from the start, and so do its events.
"""


class Executor(Protocol):
    """Runs a task over items; the words are those of ``concurrent.futures``.

    Take results with ``add_done_callback`` or ``result()``. As a context manager it waits for all items, or cancels
    them when the block is left with an exception.
    """

    def submit(self, item: Any) -> Future[Any]:
        """Hand over one item.

        The future's result is what the task answered. Its exception is ``JudgeLost`` if this item cost a judge,
        ``TaskFailed`` if no judge could start, ``CancelledError`` after ``shutdown(cancel=True)``.
        """
        ...

    def shutdown(self, *, cancel: bool = False) -> None:
        """Wait for all items, or drop them; in both cases no process is left behind. A second call does nothing.

        Raises:
            TaskFailed: the task failed, and no future was there to say so.

        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None: ...


class JudgeLost(Exception):
    """The judge that worked on this item fell silent, died, or raised; the other items go on in another judge.

    Args:
        reason: what happened, for the instructor.
        last_event: the last event of this item, to tell what was running; ``None`` if it had not said anything.

    """

    def __init__(self, reason: str, last_event: Any = None) -> None:
        super().__init__(reason, last_event)
        self.reason, self.last_event = reason, last_event

    def __str__(self) -> str:
        return self.reason


class TaskFailed(Exception):
    """No judge could start, or one failed with no item at hand: nothing that is asked of this executor can be done.

    Args:
        text: the error raised in the task, formatted; or what became of its process.
        error: that error itself where it is one a user can mend.

    """

    def __init__(self, text: str, error: AutograderError | None = None) -> None:
        super().__init__(text, error)
        self.text, self.error = text, error

    def __str__(self) -> str:
        return self.text
