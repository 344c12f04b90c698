"""What the cells of a notebook show when it runs: for nbgrader's own tests, and for answers that a person looks at.

The notebook runs in a locked worker of one zygote for the whole command. Nothing it shows is markup.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat

from autograder.model import Cell, Module
from autograder.remote.executing import NotebookLimits, execute_notebook, nbformat_outputs
from autograder.sandbox import Zygote
from autograder.sandbox.choose import Search


class Shown:
    """Runs notebooks.

    Args:
        hidden: files and folders that no notebook may read.
        preload: libraries that the zygote opens once.
        allow_process_only: accept tier D.

    """

    def __init__(self, hidden: Iterable[Path], preload: Iterable[str], *, allow_process_only: bool) -> None:
        self._hidden, self._preload, self._allow_process_only = tuple(hidden), tuple(preload), allow_process_only

    def run(self, cells: Sequence[Any], seconds: float | None, modules: Iterable[Module]) -> None:
        """Give each of these code cells of a notebook its outputs.

        Args:
            cells: the cells, in their order.
            seconds: for each cell, as ``Execute.timeout``; our own limit holds where that sets none.
            modules: what they may import besides.

        Raises:
            SandboxError: no worker can be started; no output has changed then.

        """
        limits = NotebookLimits() if seconds is None or seconds <= 0 else NotebookLimits(cell_seconds=float(seconds))
        code = [Cell(f"cell {number}", cell.source) for number, cell in enumerate(cells, start=1)]
        sources = {cell.label: cell.source for cell in code}
        outcomes = execute_notebook(self._zygote, code, limits, tuple(modules))
        for number, (cell, outcome) in enumerate(zip(cells, outcomes, strict=True), start=1):
            outputs = nbformat_outputs(outcome, sources, number)
            cell.outputs = [nbformat.from_dict(output) for output in outputs]  # type: ignore[no-untyped-call]
            cell.execution_count = number

    @cached_property
    def _zygote(self) -> Zygote:
        search = Search(self._preload, hidden=self._hidden)
        # nbgrader never says that a command is over, and formgrader's server goes on after one
        weakref.finalize(self, search.close)
        zygote, _ = search.finish(allow_process_only=self._allow_process_only)
        return zygote
