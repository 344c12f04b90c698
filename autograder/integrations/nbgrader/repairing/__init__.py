"""Repairing a submitted notebook with what the gradebook knows: values in, values out, no database."""

from autograder.integrations.nbgrader.repairing.known import KnownCell, KnownNotebook, Role
from autograder.integrations.nbgrader.repairing.normal import Normal, read_notebook
from autograder.integrations.nbgrader.repairing.notes import Damage, Kept, Note
from autograder.integrations.nbgrader.repairing.repair import Repaired, rebuild, repair

__all__ = [
    "Damage",
    "Kept",
    "KnownCell",
    "KnownNotebook",
    "Normal",
    "Note",
    "Repaired",
    "Role",
    "read_notebook",
    "rebuild",
    "repair",
]
