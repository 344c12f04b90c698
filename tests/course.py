"""Throw-away courses: an assignment, its solutions, its hidden tests and what students handed in, graded for real."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent

from autograder.grading.options import GradeOptions
from autograder.grading.pipeline import grade
from autograder.manifest import Project
from autograder.model import Device

ASSIGNMENT = "small"
HEADER = """\
import numpy as np
import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given, tensors

pytestmark = pytest.mark.exercise("{name}")
"""
REFERENCE = """\
import torch


def {name}({arguments}):
    \"\"\"Answer.\"\"\"
    ### BEGIN SOLUTION
{body}
    ### END SOLUTION
"""
COMMAND = "from autograder.cli.app import main; main()"


@dataclass
class Watched:
    """A watcher that remembers: ``begun`` submissions had to run, and in which order they were done."""

    begun: int = 0
    graded_ids: list = field(default_factory=list)

    def begin(self, total):
        self.begun = total

    def graded(self, submission):
        self.graded_ids.append(submission)


class Course:
    """A course of one assignment, ``small``; every file is written by hand, as an instructor does it."""

    def __init__(self, root, **limits):
        self.root = Path(root)
        self.out = self.root / "out"
        self._limits = {"call_seconds": 2, "load_seconds": 5, "memory_mb": 512, **limits}
        self._exercises = {}
        self.manifest_lines = ['preload = ["torch", "numpy"]']
        for folder in ("assignments", "solutions", "grading_tests"):
            (self.root / folder / ASSIGNMENT).mkdir(parents=True)
        self.submissions = self.root / "submissions"
        self.submissions.mkdir()

    @property
    def project(self):
        """Where everything is."""
        return Project(self.root)

    @property
    def tests(self):
        """The folder of the hidden tests."""
        return self.root / "grading_tests" / ASSIGNMENT

    @property
    def solutions(self):
        """The folder of the references."""
        return self.root / "solutions" / ASSIGNMENT

    def exercise(self, name, arguments, body, tests, *, points=None, wrong=None, **manifest):
        """Add an exercise; ``tests`` are test functions with ``points`` markers, or ``{name: body}`` of one point each.

        ``wrong`` maps names of misconceptions to their text.
        """
        source = dedent(tests) if isinstance(tests, str) else _functions(tests)
        self.write_tests(name, source)
        text = REFERENCE.format(name=name, arguments=arguments, body=_indented(body))
        (self.solutions / f"{name}.py").write_text(text, "utf-8")
        for stem, wrong_text in (wrong or {}).items():
            file = self.solutions / "wrong" / name / f"{stem}.py"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(dedent(wrong_text), "utf-8")
        self._exercises[name] = {"points": points or source.count("@pytest.mark.points(1)"), **manifest}
        self.write_manifest()
        return self

    def write_tests(self, name, source):
        """Write the hidden tests of an exercise anew."""
        text = HEADER.format(name=name) + "\n\n" + dedent(source)
        (self.tests / f"test_{name}.py").write_text(text, "utf-8")

    def write_manifest(self, **limits):
        """Write the manifest anew, with other limits if some are given."""
        self._limits |= limits
        lines = ["schema = 1", 'title = { en = "Small", ko = "작은 과제" }', *self.manifest_lines, "", "[limits]"]
        lines += [f"{key} = {value}" for key, value in self._limits.items()]
        for name, keys in self._exercises.items():
            lines += ["", "[[exercise]]", f'id = "{name}"', *(f"{key} = {_toml(value)}" for key, value in keys.items())]
        file = self.root / "assignments" / ASSIGNMENT / "assignment.toml"
        file.write_text("\n".join(lines) + "\n", "utf-8")

    def submit(self, student, source):
        """Hand in a ``.py`` file."""
        (self.submissions / f"{student}.py").write_text(dedent(source), "utf-8")
        return self

    def options(self, **options):
        """What ``autograder grade`` would be told."""
        defaults = {
            "root": self.root,
            "assignment": ASSIGNMENT,
            "paths": (self.submissions,),
            "out": self.out,
            "devices": (Device.CPU,),
            "jobs": 1,
        }
        return GradeOptions(**{**defaults, **options})

    def grade(self, watcher=None, **options):
        """Grade in judges and workers; the report."""
        return Graded(grade(self.options(**options), watcher or Watched()))

    def command(self, *arguments):
        """The command line of ``autograder`` with these arguments."""
        return [sys.executable, "-c", COMMAND, *map(str, arguments)]

    def environment(self, **variables):
        """For a command that finds our code where this process does."""
        return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), **variables}

    def run(self, *arguments, seconds=120, **how):
        """Run ``autograder`` as a user does; a traceback is never an answer."""
        done = subprocess.run(
            self.command(*arguments),
            cwd=self.root,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
            **how,
        )
        assert "Traceback" not in done.stderr + done.stdout, done.stderr + done.stdout
        return done

    def run_grade(self, *arguments, **how):
        """``autograder grade small submissions --out out``."""
        return self.run("grade", ASSIGNMENT, self.submissions, "--out", self.out, "--jobs", 1, *arguments, **how)


class Graded:
    """A report, easy to ask."""

    def __init__(self, report):
        self.report = report

    def of(self, student):
        """The result of one submission."""
        return next(entry for entry in self.report.submissions if entry.id == student)

    def test(self, student, name):
        """The result of one hidden test of one submission."""
        exercises = self.of(student).exercises
        return next(test for exercise in exercises for test in exercise.tests if test.name == name)

    def case(self, student, name):
        """The one case of a test without parameters."""
        (case,) = self.test(student, name).cases
        return case

    def outcomes(self, student):
        """Outcome by test; a list where there are several cases."""
        found = {}
        for exercise in self.of(student).exercises:
            for test in exercise.tests:
                told = [case.outcome.value for case in test.cases]
                found[test.name] = told[0] if len(told) == 1 else told
        return found

    def scores(self):
        """Score by submission."""
        return {entry.id: entry.score for entry in self.report.submissions}


def _functions(tests):
    return "\n\n".join(_function(name, body) for name, body in tests.items())


def _function(name, body):
    head = f"@pytest.mark.points(1)\ndef {name}({_fixtures(body)}):\n"
    return f'{head}    """{name.removeprefix("test_")} holds."""\n{_indented(body)}\n'


def _fixtures(body):
    return ", ".join(name for name in ("student", "reference", "make", "rng", "device") if name in body)


def _indented(body):
    return "\n".join(f"    {line}" if line else "" for line in dedent(body).strip("\n").splitlines())


def _toml(value):
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_toml, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)
