"""A course that existed before us: its other notebook, cells that a person grades, late work, grading again."""

import json
import shutil

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader_course import RIGHT, NbgraderCourse, cell_of, small_project, text_of

CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "cs101"
c.LateSubmissionPlugin.penalty_method = "zero"
c.AutograderStep.preload = []
"""
DUE = "2026-03-01 12:00:00.000000 UTC"
HIDDEN = """\
assert double(2) == 4
### BEGIN HIDDEN TESTS
assert double(90817263) == 181634526, "a secret"
### END HIDDEN TESTS
"""
PARTS = """\
points = 0.5 * (double(1) == 2) + 1.0 * (double("ab") == "abab")
points
"""
SCRIPT = "<script>alert(1)</script>"
ANSWERS = {"double": "def double(x):\n    return 2 * x", "essay": "Because."}


def graded(grade_id, points=None, *, solution=False):
    """Nbgrader's metadata."""
    grade = points is not None
    worth = {"points": points} if grade else {}
    return {
        "nbgrader": {
            "schema_version": 3,
            "grade_id": grade_id,
            "grade": grade,
            "solution": solution,
            "locked": not solution,
            "task": False,
            **worth,
        }
    }


def old_notebook():
    """A source notebook as nbgrader's users write it."""
    solution = "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
    cells = [
        new_code_cell("print('hello from the notebook')"),
        new_code_cell(solution, metadata=graded("double", solution=True)),
        new_code_cell(HIDDEN, metadata=graded("double-hidden", 2)),
        new_code_cell(PARTS, metadata=graded("double-parts", 1.5)),
        new_markdown_cell("Why?", metadata=graded("essay", 3, solution=True)),
    ]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return new_notebook(cells=cells, metadata=metadata)


def add_plot_question(course):
    """As an instructor does it in Jupyter: an answer that a person grades, below the first exercise."""
    notebook = json.loads(course.source().read_text("utf-8"))
    place = next(
        place
        for place, cell in enumerate(notebook["cells"])
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "add-tests"
    )
    cell = new_code_cell("### BEGIN SOLUTION\nadd(1, 1)\n### END SOLUTION", metadata=graded("plot", 4, solution=True))
    notebook["cells"].insert(place + 1, cell)
    course.source().write_text(json.dumps(notebook), "utf-8")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """An nbgrader course with the assignment `old`, which `small` joined; everything is graded once."""
    root = tmp_path_factory.mktemp("joined")
    made = NbgraderCourse(root / "course", small_project(root / "project").root)
    old = made.folder / "source" / "old" / "old.ipynb"
    old.parent.mkdir(parents=True)
    nbformat.write(old_notebook(), old)
    (made.folder / "nbgrader_config.py").write_text(CONFIG)
    made.nbgrader("generate_assignment", "old")
    made.before = old.read_bytes()
    made.init("small")
    add_plot_question(made)
    made.second = made.init("small")
    made.nbgrader("generate_assignment", "small")
    made.nbgrader("db", "assignment", "add", "small", f"--duedate={DUE}")
    made.submit("right", ANSWERS, "old")
    made.submit("wrong", {"double": "def double(x):\n    return 4", "essay": SCRIPT}, "old")
    made.submit("forges", {"double": "class Four:\n    pass\nexit()\ndouble = lambda x: 1 / 0"}, "old")
    made.submit("too-many", {"double": "class N(int):\n    __eq__ = lambda a, b: 9\ndouble = lambda x: N()"}, "old")
    plotted = {**RIGHT, "plot": f"print('a plot'); add('<b>', {SCRIPT!r})"}
    made.submit("right", plotted, when="2026-03-01 11:00:00 UTC")
    made.submit("late", plotted, when="2026-03-02 13:00:00 UTC")
    made.old_log = made.nbgrader("autograde", "old")
    made.log = made.nbgrader("autograde", "small")
    return made


def test_joining_keeps_what_was_there(course):
    config = (course.folder / "nbgrader_config.py").read_text("utf-8")
    assert config.startswith(CONFIG)
    assert config.count("configure(c") == 1
    assert (course.folder / "source" / "old" / "old.ipynb").read_bytes() == course.before


