"""Throw-away nbgrader courses with our judge: real commands, a real gradebook."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import nbgrader_commands
from course import Course

PROGRAMS = Path(sys.executable).parent
NOTEBOOK = """\
# Small assignment

Two functions.

```{code-cell}
numbers = [1, 2, 3]
```

```{code-cell}
:exercise: add
```

```{code-cell}
:check: add
assert add(1, 2) == 3
```

```{code-cell}
:exercise: scale
```

```{code-cell}
:check: scale
assert scale(2.0, 3.0) == 6.0
```
"""
ADD_TESTS = '''
@pytest.mark.points(1)
def test_adds_integers(student, reference):
    """Integers must be added."""
    agree(student.add, reference.add, 90817263, 4)

@pytest.mark.points(2)
def test_adds_texts(student, reference):
    """Texts must be joined."""
    agree(student.add, reference.add, "hidden-left", "hidden-right")
'''
SCALE_TESTS = '''
@pytest.mark.points(2)
def test_scales(student, reference):
    """A number must be multiplied by the factor."""
    agree(student.scale, reference.scale, 1.5, 8.25)
'''
RIGHT = {"add": "def add(a, b):\n    return a + b", "scale": "def scale(x, factor):\n    return x * factor"}
ROWS = """
    select student.id, base_cell.name, grade.auto_score, grade.manual_score, grade.needs_manual_grade
    from grade join base_cell on base_cell.id = grade.cell_id
    join submitted_notebook on submitted_notebook.id = grade.notebook_id
    join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
    join student on student.id = submitted_assignment.student_id
    join assignment on assignment.id = submitted_assignment.assignment_id
    where assignment.name = ?
"""
COMMENTS = """
    select student.id, base_cell.name, comment.auto_comment, comment.manual_comment
    from comment join base_cell on base_cell.id = comment.cell_id
    join submitted_notebook on submitted_notebook.id = comment.notebook_id
    join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
    join student on student.id = submitted_assignment.student_id
    join assignment on assignment.id = submitted_assignment.assignment_id
    where assignment.name = ?
"""


def small_project(root, **limits):
    """A project with the assignment ``small``: ``add`` for 1 + 2 points, ``scale`` for 2."""
    course = Course(root, **limits)
    course.exercise("add", "a, b", "return a + b", ADD_TESTS, points=3)
    course.exercise("scale", "x, factor", "return x * factor", SCALE_TESTS, points=2)
    (course.root / "assignments" / "small" / "small.md").write_text(NOTEBOOK, "utf-8")
    return course


class NbgraderCourse:
    """A folder in which nbgrader's and our commands are run as a user runs them.

    Args:
        folder: the course.
        project: where ``assignments/`` is.
        real: start the programs themselves; otherwise forks of a process that has opened nbgrader.

    """

    def __init__(self, folder, project, *, real=False):
        self.folder, self.project, self._real = Path(folder), Path(project), real

    def environment(self):
        places = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
        own = {name: str(self.folder.parent / "jupyter" / name.lower()) for name in places}
        own["PATH"] = f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"  # nbgrader calls alembic by its name
        own["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        return {**os.environ, **own}

    def init(self, *assignments, code=0):
        """``autograder nbgrader init``."""
        return self.autograder("init", self.folder, *assignments, code=code, cwd=self.project)

    def autograder(self, *arguments, code=0, cwd=None):
        """``autograder nbgrader ...``; a traceback is never an answer."""
        done = self._run("autograder", ["nbgrader", *arguments], code, cwd or self.folder)
        assert "Traceback" not in done
        return done

    def nbgrader(self, *arguments, code=0):
        """``nbgrader ...`` in the course."""
        return self._run("nbgrader", arguments, code, self.folder)

    def _run(self, program, arguments, code, cwd):
        if self._real:
            command = [str(PROGRAMS / program), *map(str, arguments)]
            done = subprocess.run(
                command, cwd=cwd, env=self.environment(), capture_output=True, text=True, timeout=300, check=False
            )
        else:
            done = nbgrader_commands.run(program, arguments, cwd=cwd, env=self.environment())
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def released(self, assignment="small", notebook=None):
        """The notebook students got."""
        return json.loads((self.folder / "release" / assignment / f"{notebook or assignment}.ipynb").read_text("utf-8"))

    def source(self, assignment="small"):
        """The source notebook."""
        return self.folder / "source" / assignment / f"{assignment}.ipynb"

    def submit(self, student, answers, assignment="small", notebook=None, change=None, when=None):
        """Hand in the released notebook with ``answers`` (grade id to source) and whatever else ``change`` does."""
        name = notebook or assignment
        filled = answered(self.released(assignment, name), answers)
        if change is not None:
            change(filled)
        self.submit_bytes(student, json.dumps(filled).encode(), assignment, name)
        if when is not None:
            (self.folder / "submitted" / student / assignment / "timestamp.txt").write_text(when)

    def submit_bytes(self, student, content, assignment="small", notebook="small"):
        """Hand in a file, whatever it is."""
        file = self.folder / "submitted" / student / assignment / f"{notebook}.ipynb"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def autograded(self, student, assignment="small", notebook=None):
        """The notebook as formgrader shows it."""
        file = self.folder / "autograded" / student / assignment / f"{notebook or assignment}.ipynb"
        return json.loads(file.read_text("utf-8"))

    def rows(self, assignment="small"):
        """``{(student, cell): (auto score, manual score, whether a person must look)}``."""
        found = self.query(ROWS, assignment)
        return {(student, cell): (auto, manual, bool(needs)) for student, cell, auto, manual, needs in found}

    def scores(self, student, assignment="small"):
        """Auto scores of one student by cell."""
        return {cell: auto for (who, cell), (auto, _, _) in self.rows(assignment).items() if who == student}

    def comments(self, student, assignment="small"):
        """Auto comments of one student by cell."""
        found = self.query(COMMENTS, assignment)
        return {cell: auto for who, cell, auto, _ in found if who == student}

    def query(self, text, *values):
        """Rows of the gradebook."""
        connection = sqlite3.connect(self.folder / "gradebook.db")
        try:
            found = connection.execute(text, values).fetchall()
            connection.commit()
            return found
        finally:
            connection.close()


def answered(notebook, answers):
    """The notebook with these sources in its cells."""
    for cell in notebook["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if grade_id in answers:
            cell["source"] = dedent(answers[grade_id])
    return notebook


def cell_of(notebook, grade_id):
    """The cell of that id."""
    return next(cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id)


def text_of(cell):
    """Its source; nbformat allows lines."""
    return cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
