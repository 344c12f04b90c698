"""Proxies of functions and live objects of a submission."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from autograder.remote.errors import AuthorMistake, Unusable
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

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
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
        object.__setattr__(self, "_test", session.test)

    def __repr__(self) -> str:
        return "<a live object of the submission>"

    def __del__(self) -> None:
        self._session.freed.append(self._handle)

    def _handle_for(self, session: Session) -> int:
        if session is not self._session:
            raise AuthorMistake("a live object is used with another worker: make it in the test that uses it")
        if self._test != session.test:
            raise AuthorMistake("a live object is used after the test that made it: make it in the test or its fixture")
        return int(self._handle)

    def _do(self, how: How, name: str = "", args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None) -> Any:
        target = [To.OBJECT, self._handle_for(self._session), how, name]
        return self._session.call(target, args, kwargs or {})

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
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

    # What follows is the worker's word, and Python insists on its type.

    def __len__(self) -> int:
        length = self._do(How.LENGTH)
        if type(length) is not int or not 0 <= length < 2**63:
            raise Unusable("the length of an object is no number")
        return length

    def __bool__(self) -> bool:
        truth = self._do(How.TRUTH)
        if type(truth) is not bool:
            raise Unusable("the truth of an object is neither True nor False")
        return truth

    def __iter__(self) -> Iterator[Any]:
        items = self._do(How.ITERATE)
        if type(items) is not RemoteObject:
            raise Unusable("an object cannot be iterated over")
        for _ in range(MAX_ITEMS):
            try:
                item = next(items)
            except StopIteration:
                return
            yield item
        raise Unusable(f"an iterator gives more than {MAX_ITEMS} items")

    def __next__(self) -> Any:
        taken = self._do(How.NEXT)
        if type(taken) is not list or len(taken) > 1:
            raise Unusable("an iterator gives no items")
        if not taken:
            raise StopIteration
        return taken[0]