def test_initialising_again_keeps_the_cells_that_a_person_added(course):
    assert "kept  " in course.second
    names = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in course.released()["cells"]]
    assert names.index("plot") == names.index("add-tests") + 1
    assert "add(1, 1)" not in text_of(cell_of(course.released(), "plot"))


def test_notebooks_of_its_own_are_scored_by_its_own_rules(course):
    assert course.scores("right", "old") == {"double-hidden": 2, "double-parts": 1.5, "essay": None}
    assert course.scores("wrong", "old") == {"double-hidden": 0, "double-parts": 0, "essay": None}
    assert course.scores("forges", "old") == {"double-hidden": 0, "double-parts": 0, "essay": 0}


def test_a_result_above_the_points_waits_for_a_person_instead_of_ending_the_run(course):
    assert course.rows("old")["too-many", "double-parts"] == (None, None, True)
    assert "more points than there are" in course.comments("too-many", "old")["double"]
    assert "There was an error processing assignment" not in course.old_log


def test_a_notebook_of_its_own_shows_what_it_printed(course):
    first = course.autograded("right", "old")["cells"][0]
    assert "hello from the notebook" in str(first["outputs"])


def test_feedback_has_no_hidden_test_of_its_own_kind(course):
    course.nbgrader("generate_feedback", "old")
    for student in ("right", "wrong", "forges"):
        page = (course.folder / "feedback" / student / "old" / "old.html").read_text("utf-8")
        assert "90817263" not in page
        assert "a secret" not in page


def test_an_answer_for_a_persons_eye_has_its_outputs_as_text(course):
    outputs = cell_of(course.autograded("right"), "plot")["outputs"]
    assert "a plot" in str(outputs)
    assert {kind for output in outputs for kind in output.get("data", {})} <= {"text/plain", "image/png"}
    assert course.rows()["right", "plot"] == (None, None, True)
    assert course.scores("right") == {"add-tests": 3, "scale-tests": 2, "plot": None}


def test_late_work_is_penalised_by_the_courses_own_rule(course):
    found = dict(
        course.query(
            "select student.id, submitted_notebook.late_submission_penalty from submitted_notebook"
            " join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id"
            " join assignment on assignment.id = submitted_assignment.assignment_id"
            " join student on student.id = submitted_assignment.student_id where assignment.name = 'small'"
        )
    )
    assert found["late"] == 5
    assert not found["right"]


def test_what_a_person_gave_outlives_grading_again(course, tmp_path):
    again = copied(course, tmp_path)
    by_cell = "(select id from base_cell where name = '{}')"
    again.query(f"update grade set manual_score = 3.5, needs_manual_grade = 0 where cell_id = {by_cell.format('plot')}")
    again.query(f"update grade set manual_score = 1 where cell_id = {by_cell.format('add-tests')}")
    again.query(f"update comment set manual_comment = 'Well done.' where cell_id = {by_cell.format('add')}")
    changed = {**RIGHT, "add": "def add(a, b):\n    return None", "plot": "add(2, 2)"}
    again.submit("right", changed, when="2026-03-01 11:00:00 UTC")
    assert "judging" not in again.nbgrader("autograde", "small")  # neither is newer than what was graded
    assert again.rows()["right", "add-tests"] == (3, 1, False)
    log = again.nbgrader("autograde", "small", "--force", "--student", "right")
    assert "judging 1 submissions" in log
    assert again.rows()["right", "add-tests"] == (0, 1, True)
    assert again.rows()["right", "plot"] == (None, 3.5, True)
    assert again.rows()["late", "add-tests"] == (3, 1, False)
    kept = again.query("select manual_comment from comment where manual_comment is not null")
    assert set(kept) == {("Well done.",)}
    log = again.nbgrader("autograde", "small", "--force")
    assert "judging" not in log  # the results store knows both


def copied(course, folder):
    """The same course elsewhere, to be changed."""
    shutil.copytree(course.folder, folder / "course")
    (folder / "project").symlink_to(course.project)  # the configuration names it relative to itself
    return NbgraderCourse(folder / "course", course.project)
