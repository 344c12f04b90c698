"""The code of an answer whose cell is no code cell any more, so that what is judged is what Repair shows."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable

from autograder.errors import SubmissionRefused
from autograder.integrations.nbgrader.repairing import Damage, KnownNotebook, read_notebook, repair


class Mending:
    """Turns the bytes of a handed-in notebook into bytes whose answers are code.

    Nearly every notebook is returned as it is, so that a message counts the cells as the student does.

    Args:
        answers: ids of the cells in which the exercises are answered.
        known: what the gradebook knows of the notebook; asked when the first notebook needs it.

    """

    def __init__(self, answers: Iterable[str], known: Callable[[], KnownNotebook]) -> None:
        self._answers = frozenset(answers)
        self._known = functools.cache(known)

    def __call__(self, data: bytes) -> bytes:
        """The notebook to read; what cannot be parsed is left to who reads it."""
        if self._answers <= _code_ids(data):
            return data
        try:
            handed = read_notebook(data)
        except SubmissionRefused:
            return data
        repaired = repair(handed.notebook(), self._known(), handed.notes)
        turned = {cell for note in repaired.notes if note.damage is Damage.RETYPED for cell in note.cells}
        return json.dumps(repaired.notebook).encode() if turned & self._answers else data


def _code_ids(data: bytes) -> frozenset[str]:
    """Ids on code cells; none if this is not a notebook of the present format."""
    try:
        cells = json.loads(data)["cells"]
        code = [cell["metadata"] for cell in cells if cell["cell_type"] == "code"]
        return frozenset(entry["nbgrader"]["grade_id"] for entry in code if "nbgrader" in entry)
    except (ValueError, RecursionError, LookupError, TypeError):
        return frozenset()
