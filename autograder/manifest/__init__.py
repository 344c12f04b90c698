"""What instructors wrote in TOML, read once at the edge into typed values."""

from autograder.manifest.assignment import load_assignment
from autograder.manifest.course import Course, Extension, Language, Late, LatePolicy, load_course
from autograder.manifest.nearest import nearest, suggestion
from autograder.manifest.overrides import Override, load_overrides
from autograder.manifest.project import Project

__all__ = [
    "Course",
    "Extension",
    "Language",
    "Late",
    "LatePolicy",
    "Override",
    "Project",
    "load_assignment",
    "load_course",
    "load_overrides",
    "nearest",
    "suggestion",
]
