"""From an authored assignment to the folder students get."""

from autograder.releasing.build import ReleasedFolder, notebook_name, release, student_files, student_notebook
from autograder.releasing.sources import Sources, read_skeletons, read_sources

__all__ = [
    "ReleasedFolder",
    "Sources",
    "notebook_name",
    "read_skeletons",
    "read_sources",
    "release",
    "student_files",
    "student_notebook",
]
