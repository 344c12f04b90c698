"""What goes wrong in a course: the submission has a reason and no old score, a person is called, the class goes on."""

import shutil

import pytest
from nbgrader_course import RIGHT, NbgraderCourse, cell_of, small_project

from autograder.errors import AutograderError, UsageError
from autograder.integrations.nbgrader.config_file import BEGIN
from autograder.integrations.nbgrader.course import init_course
from autograder.manifest import Project

NOTHING = {"add-tests": (None, None, True), "scale-tests": (None, None, True)}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course in which `right` has all points."""
    root = tmp_path_factory.mktemp("bad-input")
    made = NbgraderCourse(root / "course", small_project(root / "project").root)
    made.init("small")
    made.nbgrader("generate_assignment", "small")
    made.submit("right", RIGHT)
    made.nbgrader("autograde", "small")
    assert made.scores("right") == {"add-tests": 3, "scale-tests": 2}
    return made


@pytest.fixture
def course(graded, tmp_path):
    """A copy, project included, to be broken."""
    shutil.copytree(graded.folder, tmp_path / "course")
    shutil.copytree(graded.project, tmp_path / "project")
    return NbgraderCourse(tmp_path / "course", tmp_path / "project")


def rows(course, student):
    return {cell: row for (who, cell), row in course.rows().items() if who == student}


def change(file, old, new):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def everything_waits(course, reason):
    """No score of before stands, and the answer says why; the conversion itself went well."""
    log = course.nbgrader("autograde", "small", "--force")
    assert rows(course, "right") == NOTHING
    assert set(course.comments("right")) == {"add", "scale"}
    for comment in course.comments("right").values():
        assert reason in comment
        assert "Traceback" not in comment
    assert reason in str(cell_of(course.autograded("right"), "add-tests")["outputs"])
    assert "Traceback" not in log
    return log


def test_a_project_that_is_not_there(course):
    shutil.move(course.project, course.project.with_name("elsewhere"))
    log = everything_waits(course, "no folder 'assignments'")
    assert "configure(c, project=...)" in log


def test_a_broken_manifest(course):
    change(course.project / "assignments" / "small" / "assignment.toml", "points = 3", "point = 3")
    everything_waits(course, "point")


def test_an_assignment_that_was_taken_out_of_the_project(course):
    shutil.rmtree(course.project / "assignments" / "small")
    everything_waits(course, "no assignment 'small'")


def test_points_that_changed_after_grading(course):
    change(course.project / "assignments" / "small" / "assignment.toml", "points = 2", "points = 4")
    change(course.project / "grading_tests" / "small" / "test_scale.py", "points(2)", "points(4)")
    course.nbgrader("autograde", "small", "--force")
    assert rows(course, "right") == {"add-tests": (3, None, False), "scale-tests": (None, None, True)}
    comment = course.comments("right")["scale"]
    assert "4 points in assignment.toml and 2 in the gradebook" in comment
    assert "generate_assignment --force" in comment
    course.init("small")
    course.nbgrader("generate_assignment", "small", "--force")
    course.nbgrader("autograde", "small", "--force")
    assert rows(course, "right") == {"add-tests": (3, None, False), "scale-tests": (4, None, False)}


def test_an_exercise_that_was_taken_out_after_submissions(course):
    """Its public checks stand in the gradebook; nbgrader's rule would pay for them."""
    manifest = course.project / "assignments" / "small" / "assignment.toml"
    manifest.write_text(manifest.read_text("utf-8").rpartition("[[exercise]]")[0], "utf-8")
    (course.project / "grading_tests" / "small" / "test_scale.py").unlink()
    for _ in ("with the source notebook as it was", "and with the new one"):
        course.nbgrader("autograde", "small", "--force")
        assert rows(course, "right") == {"add-tests": (3, None, False), "scale-tests": (None, None, True)}
        assert "no exercise of assignment.toml" in course.comments("right")["scale"]
        notebook = course.project / "assignments" / "small" / "small.md"
        notebook.write_text(notebook.read_text("utf-8").partition("```{code-cell}\n:exercise: scale")[0], "utf-8")
        course.init("small")


def test_a_hidden_test_with_a_fault_of_its_own_leaves_no_score(course):
    change(course.project / "grading_tests" / "small" / "test_scale.py", "8.25", "1 / 0")
    course.nbgrader("autograde", "small", "--force")
    assert rows(course, "right") == {"add-tests": (3, None, False), "scale-tests": (None, None, True)}
    assert "a person will look" in course.comments("right")["scale"]


def test_notebooks_that_nobody_can_read_do_not_stop_the_class(course):
    course.submit_bytes("broken", b'{"cells": [')
    course.submit_bytes("empty", b"")
    course.submit("fine", RIGHT)
    course.nbgrader("autograde", "small")
    assert rows(course, "broken") == rows(course, "empty") == NOTHING
    assert "not valid JSON" in course.comments("broken")["add"]
    assert course.scores("fine") == {"add-tests": 3, "scale-tests": 2}


def test_an_answer_that_is_no_code_cell_any_more_is_graded(course):
    def as_text(notebook):
        cell = cell_of(notebook, "add")
        cell["cell_type"] = "markdown"
        del cell["outputs"], cell["execution_count"]

    course.submit("as-text", RIGHT, change=as_text)
    course.nbgrader("autograde", "small")
    assert course.scores("as-text") == {"add-tests": 3, "scale-tests": 2}


# ---- init


def test_init_refuses_what_it_could_not_undo(graded, tmp_path):
    project = Project(graded.project)
    (tmp_path / "file").touch()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "nbgrader_config.py").write_text("c = (\n")
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "nbgrader_config.py").write_text(f"{BEGIN}\n")
    own = tmp_path / "own" / "source" / "small" / "small.ipynb"
    own.parent.mkdir(parents=True)
    own.write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    for folder, message in (
        (tmp_path / "file", "is a file"),
        (tmp_path / "broken", "not valid Python.* line 1"),
        (tmp_path / "half", "do not stand around our lines"),
        (tmp_path / "own", "a notebook of your own"),
        (graded.folder / "inner", "inside another nbgrader course"),
    ):
        with pytest.raises(UsageError, match=message):
            init_course(project, folder, ["small"])
    assert not (tmp_path / "own" / "nbgrader_config.py").exists()  # nothing is written halfway


def test_init_refuses_an_assignment_that_cannot_be_released(course, tmp_path):
    change(course.project / "solutions" / "small" / "add.py", "### BEGIN SOLUTION", "# the solution")
    with pytest.raises(AutograderError, match="SOLUTION"):
        init_course(Project(course.project), tmp_path / "new", ["small"])
    assert not (tmp_path / "new").exists()


def test_init_says_what_is_wrong(graded):
    said = graded.autograder("init", graded.folder, "smal", code=2, cwd=graded.project)
    assert "no assignment 'smal'" in said
    assert "small" in said.split("tip:")[1]
