"""What a student's own Jupyter wrote under the cells is never shown and never graded."""

from __future__ import annotations

from typing import Any

from autograder.integrations.nbgrader.step import AutograderStep


class DropOutputs(AutograderStep):
    """Removes outputs, also with ``nbgrader autograde --no-execute``.

    That flag turns nbgrader's own ClearOutput off: a forged output in a test cell would be paid, and HTML of a
    student's choice would be shown to the person who grades.
    """

    def preprocess_cell(self, cell: Any, resources: Any, _index: int) -> tuple[Any, Any]:
        """As every step does, cell by cell."""
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
        return cell, resources
