"""The assignments of the course are fit to publish, their notebooks run, and their cohorts score what a person says."""

import tomllib
from decimal import Decimal
from pathlib import Path

import nbformat
import pytest
from course import Watched
from nbclient import NotebookClient

from autograder.grading.options import GradeOptions
from autograder.grading.pipeline import grade
from autograder.manifest import Project, load_assignment
from autograder.model import Device
from autograder.notebook import fill
from autograder.releasing.build import student_files
from autograder.releasing.validate import seeds_of, validate

ROOT = Path(__file__).parent.parent
PROJECT = Project(ROOT)
ASSIGNMENTS = sorted(set(PROJECT.names()) - {"essentials"})  # that one has tests of its own
COHORT = 8


def expected(assignment):
    file = ROOT / "examples" / assignment / "expected.toml"
    return tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_it_is_fit_to_publish(assignment):
    """One seed on the CPU; `make soak` tries twenty, and the emulated accelerator as well."""
    verdict = validate(PROJECT, assignment, seeds=seeds_of(1), jobs=2, watcher=Watched(), devices=[Device.CPU])
    assert [f"{problem.where}: {problem.what}" for problem in verdict.problems] == []
    assert all(row.alternatives.good == row.alternatives.all >= 2 for row in verdict.rows)
    assert all(row.wrong.good == row.wrong.all >= 4 for row in verdict.rows)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_notebook_of_its_cohort_scores_what_the_table_says(assignment, tmp_path):
    course = tmp_path / "course"
    course.mkdir()
    for part in ("assignments", "solutions", "grading_tests"):
        (course / part).symlink_to(ROOT / part)
    options = GradeOptions(
        root=course,
        assignment=assignment,
        paths=(ROOT / "examples" / assignment / "submissions",),
        out=tmp_path / "out",
        jobs=2,
        seed="2026",
    )
    report = grade(options, Watched())
    table = expected(assignment)
    assert len(table) >= COHORT
    assert {entry.id for entry in report.submissions} == set(table)
    for entry in report.submissions:
        unsteady = table[entry.id].get("unsteady", ())  # wrong by so little that it depends on the inputs
        scores = {exercise.id: exercise.score for exercise in entry.exercises if exercise.id not in unsteady}
        wanted = {name: score for name, score in table[entry.id]["exercises"].items() if name not in unsteady}
        assert (entry.id, scores) == (entry.id, wanted)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_released_notebook_with_the_references_in_it_runs_and_shows_a_picture(assignment, tmp_path):
    declared = load_assignment(PROJECT, assignment)
    for name, data in student_files(PROJECT, declared).items():
        (tmp_path / name).write_bytes(data)
    answers = {e.id: PROJECT.reference_file(assignment, e.id).read_text("utf-8") for e in declared.exercises}
    notebook = nbformat.reads((tmp_path / f"{assignment}.ipynb").read_text("utf-8"), as_version=4)
    filled = nbformat.from_dict(fill(notebook, answers))
    for cell in filled.cells:
        cell.metadata.pop("tags", None)  # an error that a released notebook goes past must not be there
    NotebookClient(
        filled, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    shown = [output for cell in filled.cells if cell.cell_type == "code" for output in cell.outputs]
    assert any("image/png" in output.get("data", {}) for output in shown)
