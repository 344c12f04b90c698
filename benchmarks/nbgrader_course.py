"""``nbgrader autograde`` on the same notebooks, with the hidden tests as in-notebook tests."""

from __future__ import annotations

import csv
import os
import re
import shutil
import sys
from pathlib import Path

from autograder.manifest import load_assignment
from autograder.notebook import Notebook, notebook_bytes
from autograder.releasing import read_sources, student_notebook
from benchmarks.cohort import ASSIGNMENT, PROJECT
from benchmarks.expected import Plan, UnexpectedScores
from benchmarks.figures import Figures
from benchmarks.places import Cohort
from benchmarks.watching import Watched, watch

PROGRAMS = Path(sys.executable).parent
CONFIG = 'c = get_config()\nc.CourseDirectory.course_id = "benchmark"\n'
CHECKS = Path(__file__).with_name("plain_checks")
MARKER = re.compile(r"^ *### (BEGIN|END) SOLUTION\n", re.MULTILINE)


class NbgraderCourse:
    """A course of nbgrader's own, made in an empty folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._variables = {
            name: str(folder / "jupyter" / name.lower())
            for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
        }
        self._variables["PATH"] = f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"  # it calls alembic by its name

    def prepare(self) -> None:
        """Write the source notebook and have nbgrader generate the assignment from it."""
        (self.folder / "nbgrader_config.py").write_text(CONFIG)
        source = self.folder / "source" / ASSIGNMENT
        source.mkdir(parents=True)
        (source / f"{ASSIGNMENT}.ipynb").write_bytes(notebook_bytes(source_notebook()))
        self._run("generate_assignment", ASSIGNMENT)

    def grade(self, cohort: Cohort) -> Figures:
        """Hand in and autograde; what a second call takes, which skips everything, counts as start-up.

        Raises:
            UnexpectedScores: the scores are not what they must be.

        """
        self._hand_in(cohort)
        graded = self._run("autograde", ASSIGNMENT)
        self.check(cohort.plan)
        start_up = self._run("autograde", ASSIGNMENT).seconds
        count = len(cohort)
        return Figures(graded.seconds, start_up, (graded.seconds - start_up) / count, graded.seconds / count)

    def peak_mb(self, cohort: Cohort) -> float:
        """Memory while these are graded."""
        self._hand_in(cohort)
        return self._run("autograde", ASSIGNMENT, memory=True).peak_mb

    def check(self, plan: Plan) -> None:
        """``UnexpectedScores`` unless the gradebook has the points of the right answers, and no others."""
        self._run("export")
        with (self.folder / "grades.csv").open(newline="") as file:
            scores = {row["student_id"]: float(row["raw_score"]) for row in csv.DictReader(file)}
        points = {exercise.id: float(exercise.points) for exercise in load_assignment(PROJECT, ASSIGNMENT).exercises}
        for submission, answers in plan.items():
            must = sum(points[exercise] for exercise, kind in answers.items() if kind == "right")
            if scores.get(submission) != must:
                raise UnexpectedScores(f"nbgrader: {submission} has {scores.get(submission)} points instead of {must}")

    def _hand_in(self, cohort: Cohort) -> None:
        for part in ("submitted", "autograded"):
            shutil.rmtree(self.folder / part, ignore_errors=True)
        for file in cohort.files:
            target = self.folder / "submitted" / file.stem / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
            target.parent.mkdir(parents=True)
            shutil.copy(file, target)

    def _run(self, *command: str, memory: bool = False) -> Watched:
        return watch([str(PROGRAMS / "nbgrader"), *command], self.folder, environment=self._variables, memory=memory)


def source_notebook() -> Notebook:
    """The released notebook, its tests cells extended by the hidden checks."""
    assignment = load_assignment(PROJECT, ASSIGNMENT)
    notebook = student_notebook(assignment, read_sources(PROJECT, assignment))
    hidden = {f"{exercise.id}-tests": hidden_tests(exercise.id) for exercise in assignment.exercises}
    cells = [
        {**cell, "source": f"{cell['source']}\n{hidden.get(cell['metadata'].get('nbgrader', {}).get('grade_id'), '')}"}
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells}


def hidden_tests(exercise: str) -> str:
    """The plain checks beside the reference, both in the notebook: nbgrader has no other place for them."""
    solution = MARKER.sub("", PROJECT.reference_file(ASSIGNMENT, exercise).read_text("utf-8"))
    parts = (
        "### BEGIN HIDDEN TESTS",
        solution.replace(f"def {exercise}(", f"def reference_{exercise}(").strip(),
        (CHECKS / f"{exercise}.py").read_text("utf-8").strip(),
        f"check({exercise}, reference_{exercise})",
        "### END HIDDEN TESTS",
    )
    return "\n\n".join(parts)
