"""What all tests share; booting a zygote takes seconds, so tests that need a real one share it as well."""

from __future__ import annotations

import signal
import sys
import textwrap
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))  # for helper modules: pytest's importlib mode puts no folder there

from course import Course

from autograder.errors import SandboxError
from autograder.model import Cell, Limits, Submission
from autograder.remote import Budget, Program, Session, Student
from autograder.sandbox import Tier, Zygote

# Started in the background of a script, this process ignores Ctrl-C, and so would every command that a test interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def course(tmp_path):
    """An empty throw-away course."""
    return Course(tmp_path / "course")


@pytest.fixture(scope="session")
def zygote():
    """A zygote with torch, numpy and sympy, in the best tier that starts on this machine."""
    with _best_zygote() as best:
        yield best


def _best_zygote():
    for tier in Tier:
        zygote = Zygote(["torch", "numpy", "sympy"], tier)
        try:
            zygote.wait_ready()
        except SandboxError:
            zygote.close()
            continue
        return zygote
    raise RuntimeError("no tier works here; `autograder doctor` says why")


@pytest.fixture
def open_session(zygote):
    """``open_session(source, provided="", **limits)``: a submission of one cell, loaded into a fresh worker."""
    opened = []

    def open_one(source, provided="", **limits):
        values = Limits(**limits)
        submission = Submission("student", (Cell("cell 1", textwrap.dedent(source)),))
        session = Session(zygote.worker(values), submission, Budget(values))
        opened.append(session)
        session.load(Program((), ("torch", "numpy", "sympy"), provided=textwrap.dedent(provided)), everything=True)
        return session

    yield open_one
    for session in opened:
        session.close()


@pytest.fixture
def submit(open_session):
    """The same, as the ``student`` of a hidden test."""

    def submit_one(source, provided="", **limits):
        session = open_session(source, provided, **limits)
        return Student(lambda: session)

    return submit_one
