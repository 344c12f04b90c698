"""How notebooks come and go: an exchange folder, a zip of a learning platform, several notebooks, two assignments."""

import csv
import io
import json
import shutil
import subprocess
import sys
import zipfile

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader_course import RIGHT, NbgraderCourse, answered, small_project
from nbgrader_sources import checks, solution

CONFIG = r"""
c = get_config()
c.CourseDirectory.course_id = "cs101"
c.Exchange.root = {exchange!r}
c.FileNameCollectorPlugin.named_regexp = r".*_(?P<student_id>\w+)_attempt_(?P<timestamp>[0-9\-]+)_(?P<file_id>\w+)"
c.AutograderStep.preload = []
"""
WRONG = {"add": "def add(a, b):\n    return a - b", "scale": RIGHT["scale"]}
WITHOUT_US = """
import sys
sys.modules["autograder"] = None
from nbgrader.apps.nbgraderapp import main
main()
"""


def own_notebook():
    """A notebook beside ours that an instructor wrote."""
    answer = "def triple(x):\n    ### BEGIN SOLUTION\n    return 3 * x\n    ### END SOLUTION"
    tests = checks("triple-tests", 2, "assert triple(2) == 6")
    cells = [new_code_cell("import math"), solution("triple", answer), tests]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def second_assignment(project):
    """The same exercises under another name, so that cells of both assignments have the same ids."""
    for part in ("assignments", "solutions", "grading_tests"):
        shutil.copytree(project / part / "small", project / part / "second")
    (project / "assignments" / "second" / "small.md").rename(project / "assignments" / "second" / "second.md")


class Exchange:
    """The folder through which `nbgrader submit` and `nbgrader collect` work."""

    def __init__(self, folder, course):
        self.folder, self._course = folder, course

    def submit(self, student, assignment, when, **answers):
        """What `nbgrader submit` leaves there: a folder with notebooks, by name, and its receipt."""
        folder = self.folder / "cs101" / "inbound" / f"{student}+{assignment}+{when}+key{when[11:13]}"
        folder.mkdir(parents=True)
        for notebook, texts in answers.items():
            filled = answered(self._course.released(assignment, notebook), texts)
            (folder / f"{notebook}.ipynb").write_text(json.dumps(filled), "utf-8")
        (folder / "timestamp.txt").write_text(when)
        (folder / "submission_secret.txt").write_text(f"secret of {student}")


def class_zip(course, answers):
    """A zip as learning platforms make it: the students' names are in those of the files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for student, texts in answers.items():
            notebook = answered(course.released("second"), texts)
            name = f"Homework_{student}_attempt_2026-03-01-10-00-00_second.ipynb"
            archive.writestr(name, json.dumps(notebook))
    return content.getvalue()


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Two assignments released, handed in, collected; nothing is graded."""
    root = tmp_path_factory.mktemp("exchange")
    project = small_project(root / "project").root
    second_assignment(project)
    made = NbgraderCourse(root / "course", project)
    made.exchange = Exchange(root / "exchange", made)
    made.exchange.folder.mkdir()
    made.folder.mkdir()
    (made.folder / "nbgrader_config.py").write_text(CONFIG.format(exchange=str(made.exchange.folder)))
    made.init("small", "second")
    nbformat.write(own_notebook(), made.source().with_name("extra.ipynb"))
    for assignment in ("small", "second"):
        made.nbgrader("generate_assignment", assignment)
        made.nbgrader("release_assignment", assignment)
    triple = {"triple": "def triple(x):\n    return x + x + x"}
    made.exchange.submit("ana", "small", "2026-03-01 10:00:00.000000 UTC", small=WRONG, extra={})
    made.exchange.submit("ana", "small", "2026-03-01 11:00:00.000000 UTC", small=RIGHT, extra=triple)
    made.exchange.submit("ben", "small", "2026-03-01 11:00:00.000000 UTC", small=WRONG)
    made.nbgrader("collect", "small")
    archive = made.folder / "downloaded" / "second" / "archive"
    archive.mkdir(parents=True)
    (archive / "class.zip").write_bytes(class_zip(made, {"cleo": RIGHT, "ben": WRONG}))
    made.nbgrader("zip_collect", "second")
    return made


