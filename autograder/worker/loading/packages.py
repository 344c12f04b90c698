"""Which packages a submission may import, and what stands in for the others.

The point is to grade alike on every machine and to say clearly what is wrong; it is no defence.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Collection, Mapping, Sequence
from types import ModuleType
from typing import Any, NoReturn, Self

QUIET = frozenset({"IPython"})
"""Packages that only show things; they do nothing here, quietly."""


class Placeholder:
    """Stands for something that could not be imported: names below it can be looked up, using it raises ImportError."""

    __slots__ = ("_reason",)

    def __init__(self, reason: str) -> None:
        self._reason = reason

    def __getattr__(self, name: str) -> Placeholder:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, key: object) -> Placeholder:
        return self  # ``Float[Tensor, "n"]`` in an annotation

    def __or__(self, other: object) -> Placeholder:
        return self  # ``DataFrame | None`` in an annotation

    __ror__ = __or__

    def __call__(self, *_: object, **__: object) -> NoReturn:
        """Say what could not be imported."""
        raise ImportError(self._reason)

    def __mro_entries__(self, bases: tuple[object, ...]) -> NoReturn:
        raise ImportError(self._reason)


class Quiet:
    """Accepts everything and does nothing: what a notebook shows is of no interest here."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Self:
        if name.startswith("__") and name != "__version__":
            raise AttributeError(name)
        return self

    def __call__(self, *_: object, **__: object) -> Self:
        """Do nothing."""
        return self

    def __str__(self) -> str:
        return ""


class Packages:
    """The imports of one submission.

    Args:
        promised: top-level packages that the manifest promises.
        own: top-level names of the submission's own modules.

    """

    def __init__(self, promised: Collection[str], own: Collection[str]) -> None:
        self._allowed = frozenset((*promised, *own)) | sys.stdlib_module_names | {"__main__"}
        self._own = frozenset(own)

    def refusal(self, name: str) -> str:
        """Why a module cannot be imported; empty if it can."""
        package = name.partition(".")[0]
        return "" if package in self._allowed else f"this assignment does not promise the package '{package}'"

    def builtins(self) -> ModuleType:
        """The builtins that the submission's code sees: Python's own, a guarded import, and the names of a notebook."""
        module = ModuleType("builtins")
        vars(module).update(vars(builtins), __import__=self._import, display=_display, get_ipython=Quiet)
        return module

    def _import(
        self,
        name: str,
        globals_: Mapping[str, Any] | None = None,
        locals_: Mapping[str, Any] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> Any:
        """``__import__`` for the submission: refuses what is not promised, wherever the statement stands."""
        if level and globals_ is not None and not globals_.get("__package__") and name.partition(".")[0] in self._own:
            level = 0  # ``from .utils import f`` in a file that was written as part of a package
        if not level and self.refusal(name):
            if name.partition(".")[0] in QUIET:
                return Quiet()
            raise ImportError(self.refusal(name), name=name)
        module = builtins.__import__(name, globals_, locals_, fromlist or (), level)
        _quieten_plots(name)
        return module


def _display(*_: object, **__: object) -> None:
    """Show nothing."""


def _quieten_plots(name: str) -> None:
    """``plt.show()`` warns on a machine without a screen; here it does nothing."""
    if name.startswith("matplotlib"):
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is not None:
            vars(pyplot)["show"] = _display
