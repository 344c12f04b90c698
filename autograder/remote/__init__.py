"""What a hidden test holds in its hand: the student's functions and objects, living in another process."""

from autograder.remote.budget import Budget
from autograder.remote.devices import CaseDevice, OnCpu
from autograder.remote.errors import (
    AuthorMistake,
    Missing,
    NotEmulated,
    Strayed,
    StudentFault,
    StudentRaised,
    Unfinished,
    Unusable,
)
from autograder.remote.foresight import Foresight, Step
from autograder.remote.loaded import Loaded
from autograder.remote.names import Student
from autograder.remote.once import Once
from autograder.remote.program import Program
from autograder.remote.proxies import RemoteFunction, RemoteObject
from autograder.remote.reader import Reader
from autograder.remote.session import Session

__all__ = [
    "AuthorMistake",
    "Budget",
    "CaseDevice",
    "Foresight",
    "Loaded",
    "Missing",
    "NotEmulated",
    "OnCpu",
    "Once",
    "Program",
    "Reader",
    "RemoteFunction",
    "RemoteObject",
    "Session",
    "Step",
    "Strayed",
    "Student",
    "StudentFault",
    "StudentRaised",
    "Unfinished",
    "Unusable",
]