@pytest.fixture(scope="module")
def graded(course):
    """Both assignments graded, each in its own way; feedback released, grades exported."""
    course.nbgrader("autograde", "small", "--notebook", "sm*")
    course.after_pattern = course.rows()
    course.files_after_pattern = {file.name for file in (course.folder / "autograded" / "ana" / "small").iterdir()}
    course.said = course.autograder("autograde", "small", "--force")
    course.log = course.nbgrader("autograde", "second")
    course.nbgrader("generate_feedback", "small")
    course.nbgrader("release_feedback", "small")
    course.nbgrader("export")
    return course


def test_without_the_autograder_nothing_runs_and_the_message_says_what_to_install(course):
    """A configuration that nbgrader skips would run the class in its own kernels, without any protection."""
    before = {file: file.read_bytes() for file in sorted(course.folder.rglob("*")) if file.is_file()}
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_US, "autograde", "small"],
        cwd=course.folder,
        env=course.environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert f"install the autograder in {sys.executable}" in done.stderr
    assert "Traceback" not in done.stderr
    assert {file: file.read_bytes() for file in sorted(course.folder.rglob("*")) if file.is_file()} == before


def test_students_find_every_released_notebook_in_the_exchange(course):
    outbound = course.exchange.folder / "cs101" / "outbound"
    names = {str(file.relative_to(outbound)) for file in outbound.rglob("*") if file.is_file()}
    assert names == {"small/small.ipynb", "small/extra.ipynb", "second/second.ipynb"}
    assert (outbound / "second" / "second.ipynb").read_bytes() == (
        course.folder / "release" / "second" / "second.ipynb"
    ).read_bytes()


def test_a_pattern_grades_the_notebooks_it_names_and_no_others(graded):
    assert graded.files_after_pattern == {"small.ipynb", "timestamp.txt", "submission_secret.txt"}
    assert graded.after_pattern["ana", "add-tests"] == (3, None, False)
    assert graded.after_pattern["ana", "triple-tests"][0] is None


def test_of_several_notebooks_ours_is_judged_and_the_other_scored_by_nbgraders_rules(graded):
    assert graded.scores("ana") == {"add-tests": 3, "scale-tests": 2, "triple-tests": 2}
    assert graded.scores("ben") == {"add-tests": 0, "scale-tests": 2, "triple-tests": 0}  # it was not handed in
    assert "2 graded, 0 skipped, 0 for a person to look at" in graded.said


def test_two_assignments_with_the_same_cells_do_not_mix(graded):
    assert graded.scores("cleo", "second") == {"add-tests": 3, "scale-tests": 2}
    assert graded.scores("ben", "second") == {"add-tests": 0, "scale-tests": 2}
    assert graded.scores("ana", "second") == {}
    assert "judging 2 submissions" in graded.log


def test_feedback_goes_back_through_the_exchange(graded):
    pages = [file.read_text("utf-8") for file in (graded.exchange.folder / "cs101" / "feedback").glob("*.html")]
    assert len(pages) == 3  # two notebooks of ana, one of ben
    assert sum("Integers must be added." in page for page in pages) == 2
    assert not [page for page in pages if "90817263" in page]


def test_the_export_has_a_row_for_every_assignment_and_student(graded):
    with (graded.folder / "grades.csv").open(newline="", encoding="utf-8") as file:
        rows = {(row["assignment"], row["student_id"]): float(row["score"]) for row in csv.DictReader(file)}
    assert rows == {
        ("small", "ana"): 7,
        ("small", "ben"): 2,
        ("small", "cleo"): 0,
        ("second", "ana"): 0,
        ("second", "ben"): 2,
        ("second", "cleo"): 5,
    }
