"""``student``: the submission as a hidden test sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.remote.errors import AuthorMistake, Missing, NotEmulated, Unfinished, student_raised
from autograder.remote.proxies import RemoteFunction, Target
from autograder.remote.session import Session
from autograder.worker.messages import CONSTRUCTORS, To


class Student:
    """``student.name`` is a function or class of the submission, or the value of a variable.

    Args:
        session: gives the session of the running test; called at the first use, so that a test which never touches the
            submission starts no worker.

    """

    def __init__(self, session: Callable[[], Session]) -> None:
        self._open = session

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        session = self._open()
        if name == "provided":
            return Provided(session)
        if name == "torch":
            return Constructors(session, ())
        loaded = session.loaded
        if name in loaded.unfinished:
            raise Unfinished(name)
        if loaded.lacks and (name in loaded.raised or name not in loaded.names):
            raise NotEmulated(loaded.lacks)
        if name in loaded.raised:
            raised, place = loaded.raised[name]
            raise student_raised((raised,), f"while {name!r} was defined", place, exhausted=False)
        if name not in loaded.names:
            raise Missing(loaded.missing.get(name, name))
        target: Target = [To.NAME, name]
        return RemoteFunction(session, target) if loaded.names[name] else session.call(target, (), {})


class Provided:
    """``student.provided.name``: public code of the assignment, running in the worker (SEMANTICS 12)."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __getattr__(self, name: str) -> RemoteFunction:
        return RemoteFunction(self._session, [To.PROVIDED, name])


class Constructors:
    """``student.torch.nn.Linear``: constructors from a closed list, running in the worker (SEMANTICS 12)."""

    def __init__(self, session: Session, path: tuple[str, ...]) -> None:
        self._session, self._path = session, path

    def __getattr__(self, name: str) -> Any:
        path = (*self._path, name)
        dotted = ".".join(path)
        if dotted in CONSTRUCTORS:
            return RemoteFunction(self._session, [To.TORCH, dotted])
        if any(known.startswith(dotted + ".") for known in CONSTRUCTORS):
            return Constructors(self._session, path)
        known = ", ".join(sorted(CONSTRUCTORS))
        raise AuthorMistake(f"student.torch.{dotted} is not on the list of constructors: {known}")
