"""An nbgrader assignment with a cell of every kind, written by hand: what nbgrader generates from it, and answers."""

import copy
import logging
import os
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import NotebookExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import CheckCellMetadata, DeduplicateIds, OverwriteCells

from autograder.integrations.nbgrader.repair import Repair
from autograder.integrations.nbgrader.repair_facts import known_notebook
from autograder.integrations.nbgrader.repairing import KnownNotebook
from autograder.integrations.nbgrader.step import Place

EXAM = "exam"
NAMES = ["prose", "double", "double-tests", "halve", "halve-tests", "essay", "plot", "task"]
"""In order."""
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def cell(kind, name, source, **flags):
    """One cell with nbgrader's metadata, as its toolbar writes it."""
    make = new_code_cell if kind == "code" else new_markdown_cell
    metadata = {
        "schema_version": 3,
        "grade_id": name,
        "grade": False,
        "solution": False,
        "locked": False,
        "task": False,
    }
    return make(textwrap.dedent(source).strip(), metadata={"nbgrader": {**metadata, **flags}})


def tests_cell(name, source, points):
    return cell("code", name, source, grade=True, locked=True, points=points)


def source_notebook():
    """The instructor's notebook: solutions and hidden tests are in it."""
    cells = [
        cell("markdown", "prose", "# Exam\n\nAnswer every question.", locked=True),
        new_code_cell("import math"),
        cell(
            "code",
            "double",
            '''
            def double(x):
                """Twice x."""
                ### BEGIN SOLUTION
                return 2 * x
                ### END SOLUTION
            ''',
            solution=True,
        ),
        tests_cell(
            "double-tests",
            """
            assert double(2) == 4
            ### BEGIN HIDDEN TESTS
            assert double(-3) == -6
            ### END HIDDEN TESTS
            """,
            6,
        ),
        cell(
            "code",
            "halve",
            '''
            def halve(x):
                """Half of x."""
                ### BEGIN SOLUTION
                return x / 2
                ### END SOLUTION
            ''',
            solution=True,
        ),
        tests_cell("halve-tests", "assert halve(2) == 1\nassert halve(-1) == -0.5", 2.5),
        new_markdown_cell("## In your own words"),
        cell("markdown", "essay", "### BEGIN SOLUTION\nEven.\n### END SOLUTION", grade=True, solution=True, points=3),
        cell("code", "plot", "### BEGIN SOLUTION\nplot()\n### END SOLUTION", grade=True, solution=True, points=2),
        cell("markdown", "task", "Add cells below that draw a line.", task=True, locked=True, points=1),
    ]  # fmt: skip
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


ANSWERS = {
    "double": 'def double(x):\n    """Twice x."""\n    return x + x',
    "halve": 'def halve(x):\n    """Half of x."""\n    return x * 0.5',
    "essay": "Twice a number is even, because it is two of them.",
    "plot": "import matplotlib.pyplot as plt\n\nplt.plot([1, 2])",
}


def named(notebook, name):
    """The one cell that has this id."""
    (found,) = [cell for cell in notebook.cells if grade_id(cell) == name]
    return found


def grade_id(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def place(notebook, name):
    return notebook.cells.index(named(notebook, name))


def answered(released, answers=None):
    """A copy of the released notebook with the answers in their cells."""
    notebook = copy.deepcopy(released)
    for name, source in (ANSWERS if answers is None else answers).items():
        named(notebook, name).source = source
    return notebook


def text(notebook):
    """The file."""
    return nbformat.writes(notebook)


@dataclass(frozen=True)
class Generated:
    """What ``nbgrader generate_assignment`` makes of :func:`source_notebook`."""

    released: nbformat.NotebookNode
    known: KnownNotebook
    step: Repair
    """As nbgrader sets it up."""

    @property
    def gradebook(self):
        """Its address."""
        return self.step.converter.coursedir.db_url

    @property
    def resources(self):
        """What nbgrader hands to every step."""
        return {"nbgrader": {"notebook": EXAM, "assignment": EXAM, "student": "s", "db_url": self.gradebook}}


def generate(root):
    """The course's gradebook and released notebook, made by nbgrader's own converter in this process."""
    source = root / "source" / EXAM / f"{EXAM}.ipynb"
    source.parent.mkdir(parents=True)
    source.write_text(text(source_notebook()))
    course = CourseDirectory(root=str(root), course_id="course", assignment_id=EXAM)
    programs = Path(sys.executable).parent
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(programs), prepend=os.pathsep)  # nbgrader calls alembic by its name
        GenerateAssignment(coursedir=course).start()
    autograde = Autograde(coursedir=course)
    step = Repair(parent=NotebookExporter(parent=autograde))
    with Gradebook(course.db_url, course.course_id) as gradebook:
        known = known_notebook(gradebook, Place("nobody", EXAM, EXAM), step)
    released = root / "release" / EXAM / f"{EXAM}.ipynb"
    return Generated(nbformat.read(released, as_version=4), known, step)


def accepted(notebook, exam, caplog):
    """Nbgrader's steps find nothing to object to and nothing to change."""
    nbformat.validate(notebook)
    assert [name for cell in notebook.cells if (name := grade_id(cell))] != []
    assert sorted(filter(None, map(grade_id, notebook.cells))) == sorted(NAMES)
    caplog.clear()
    before = copy.deepcopy(notebook)
    with caplog.at_level(logging.WARNING):
        for step in (DeduplicateIds, OverwriteCells, CheckCellMetadata):
            notebook, _ = step().preprocess(notebook, exam.resources)
    assert (notebook, caplog.messages) == (before, [])
