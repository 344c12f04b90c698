"""nbgrader source notebooks for tests of adoption, and stock nbgrader to compare scores with."""

import os
import shutil
import sys
from pathlib import Path

import nbformat
import nbgrader
import nbgrader_commands
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell
from nbgrader.api import Gradebook

EXAMPLES = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide"
"""The quickstart course with its submissions, as nbgrader ships it."""
CONFIG = 'c = get_config()\nc.CourseDirectory.course_id = "course"\n'


def prose(text, **more):
    return new_markdown_cell(text, **more)


def code(text):
    return new_code_cell(text)


def raw(text):
    return new_raw_cell(text)


def solution(grade_id, text):
    return _marked(new_code_cell(text), grade_id, solution=True)


def checks(grade_id, points, text):
    return _marked(new_code_cell(text), grade_id, grade=True, locked=True, points=points)


def answer(grade_id, points, text):
    return _marked(new_markdown_cell(text), grade_id, grade=True, solution=True, points=points)


def code_answer(grade_id, points, text):
    return _marked(new_code_cell(text), grade_id, grade=True, solution=True, points=points)


def task(grade_id, points, text):
    return _marked(new_markdown_cell(text), grade_id, task=True, locked=True, points=points)


def _marked(cell, grade_id, **about):
    switches = {"grade": False, "solution": False, "task": False, "locked": False, "schema_version": 3}
    cell.metadata["nbgrader"] = {**switches, "grade_id": grade_id, **about}
    return cell


def write_source(file, *cells, language="python"):
    """Write a source notebook."""
    file.parent.mkdir(parents=True, exist_ok=True)
    kernel = {"display_name": language, "language": language, "name": "python3"}
    nbformat.write(new_notebook(cells=list(cells), metadata={"kernelspec": kernel}), file)
    return file


class StockCourse:
    """A course that stock nbgrader grades, with its own kernels."""

    def __init__(self, root, folder):
        self.root = root
        jupyter = {
            name: str(folder / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")
        }
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self._environment = {**os.environ, **jupyter, "PATH": path}

    def run(self, *arguments, cwd=None):
        """One command of nbgrader."""
        done = nbgrader_commands.run("nbgrader", arguments, cwd=cwd or self.root, env=self._environment)
        assert done.returncode == 0, done.stderr
        return done

    def submit(self, student, assignment, notebook, answers):
        """Hand in the released notebook with these sources in the cells of these grade ids."""
        released = nbformat.read(self.root / "release" / assignment / notebook, 4)
        for cell in released.cells:
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            cell.source = answers.get(grade_id, cell.source)
        folder = self.root / "submitted" / student / assignment
        folder.mkdir(parents=True)
        nbformat.write(released, folder / notebook)

    def submit_examples(self, assignment):
        """Hand in what the quickstart's students handed in."""
        for student in ("bitdiddle", "hacker"):
            source = EXAMPLES / "submitted" / student / assignment
            shutil.copytree(source, self.root / "submitted" / student / assignment)

    def scores(self, assignment):
        """``{(student, grade id): score}`` of every cell nbgrader graded itself; ``None`` where a person must."""
        with Gradebook(f"sqlite:///{self.root}/gradebook.db", course_id="course") as gradebook:
            return {
                (submission.student.id, grade.name): grade.auto_score
                for submission in gradebook.assignment_submissions(assignment)
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
