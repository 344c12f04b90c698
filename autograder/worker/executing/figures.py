"""Matplotlib in a notebook: open figures are shown by ``plt.show()`` and at the end of a cell, then closed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any


class Figures:
    """The open figures of pyplot, if the notebook uses it.

    Args:
        display: shows a figure.

    """

    def __init__(self, display: Callable[[Any], None]) -> None:
        self._display = display
        self.shown: list[object] = []
        """What the cell has shown as a value, so that a figure is not shown twice."""

    def attach(self) -> None:
        """Let ``plt.show()`` show; called after imports, since pyplot may come with any library."""
        pyplot: Any = sys.modules.get("matplotlib.pyplot")
        if pyplot is None or getattr(pyplot.show, "__self__", None) is self:
            return
        pyplot.show = self.show
        figure: Any = sys.modules["matplotlib.figure"]
        figure.Figure.show = _show_at_the_end

    def show(self, *_: object, **__: object) -> None:
        """Show and close what is open."""
        shown, self.shown = self.shown, []
        pyplot: Any = sys.modules.get("matplotlib.pyplot")
        if pyplot is None:
            return
        figures = [pyplot.figure(number) for number in pyplot.get_fignums()]
        try:
            for figure in figures:
                if not any(figure is value for value in shown):
                    self._display(figure)
        finally:
            self.shown = []
            pyplot.close("all")


def _show_at_the_end(_figure: object, *_: object, **__: object) -> None:
    """``figure.show()``: the end of the cell shows it; Agg would warn that it has no window."""
