"""Repairing a submitted notebook with what the gradebook knows: values in, values out, no database."""

from autograder.integrations.nbgrader.repairing.known import KnownCell, KnownNotebook, Role
from autograder.integrations.nbgrader.repairing.normal import Normal, read_notebook
from autograder.integrations.nbgrader.repairing.notes import Damage, Note, kept_notes
from autograder.integrations.nbgrader.repairing.remarks import remarks
from autograder.integrations.nbgrader.repairing.repair import Repaired, rebuild, repair

__all__ = [
    "Damage",
    "KnownCell",
    "KnownNotebook",
    "Normal",
    "Note",
    "Repaired",
    "Role",
    "kept_notes",
    "read_notebook",
    "rebuild",
    "remarks",
    "repair",
]
