"""First step of ``nbgrader autograde``: whatever a student did to a notebook's cells is put right and told.

Stock nbgrader ends the whole class at a copied cell, gives nothing for a deleted one, and lets a tag skip the tests.
"""

from __future__ import annotations

from typing import Any

from nbgrader.api import Gradebook

from autograder.integrations.nbgrader.repair_facts import known_notebook
from autograder.integrations.nbgrader.repairing import Damage, KnownNotebook, Note, Repaired, rebuild, repair
from autograder.integrations.nbgrader.step import AutograderStep, Place

NOTES = "autograder"
"""Where ``resources`` hold ``{"notes": (Note, ...)}``."""


class Repair(AutograderStep):
    """Repairs a notebook by what the gradebook knows; a fault of ours in it ends nobody's run."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """As every step does; ``resources["autograder"]["notes"]`` are the notes, and the notebook keeps them too."""
        place = Place.of(resources)
        known = self._known(place, resources["nbgrader"]["db_url"])
        read = resources.get(NOTES, {}).get("notes", ())
        repaired = self._repaired(nb, known, read)
        for note in repaired.notes:
            self.log.warning("autograder: %s, %s.ipynb: %s", place.student, place.notebook, note.sentence)
        resources[NOTES] = {"notes": repaired.notes}
        return repaired.notebook, resources

    def _known(self, place: Place, database: str) -> KnownNotebook:
        """Asked once in a command: our exporter lives as long as that, and the answer takes most of a repair's time."""
        cache: dict[tuple[str, str], KnownNotebook] = getattr(self.parent, "known_notebooks", {})
        name = (place.assignment, place.notebook)
        if name not in cache:
            with Gradebook(database, self.converter.coursedir.course_id) as gradebook:
                cache[name] = known_notebook(gradebook, place, self)
        return cache[name]

    def _repaired(self, nb: Any, known: KnownNotebook, read: tuple[Note, ...]) -> Repaired:
        """The repaired notebook, or the one handed out if there is nothing to repair."""
        hopeless = next((note for note in read if note.damage.stops_grading), None)
        if hopeless is not None:
            return rebuild(known, hopeless)
        try:
            return repair(nb, known, read)
        except Exception as error:
            self.log.exception("autograder: internal error")
            return rebuild(known, Note(Damage.FAULT, detail=type(error).__name__))
