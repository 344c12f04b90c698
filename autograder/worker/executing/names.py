"""The names a notebook finds without importing them, and what it gets for IPython, which is not here."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any, NoReturn

from autograder.worker.executing.figures import Figures
from autograder.worker.executing.recorder import Recorder
from autograder.worker.loading.packages import Quiet

Display = Callable[..., Any]

QUIET = frozenset({"IPython", "matplotlib_inline"})
"""Packages that belong to a kernel, which a worker is not; the second starts the first."""


def notebook_builtins(display: Display, recorder: Recorder, figures: Figures) -> ModuleType:
    """Python's builtins with ``display`` and ``get_ipython``; ``input`` raises, an import attaches the figures."""
    ipython = _ipython(display, recorder)

    def import_(
        name: str,
        globals_: Mapping[str, Any] | None = None,
        locals_: Mapping[str, Any] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> Any:
        package, _, part = name.partition(".")
        if not level and package in QUIET:
            return vars(ipython)["display"] if part and fromlist else ipython
        module = builtins.__import__(name, globals_, locals_, fromlist or (), level)
        figures.attach()
        return module

    module = ModuleType("builtins")
    vars(module).update(vars(builtins), __import__=import_, display=display, get_ipython=Quiet, input=_no_input)
    return module


def _no_input(_prompt: object = "", /) -> NoReturn:
    raise RuntimeError("input() was called, but nobody is there to answer while a notebook is graded")


class Media:
    """What ``IPython.display`` makes of data: shown as its class, which is all that reaches a reader of text."""

    def __init__(self, data: object = None, *_: object, **options: object) -> None:
        self.data = data if data is not None else options.get("data")

    def __repr__(self) -> str:
        return f"<IPython.core.display.{type(self).__name__} object>"


class Words(Media):
    """Data that is text to be read: Markdown, formulas."""

    def __repr__(self) -> str:
        return self.data if isinstance(self.data, str) else super().__repr__()


class Picture(Media):
    """Data that is the bytes of a picture."""

    def _repr_png_(self) -> object:
        return self.data if isinstance(self.data, bytes) else None


_KINDS: dict[str, type[Media]] = {
    **dict.fromkeys(("HTML", "SVG", "Javascript", "JSON", "Audio", "Video", "IFrame", "YouTubeVideo"), Media),
    **dict.fromkeys(("Markdown", "Latex", "Math", "Pretty", "Code"), Words),
    "Image": Picture,
}


def _ipython(display: Display, recorder: Recorder) -> ModuleType:
    """A module of the name; what it does not know does nothing, quietly."""

    def clear_output(wait: bool = False) -> None:  # noqa: FBT001, FBT002 - IPython's signature
        recorder.clear(at_next=wait)

    shown = ModuleType("IPython.display")
    kinds = {name: type(name, (kind,), {}) for name, kind in _KINDS.items()}
    vars(shown).update(kinds, display=display, clear_output=clear_output, __getattr__=_quiet)
    whole = ModuleType("IPython")
    vars(whole).update(display=shown, get_ipython=Quiet, __getattr__=_quiet)
    return whole


def _quiet(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return Quiet()
