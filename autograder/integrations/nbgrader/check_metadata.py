"""In the place of nbgrader's CheckCellMetadata, which is a third of what its converters take for a notebook.

It has ``jsonschema`` check nbgrader's own schema again at every cell. The cells of a class have the same metadata.
"""

from __future__ import annotations

import json
from typing import Any

from nbgrader import preprocessors
from nbgrader.nbgraderformat import MetadataValidator

from autograder.integrations.nbgrader.step import AutograderStep


class CheckCellMetadata(AutograderStep, preprocessors.CheckCellMetadata):  # type: ignore[misc]  # nbgrader has no types
    """Refuses what nbgrader's own step refuses, in its words."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """As every step does; what was found valid is kept for the one command that our exporter lives for."""
        valid: set[str] = getattr(self.parent, "valid_metadata", set())
        try:
            _Remembering(valid).validate_nb(nb)
        except Exception:  # noqa: BLE001 - whatever it is, nbgrader's step says it
            checked: tuple[Any, Any] = super().preprocess(nb, resources)
            return checked
        return nb, resources


class _Remembering(MetadataValidator):  # type: ignore[misc]  # nbgrader has no types
    def __init__(self, valid: set[str]) -> None:
        super().__init__()
        self._valid = valid

    def validate_cell(self, cell: Any) -> None:
        """As nbgrader's; called for each cell of a notebook."""
        about = json.dumps([cell.cell_type, cell.metadata.get("nbgrader")], sort_keys=True)
        if about not in self._valid:
            super().validate_cell(cell)
            self._valid.add(about)
