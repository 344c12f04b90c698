"""The cohort in examples/: notebooks as students write them, and the table of what each must score."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
import unicodedata
from decimal import Decimal
from pathlib import Path

import nbformat
import pytest

from autograder.errors import ExitCode
from autograder.intake import read_cohort
from autograder.manifest import Project, load_assignment
from autograder.releasing import student_files
from autograder.reports import report_json

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


# ---- graded for real


@pytest.fixture(scope="module")
def copied():
    """The course without what earlier runs left, where any user may grade: pytest keeps its own folders private."""
    folder = Path(tempfile.mkdtemp(prefix="cohort-"))
    folder.chmod(0o755)
    root = folder / "course"
    root.mkdir()
    for part in ("assignments", "solutions", "grading_tests", "examples"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    yield root
    shutil.rmtree(folder)


ORDINARY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
PROBE = (
    "import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', 'import torch, autograder']).returncode)"
)


def ordinary_python(course):
    """The start of a command that runs Python as nobody, who owns the course; skips where that cannot be."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("this is an ordinary user already")
    if shutil.which(ORDINARY[0]) is None:
        pytest.skip("needs setpriv, to become an ordinary user")
    for path in (course, *course.rglob("*")):
        os.chown(path, 65534, 65534)
    command = (*ORDINARY, reachable_python(course.parent))
    if subprocess.run([*command, "-c", PROBE], cwd="/", capture_output=True, check=False).returncode:
        pytest.skip("another user cannot read this Python's libraries: they lie in a private folder")
    return command


def reachable_python(folder):
    """Ours, or the system's Python of the same version with the same packages where ours lies in a home."""
    system = Path(f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}")
    if not Path(sys.base_prefix).is_relative_to(Path.home()) or not system.exists():
        return sys.executable
    environment = folder / "venv"
    subprocess.run([system, "-m", "venv", "--without-pip", environment], check=True)
    (packages,) = environment.glob("lib/python*/site-packages")
    shutil.rmtree(packages)
    packages.symlink_to(sysconfig.get_path("purelib"))
    return environment / "bin" / "python"


@pytest.mark.parametrize("user", ["this user", "an ordinary user"])
def test_every_notebook_scores_what_the_table_says(copied, user):
    python = ordinary_python(copied) if user == "an ordinary user" else (sys.executable,)
    out = copied / f"out of {user}"
    done = subprocess.run(
        [
            *(*python, "-c", "from autograder.cli.app import main; main()"),
            *("grade", "essentials", copied / "examples" / "essentials" / "submissions"),
            *("--out", out, "--jobs", "2", "--fresh"),
        ],
        cwd=copied,
        env={**os.environ, "HOME": str(copied)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == ExitCode.OK, done.stdout + done.stderr
    report = report_json.read(out / "report.json")
    scores = {entry.id: {exercise.id: exercise.score for exercise in entry.exercises} for entry in report.submissions}
    assert scores == {student: entry["exercises"] for student, entry in expected().items()}
