"""The commands an instructor types, from an empty folder to exported grades, over students who err, cheat and crash.

Every command is a program of its own here. The notebooks are the examples, some of them damaged further.
"""

import csv
import html
import json
import re
import shutil
import tomllib
import unicodedata
from pathlib import Path

import pytest
from nbgrader_course import NbgraderCourse, cell_of

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples" / "essentials"
EXPECTED = tomllib.loads((EXAMPLES / "expected.toml").read_text("utf-8"))
AS_THEY_ARE = (
    *("perfect-textbook", "mistakes-first-attempt", "untouched", "syntax-error", "exercise-missing", "os-exit"),
    *("edited-checks", "cheat-always-equal", "cheat-patches-comparison", "cheat-pytest", "cheat-stack-frames"),
    "이서연 기초과제(최종)",
)
SOUND = "perfect-textbook"
"""The notebook that is damaged."""


def copied_cells(notebook):
    for name in ("attention", "attention-tests"):
        notebook["cells"].append(dict(cell_of(notebook, name), id=f"{name}-again"))


def no_metadata(notebook):
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def other_schemas(notebook):
    cell_of(notebook, "least_squares")["metadata"]["nbgrader"]["schema_version"] = 2
    cell_of(notebook, "attention-tests")["metadata"]["nbgrader"]["schema_version"] = 4


def skipped(notebook):
    cell_of(notebook, "attention-tests")["metadata"]["tags"] = ["skip-execution"]


def unknown_kernel(notebook):
    notebook["metadata"]["kernelspec"] = {"name": "octave", "display_name": "Octave", "language": "octave"}


def deleted_tests(notebook):
    notebook["cells"].remove(cell_of(notebook, "gradient_step-tests"))


DAMAGED = {
    change.__name__: change
    for change in (copied_cells, no_metadata, other_schemas, skipped, unknown_kernel, deleted_tests)
}
POINTS = {
    student: {name: float(points) for name, points in EXPECTED[source]["exercises"].items()}
    for student, source in [*((name, name) for name in AS_THEY_ARE), *((name, SOUND) for name in DAMAGED)]
}


def read(name):
    """An example; file systems spell Hangul in two ways."""
    files = {unicodedata.normalize("NFC", file.stem): file for file in (EXAMPLES / "submissions").iterdir()}
    return json.loads(files[name].read_text("utf-8"))


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The course when everything is done."""
    root = tmp_path_factory.mktemp("cohort")
    for part in ("assignments", "solutions", "grading_tests"):
        shutil.copytree(ROOT / part / "essentials", root / "project" / part / "essentials")
    made = NbgraderCourse(root / "course", root / "project", real=True)
    made.init("essentials")
    made.nbgrader("generate_assignment", "essentials")
    for name in AS_THEY_ARE:
        made.submit_bytes(name, json.dumps(read(name)).encode(), "essentials", "essentials")
    for name, change in DAMAGED.items():
        notebook = read(SOUND)
        change(notebook)
        made.submit_bytes(name, json.dumps(notebook).encode(), "essentials", "essentials")
    made.log = made.nbgrader("autograde", "essentials")
    made.nbgrader("generate_feedback", "essentials")
    made.nbgrader("export")
    return made


def test_every_notebook_has_the_scores_of_the_table(course):
    found = {}
    for (student, cell), (score, _, needs) in course.rows("essentials").items():
        found.setdefault(student, {})[cell.removesuffix("-tests")] = (score, needs)
    # of an attack and of a damaged cell alike: what was right is paid, and nothing else
    assert found == {
        student: {name: (points, False) for name, points in exercises.items()} for student, exercises in POINTS.items()
    }


def test_the_exported_totals_are_those_of_the_table(course):
    with (course.folder / "grades.csv").open(newline="", encoding="utf-8") as file:
        totals = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert totals == {student: sum(exercises.values()) for student, exercises in POINTS.items()}


def test_nobody_stops_the_class_and_no_kernel_starts(course):
    assert "There was an error processing assignment" not in course.log
    assert "Kernel" not in course.log


@pytest.mark.parametrize("student", DAMAGED)
def test_what_was_repaired_is_told_to_the_instructor(course, student):
    assert f"autograder: {student}, essentials.ipynb: " in course.log


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
