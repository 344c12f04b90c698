"""Proxies of functions and live objects of a submission."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from autograder.remote.errors import AuthorMistake
from autograder.worker.messages import How, To

if TYPE_CHECKING:
    from autograder.remote.session import Session

Target = list[Any]
"""What a call is aimed at, as ``autograder.worker.messages.To`` and its operands."""
MAX_ITEMS = 100_000
"""A student's iterator may be endless."""


class RemoteFunction:
    """A function or class of the submission, or a constructor that runs in its worker."""

    def __init__(self, session: Session, target: Target) -> None:
        self._session, self._target = session, target
        self.__name__ = str(target[-1])

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it; arguments change as the student's code changes them."""
        return self._session.call(self._target, args, kwargs)

    def __repr__(self) -> str:
        return f"<student.{self.__name__}>"

    def _name_for(self, session: Session) -> str:
        if session is not self._session or self._target[0] != To.NAME:
            raise AuthorMistake("only a function of the same submission can be passed to it")
        return self.__name__


class RemoteObject:
    """A live object in a worker: call it, read and set attributes, index it, iterate over it."""

    def __init__(self, session: Session, handle: int, type_name: str) -> None:
        object.__setattr__(self, "_session", session)
        object.__setattr__(self, "_handle", handle)
        object.__setattr__(self, "_type_name", type_name)

    def __repr__(self) -> str:
        return "<a live object of the submission>"

    def __del__(self) -> None:
        self._session.freed.append(self._handle)

    def _handle_for(self, session: Session) -> int:
        if session is not self._session:
            raise AuthorMistake("a live object is used with another worker: make it in the test that uses it")
        return int(self._handle)

    def _do(self, how: How, name: str = "", args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None) -> Any:
        return self._session.call([To.OBJECT, self._handle, how, name], args, kwargs or {})

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the object itself."""
        return self._do(How.CALL, "", args, kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._do(How.GET, name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._do(How.SET, name, (value,))

    def __getitem__(self, key: Any) -> Any:
        return self._do(How.ITEM, "", (key,))

    def __setitem__(self, key: Any, value: Any) -> None:
        self._do(How.SET_ITEM, "", (key, value))

    def __len__(self) -> int:
        return int(self._do(How.LENGTH))

    def __iter__(self) -> Iterator[Any]:
        items = self._do(How.ITERATE)
        for _ in range(MAX_ITEMS):
            taken = items._do(How.NEXT)  # noqa: SLF001 - the same class
            if not taken:
                return
            yield taken[0]
        raise AuthorMistake(f"an iterator of the submission gave more than {MAX_ITEMS} items: take a part of it")
