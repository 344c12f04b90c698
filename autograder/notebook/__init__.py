"""Notebooks as data: solution markers, the authored notebook, the students' notebook, the code of what comes back."""

from autograder.notebook.authored import AuthoredCell, CellKind, parse_authored, read_authored
from autograder.notebook.build import Notebook, build_notebook, fill, notebook_bytes
from autograder.notebook.extract import code_cells
from autograder.notebook.markers import HiddenLine, hidden_lines, skeleton

__all__ = [
    "AuthoredCell",
    "CellKind",
    "HiddenLine",
    "Notebook",
    "build_notebook",
    "code_cells",
    "fill",
    "hidden_lines",
    "notebook_bytes",
    "parse_authored",
    "read_authored",
    "skeleton",
]
