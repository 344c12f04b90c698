"""The example cohort through nbgrader's own commands: the scores of the table, no attack pays, the class goes on."""

import html
import re
import shutil
import tomllib
import unicodedata
from pathlib import Path

import pytest
from nbgrader_course import NbgraderCourse

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples" / "essentials"
EXPECTED = tomllib.loads((EXAMPLES / "expected.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """All example notebooks after `nbgrader autograde` and `nbgrader generate_feedback`."""
    root = tmp_path_factory.mktemp("cohort")
    for part in ("assignments", "solutions", "grading_tests"):
        shutil.copytree(ROOT / part, root / "project" / part)
    made = NbgraderCourse(root / "course", root / "project")
    made.init("essentials")
    made.nbgrader("generate_assignment", "essentials")
    for file in (EXAMPLES / "submissions").iterdir():
        made.submit_bytes(file.stem, file.read_bytes(), "essentials", "essentials")
    made.log = made.nbgrader("autograde", "essentials")
    made.nbgrader("generate_feedback", "essentials")
    made.scores_by_student = {}
    for (student, cell), (score, _, needs) in made.rows("essentials").items():
        entry = made.scores_by_student.setdefault(unicodedata.normalize("NFC", student), {})
        entry[cell.removesuffix("-tests")] = (score, needs)
    return made


def test_every_notebook_has_the_scores_of_the_table(course):
    must = {
        student: {name: (float(points), False) for name, points in entry["exercises"].items()}
        for student, entry in EXPECTED.items()
    }
    assert course.scores_by_student == must


def test_nobody_stops_the_class_and_no_kernel_starts(course):
    assert "There was an error processing assignment" not in course.log
    assert "Kernel" not in course.log


def test_feedback_has_no_hidden_test_and_nothing_of_a_reference(course):
    hidden = [
        line.strip()
        for folder in ("grading_tests", "solutions")
        for file in (course.project / folder / "essentials").glob("*.py")
        for line in _hidden_part(file.read_text("utf-8"), whole=folder == "grading_tests")
    ]
    hidden = [line for line in hidden if len(line) > 30]
    assert len(hidden) > 50
    page = (course.folder / "feedback" / "untouched" / "essentials" / "essentials.html").read_text("utf-8")
    shown = html.unescape(re.sub(r"<[^>]*>", "", page))  # highlighted code is cut up by markup
    assert "def conv_output_size" in shown
    assert [line for line in hidden if line in shown] == []


def _hidden_part(text, *, whole):
    """Lines of a hidden test that are no public sentence; of a reference, those in its solution regions."""
    if whole:
        return [line for line in text.splitlines() if "agree(" in line or "make." in line or "=" in line]
    regions = text.split("### BEGIN SOLUTION")[1:]
    return [line for region in regions for line in region.split("### END SOLUTION")[0].splitlines()]
