"""The cohort in examples/: notebooks as students write them, and the table of what each must score."""

import tomllib
import unicodedata
from decimal import Decimal
from pathlib import Path

import nbformat
import pytest

from autograder.intake import read_cohort
from autograder.manifest import Project, load_assignment
from autograder.releasing import student_files

ROOT = Path(__file__).parent.parent
PROJECT = Project(ROOT)
ESSENTIALS = load_assignment(PROJECT, "essentials")
FOLDER = ROOT / "examples" / "essentials"
NOTEBOOKS = sorted((FOLDER / "submissions").iterdir())


def expected():
    """Per submission, ``score``, ``exercises`` (points by exercise) and ``why``; numbers are Decimal or int."""
    return tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"), parse_float=Decimal)


def id_of(file):
    return unicodedata.normalize("NFC", file.stem)


def test_every_notebook_is_in_the_table_and_every_entry_has_its_notebook():
    assert all(file.suffix == ".ipynb" for file in NOTEBOOKS)
    assert sorted(map(id_of, NOTEBOOKS)) == sorted(expected())


def test_all_of_them_can_be_read_and_have_the_ids_of_the_table():
    cohort = read_cohort([FOLDER / "submissions"], ESSENTIALS)
    assert not cohort.unreadable
    assert sorted(submission.id for submission in cohort.submissions) == sorted(expected())


def test_one_file_name_is_composed_and_one_decomposed_hangul():
    assert [file.stem for file in NOTEBOOKS if not file.stem.isascii() and unicodedata.is_normalized("NFC", file.stem)]
    assert [file.stem for file in NOTEBOOKS if not unicodedata.is_normalized("NFC", file.stem)]


@pytest.mark.parametrize("entry", expected().values(), ids=expected())
def test_an_entry_adds_up_and_says_why(entry):
    most = {exercise.id: exercise.points for exercise in ESSENTIALS.exercises}
    assert entry.keys() == {"score", "exercises", "why"}
    assert entry["exercises"].keys() == most.keys()
    assert all(0 <= points <= most[exercise] for exercise, points in entry["exercises"].items())
    assert sum(entry["exercises"].values()) == entry["score"]
    assert entry["why"].endswith(".")


@pytest.mark.parametrize("file", NOTEBOOKS, ids=id_of)
def test_a_notebook_is_valid_and_small(file):
    nbformat.validate(nbformat.read(file, as_version=nbformat.NO_CONVERT))
    assert file.stat().st_size < 50_000


def test_the_untouched_one_is_the_released_notebook():
    """When the assignment changes, release it again and copy its notebook there."""
    released = student_files(PROJECT, ESSENTIALS)["essentials.ipynb"]
    assert (FOLDER / "submissions" / "untouched.ipynb").read_bytes() == released
