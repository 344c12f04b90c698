"""Outputs of a cell, as nbformat has them."""

from __future__ import annotations

from typing import Any

from nbformat import notebooknode

NotebookNode: Any = notebooknode.NotebookNode  # it has no types


def printed(text: str) -> Any:
    """What stands under a cell as plain text."""
    return NotebookNode(output_type="stream", name="stdout", text=text)


def score(points: float) -> Any:
    """A result that nbgrader reads as points: the ``repr`` of a float and nothing else."""
    return NotebookNode(
        output_type="execute_result", data=NotebookNode({"text/plain": repr(points)}), metadata={}, execution_count=1
    )


def failed(name: str) -> Any:
    """An exception and no more about it; no points by nbgrader's rule."""
    return NotebookNode(output_type="error", ename=name, evalue="", traceback=[name])
