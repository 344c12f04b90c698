"""A course from `autograder nbgrader init` to nbgrader's export, with nbgrader's own commands and our judge."""

import csv
import json

import pytest
from nbgrader_course import RIGHT, NbgraderCourse, cell_of, small_project, text_of

from autograder.manifest import load_assignment
from autograder.releasing import read_sources, student_notebook

PARTIAL = "def add(a, b):\n    return int(a) + int(b)"
SCRIPT = '<script>alert("student")</script>'


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course after autograde, feedback and export."""
    root = tmp_path_factory.mktemp("nbgrader")
    project = small_project(root / "project")
    made = NbgraderCourse(root / "course", project.root)
    made.init("small")
    made.nbgrader("generate_assignment", "small")
    made.submit("right", RIGHT)
    made.submit("partial", {**RIGHT, "add": PARTIAL})
    made.submit("raises", {**RIGHT, "scale": f"def scale(x, factor):\n    raise ValueError({SCRIPT!r})"})
    made.submit("untouched", {})
    made.submit("always-equal", {"add": ALWAYS_EQUAL, "scale": "def scale(x, factor):\n    return Equal()"})
    made.submit("claims", CLAIMS)
    made.submit("exits", {**RIGHT, "add": "import os\n\ndef add(a, b):\n    os._exit(0)"})
    made.log = made.nbgrader("autograde", "small")
    made.nbgrader("generate_feedback", "small")
    made.nbgrader("export")
    return made


ALWAYS_EQUAL = """\
class Equal:
    def __eq__(self, other):
        return True
    def __bool__(self):
        return True

def add(a, b):
    return Equal()
"""
CLAIMS = {
    "add": "print(3.0)\nraise SystemExit(0)\n\ndef add(a, b):\n    return 0",
    "scale": "import builtins\nbuiltins.float = lambda *a: 2.0\n\ndef scale(x, factor):\n    return 0",
}
SCORES = {
    "right": (3, 2),
    "partial": (1, 2),
    "raises": (3, 0),
    "untouched": (0, 0),
    "always-equal": (0, 0),
    "claims": (0, 0),
    "exits": (0, 2),
}


def test_students_get_what_autograder_release_gives_them(course):
    from autograder.manifest import Project

    project = Project(course.project)
    assignment = load_assignment(project, "small")
    ours = student_notebook(assignment, read_sources(project, assignment))
    released = course.released()
    assert released["metadata"] == ours["metadata"]
    assert [(text_of(cell), cell["metadata"]) for cell in released["cells"]] == [
        (cell["source"], cell["metadata"]) for cell in ours["cells"]
    ]


def test_nothing_hidden_lies_under_source(course):
    text = "".join(file.read_text("utf-8") for file in (course.folder / "source").rglob("*") if file.is_file())
    assert "return a + b" in text  # the reference, which stands there in nbgrader's courses
    assert "hidden-left" not in text


@pytest.mark.parametrize("student", SCORES)
def test_scores_reach_the_gradebook(course, student):
    add, scale = SCORES[student]
    assert course.scores(student) == {"add-tests": add, "scale-tests": scale}


def test_nobody_has_to_be_graded_by_hand(course):
    assert not any(needs for _, _, needs in course.rows().values())


def test_export_has_the_same_totals(course):
    with (course.folder / "grades.csv").open(newline="") as file:
        totals = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert totals == {student: float(sum(points)) for student, points in SCORES.items()}


def test_answers_have_comments_and_tests_their_outputs(course):
    comment = course.comments("partial")["add"]
    assert "✓ 1/1 Integers must be added." in comment
    assert "✗ 0/2 Texts must be joined." in comment
    stream, result = cell_of(course.autograded("partial"), "add-tests")["outputs"]
    shown = "".join(stream["text"])
    assert shown.strip() == comment.replace("**", "").replace("`", "")  # shown as it is, where a comment is Markdown
    assert "".join(result["data"]["text/plain"]) == "1.0"
    assert "still the skeleton" in course.comments("untouched")["add"]
    assert course.comments("right")["add"].count("Integers must be added.") == 1  # the author wrote it in one language


def test_all_collected_submissions_are_judged_in_one_go(course):
    assert course.log.count("judging 7 submissions") == course.log.count("judging") == 1, course.log


def test_feedback_shows_nothing_hidden_and_no_markup_of_a_student(course):
    pages = {page.parent.parent.name: page.read_text("utf-8") for page in course.folder.glob("feedback/*/*/*.html")}
    assert pages.keys() == SCORES.keys()
    for student, page in pages.items():
        assert "hidden-left" not in page
        assert "90817263" not in page
        assert "BEGIN SOLUTION" not in page
        assert SCRIPT not in page, student
    assert "Texts must be joined." in pages["partial"]


def test_the_results_are_those_of_the_plain_command(course, tmp_path):
    """The notebooks as they lie there, graded by `autograder grade`; nothing has to be judged again."""
    handed_in = tmp_path / "handed-in"
    handed_in.mkdir()
    for student in SCORES:
        source = course.folder / "submitted" / student / "small" / "small.ipynb"
        (handed_in / f"{student}.ipynb").write_bytes(source.read_bytes())
    from typer.testing import CliRunner

    from autograder.cli.app import build

    done = CliRunner().invoke(
        build(), ["grade", "small", str(handed_in), "--out", str(tmp_path / "out"), "--root", str(course.project)]
    )
    assert "grading 1 submissions" in done.output, done.output  # what crashes a worker is never kept
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    scores = {entry["id"]: tuple(one["score"] for one in entry["exercises"]) for entry in report["submissions"]}
    assert scores == SCORES
