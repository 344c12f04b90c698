"""``nbgrader generate_assignment`` gives students the skeletons that ``autograder release`` gives them."""

from __future__ import annotations

from typing import Any

from nbgrader.preprocessors import ClearSolutions

from autograder.integrations.nbgrader.source import KEY
from autograder.integrations.nbgrader.step import AutograderStep, Place
from autograder.manifest import Project, load_assignment
from autograder.notebook.metadata import checks_cell, solution_cell
from autograder.releasing import read_skeletons


class Skeletons(AutograderStep, ClearSolutions):  # type: ignore[misc]  # nbgrader has no types
    """In the place of ClearSolutions, whose settings hold for every notebook and cell that is not ours."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """As every step does."""
        self._skeletons: dict[str, str] = {}
        if nb.metadata.pop(KEY, None) is not None:
            self._prepare(nb, Place.of(resources))
        cleared: tuple[Any, Any] = super().preprocess(nb, resources)
        return cleared

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:
        """As every step does, cell by cell."""
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id in self._skeletons:
            cell.source = self._skeletons[grade_id]
            return cell, resources
        cleared: tuple[Any, Any] = super().preprocess_cell(cell, resources, cell_index)
        return cleared

    def _prepare(self, nb: Any, place: Place) -> None:
        """Skeletons and points come from the project: what is judged must be what students were asked."""
        project = Project(self.folder)
        assignment = load_assignment(project, place.assignment)
        skeletons = read_skeletons(project, assignment)
        self._skeletons = {solution_cell(exercise).grade_id: text for exercise, text in skeletons.items()}
        worth = {checks_cell(one.id, one.points).grade_id: float(one.points) for one in assignment.exercises}
        for cell in nb.cells:
            nbgrader = cell.metadata.get("nbgrader", {})
            points = worth.get(nbgrader.get("grade_id"))
            if points is not None and float(nbgrader.get("points", 0)) != points:
                self.log.warning("%s is worth %g points, as assignment.toml says", nbgrader["grade_id"], points)
                nbgrader["points"] = points
