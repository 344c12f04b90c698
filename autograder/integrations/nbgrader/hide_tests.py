"""Feedback without hidden tests: neither their text, nor what they printed, nor a traceback through them."""

from __future__ import annotations

from typing import Any

from nbgrader import utils
from nbgrader.preprocessors import ClearHiddenTests

from autograder.integrations.nbgrader.cells import failed
from autograder.integrations.nbgrader.step import AutograderStep


class HideTests(AutograderStep, ClearHiddenTests):  # type: ignore[misc]  # nbgrader has no types
    """First step of ``nbgrader generate_feedback``; stock nbgrader shows students the hidden tests of its own kind."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """As every step does; only graded cells, because a student may write the delimiters anywhere."""
        for cell in nb.cells:
            if utils.is_grade(cell) and not utils.is_solution(cell) and self._remove_hidden_test_region(cell):
                cell.outputs = [failed(str(one.ename)) for one in cell.get("outputs", []) if one.output_type == "error"]
        return nb, resources
