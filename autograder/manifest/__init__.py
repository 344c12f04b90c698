"""What instructors wrote in TOML, read once at the edge into typed values."""

from autograder.manifest.assignment import load_assignment
from autograder.manifest.course import Course, Language, load_course
from autograder.manifest.late import Attempts, Counts, Extension, Late, LateBase, LatePolicy, moment_of
from autograder.manifest.nearest import nearest, suggestion
from autograder.manifest.overrides import Override, load_overrides
from autograder.manifest.project import Project
from autograder.manifest.roster import Roster, Student, read_roster
from autograder.manifest.sheet import Row, Sheet, read_sheet

__all__ = [
    "Attempts",
    "Counts",
    "Course",
    "Extension",
    "Language",
    "Late",
    "LateBase",
    "LatePolicy",
    "Override",
    "Project",
    "Roster",
    "Row",
    "Sheet",
    "Student",
    "load_assignment",
    "load_course",
    "load_overrides",
    "moment_of",
    "nearest",
    "read_roster",
    "read_sheet",
    "suggestion",
]
