"""nbgrader on the same notebooks: stock, with the hidden tests as in-notebook tests, and with our judge."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from autograder.manifest import Project, load_assignment
from autograder.notebook import Notebook, notebook_bytes
from autograder.releasing import read_sources, student_notebook
from benchmarks.cohort import ASSIGNMENT, PROJECT
from benchmarks.expected import Plan, check_scores
from benchmarks.figures import Figures
from benchmarks.places import Cohort
from benchmarks.watching import Watched, watch

PROGRAMS = Path(sys.executable).parent
NBGRADER = (str(PROGRAMS / "nbgrader"),)
OURS = (str(PROGRAMS / "autograder"), "nbgrader")
CONFIG = 'c = get_config()\nc.CourseDirectory.course_id = "benchmark"\n'
ON_THE_CPU = '\nc.AutograderStep.devices = ["cpu"]\n'
CHECKS = Path(__file__).with_name("plain_checks")
MARKER = re.compile(r"^ *### (BEGIN|END) SOLUTION\n", re.MULTILINE)
TESTS = "-tests"
"""What follows an exercise's name in the id of its graded cell."""
EARNED = """
    select submitted_assignment.student_id, base_cell.name, grade.auto_score / grade_cells.max_score
    from grade join base_cell on base_cell.id = grade.cell_id join grade_cells on grade_cells.id = grade.cell_id
    join submitted_notebook on submitted_notebook.id = grade.notebook_id
    join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
    where grade.auto_score is not null
"""


class NbgraderCourse:
    """A course, made in an empty folder.

    Args:
        folder: that folder.
        program: what autogrades when ``autograde`` is added: nbgrader's own command or ours.

    """

    def __init__(self, folder: Path, program: Sequence[str] = NBGRADER) -> None:
        self.folder, self._program = folder, program
        self._variables = {
            name: str(folder / "jupyter" / name.lower())
            for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
        }
        self._variables["PATH"] = f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"  # it calls alembic by its name

    def prepare_stock(self) -> None:
        """A course of nbgrader's own."""
        (self.folder / "nbgrader_config.py").write_text(CONFIG)
        source = self.folder / "source" / ASSIGNMENT
        source.mkdir(parents=True)
        (source / f"{ASSIGNMENT}.ipynb").write_bytes(notebook_bytes(source_notebook()))
        self._run(*NBGRADER, "generate_assignment", ASSIGNMENT)

    def prepare_ours(self, project: Project) -> None:
        """A course with our judge in it, whose hidden tests lie in ``project``."""
        self._run(*OURS, "init", str(self.folder), ASSIGNMENT, "--root", str(project.root))
        with (self.folder / "nbgrader_config.py").open("a") as file:
            file.write(ON_THE_CPU)  # as the in-notebook tests are
        self._run(*NBGRADER, "generate_assignment", ASSIGNMENT)

    def grade(self, cohort: Cohort, *options: str) -> Figures:
        """Hand in and autograde; what a second call takes, which skips everything, counts as start-up.

        Raises:
            UnexpectedScores: the scores are not what they must be.

        """
        self._hand_in(cohort)
        graded = self._autograde(*options)
        self.check(cohort.plan)
        start_up = self._autograde(*options).seconds
        count = len(cohort)
        return Figures(graded.seconds, start_up, (graded.seconds - start_up) / count, graded.seconds / count)

    def peak_mb(self, cohort: Cohort, *options: str) -> float:
        """Memory while these are graded."""
        self._hand_in(cohort)
        return self._autograde(*options, memory=True).peak_mb

    def check(self, plan: Plan) -> None:
        """``UnexpectedScores`` unless the gradebook has the points of the right answers, and no others."""
        earned: dict[str, dict[str, float]] = {}
        with closing(sqlite3.connect(self.folder / "gradebook.db")) as gradebook:
            for student, cell, share in gradebook.execute(EARNED):
                earned.setdefault(student, {})[cell.removesuffix(TESTS)] = share
        check_scores(" ".join([Path(self._program[0]).name, *self._program[1:]]), earned, plan)

    def _hand_in(self, cohort: Cohort) -> None:
        for part in ("submitted", "autograded"):
            shutil.rmtree(self.folder / part, ignore_errors=True)
        for file in cohort.files:
            target = self.folder / "submitted" / file.stem / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
            target.parent.mkdir(parents=True)
            shutil.copy(file, target)

    def _autograde(self, *options: str, memory: bool = False) -> Watched:
        return self._run(*self._program, "autograde", ASSIGNMENT, *options, memory=memory)

    def _run(self, *command: str, memory: bool = False) -> Watched:
        return watch(command, self.folder, environment=self._variables, memory=memory)


def source_notebook() -> Notebook:
    """The released notebook, its tests cells extended by the hidden checks."""
    assignment = load_assignment(PROJECT, ASSIGNMENT)
    notebook = student_notebook(assignment, read_sources(PROJECT, assignment))
    hidden = {f"{exercise.id}{TESTS}": hidden_tests(exercise.id) for exercise in assignment.exercises}
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
