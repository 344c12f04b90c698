"""The notebooks the benchmark grades."""

import runpy
from collections import Counter
from pathlib import Path

import nbformat

from autograder.intake import read_cohort
from autograder.manifest import Project, load_assignment

ROOT = Path(__file__).parent.parent
ESSENTIALS = load_assignment(Project(ROOT), "essentials")
EXERCISES = [exercise.id for exercise in ESSENTIALS.exercises]
write_cohort = runpy.run_path(str(ROOT / "benchmarks" / "cohort.py"))["write_cohort"]


def contents(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_the_same_seed_gives_the_same_bytes_and_another_one_others(tmp_path):
    first = write_cohort(tmp_path / "first", 12, "s", wrong=0.2)
    again = write_cohort(tmp_path / "again", 12, "s", wrong=0.2)
    write_cohort(tmp_path / "other", 12, "t", wrong=0.2)
    assert first == again
    assert contents(tmp_path / "first") == contents(tmp_path / "again")
    assert set(contents(tmp_path / "first").values()).isdisjoint(contents(tmp_path / "other").values())


def test_a_larger_cohort_begins_with_the_smaller_one(tmp_path):
    write_cohort(tmp_path / "small", 3, "s")
    write_cohort(tmp_path / "large", 5, "s")
    assert contents(tmp_path / "small").items() <= contents(tmp_path / "large").items()


def test_no_two_have_the_same_content_not_even_in_one_answer(tmp_path):
    write_cohort(tmp_path, 60, "s", raising=0, absent=0)
    submissions = read_cohort([tmp_path], ESSENTIALS).submissions
    assert len({submission.digest for submission in submissions}) == 60
    answers = [
        cell.source
        for submission in submissions
        for cell in submission.cells
        if any(f"def {exercise}(" in cell.source for exercise in EXERCISES)
    ]
    assert len(answers) == len(set(answers)) == 60 * 5


def test_shares_are_what_was_asked_for(tmp_path):
    plan = write_cohort(tmp_path, 200, "s", wrong=0.2, raising=0.1, absent=0.1)
    kinds = Counter(str(kind) for answers in plan.values() for kind in answers.values())
    assert len(contents(tmp_path)) == len(plan) == 200
    expected = {"right": 600, "wrong": 200, "raising": 100, "absent": 100}
    assert all(abs(kinds[kind] - number) < number / 3 for kind, number in expected.items())


def test_a_notebook_is_valid_and_as_long_as_real_ones(tmp_path):
    plan = write_cohort(tmp_path, 20, "s", absent=0.2)
    for name, answers in plan.items():
        notebook = nbformat.read(tmp_path / f"{name}.ipynb", as_version=4)
        nbformat.validate(notebook)
        sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
        absent = sum(kind == "absent" for kind in answers.values())
        assert len(sources) == 17 - absent
        assert sum("def " in source for source in sources) == 5 - absent
        assert not any("SOLUTION" in source or "HINT" in source for source in sources)
