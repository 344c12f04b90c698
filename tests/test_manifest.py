# ruff: noqa: E501 - a row of a table is one line
"""Manifests become typed values once, and a wrong one says file, key, value and the next step."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from autograder.errors import ManifestError, UsageError
from autograder.manifest import Project, load_assignment
from autograder.model import DEFAULT_PRELOAD, Assignment, Device, Exercise, FeedbackLevel, Limits, Text

MINIMAL = """\
schema = 1
[[exercise]]
id = "attention"
points = 6
[[exercise]]
id = "gradient_step"
points = 0.1
"""

FULL = """\
schema = 1
title = { en = "Essentials", ko = "기초" }
file = "homework1.ipynb"
required_devices = ["cpu", "cuda"]
feedback = "counterexample"
preload = ["torch", "torch.nn"]

[limits]
call_seconds = 2.5
load_seconds = 20
total_seconds = 60
memory_mb = 512
output_kb = 8

[[exercise]]
id = "attention"
points = 1.25
devices = ["cpu", "emulated", "cuda"]
forbids = ["torch.nn.functional.scaled_dot_product_attention"]
uses = ["softmax"]

[[exercise]]
id = "softmax"
points = 2
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "assignments" / "essentials").mkdir(parents=True)
    project = Project(tmp_path)
    project.manifest_file("essentials").write_text(MINIMAL, encoding="utf-8")
    return project


def write(project: Project, text: str) -> None:
    project.manifest_file("essentials").write_text(text, encoding="utf-8")


def complaint(action, *arguments) -> ManifestError:
    with pytest.raises(ManifestError, match=r"\w") as caught:
        action(*arguments)
    return caught.value


# Project


def test_the_project_is_found_from_a_folder_or_file_inside_it(project):
    for start in (project.root, project.assignment_folder("essentials"), project.manifest_file("essentials")):
        assert Project.find(start) == Project(project.root.resolve())


def test_outside_a_project_the_message_says_where_to_go(tmp_path):
    with pytest.raises(UsageError, match=f"no folder 'assignments' in {re.escape(str(tmp_path))}") as caught:
        Project.find(tmp_path)
    assert "Change into the folder of the course" in caught.value.tip


def test_every_path_of_an_assignment_has_one_place(project):
    root = project.root
    assert project.notebook_file("essentials") == root / "assignments/essentials/essentials.md"
    assert project.provided_file("essentials") == root / "assignments/essentials/provided.py"
    assert project.reference_file("essentials", "attention") == root / "solutions/essentials/attention.py"
    assert project.test_file("essentials", "attention") == root / "grading_tests/essentials/test_attention.py"
    assert project.overrides_file("essentials") == root / "grading_tests/essentials/overrides.toml"
    assert project.state_folder == root / ".autograder"
    assert project.shown(project.test_file("a", "b")) == "grading_tests/a/test_b.py"


def test_alternatives_and_wrong_solutions_are_sorted_and_leave_out_what_a_mac_adds(project):
    for folder in ("alternative", "wrong"):
        place = project.solutions_folder("essentials") / folder / "attention"
        place.mkdir(parents=True)
        for name in ("two.py", "one.py", "._one.py", "__init__.py", "notes.txt"):
            (place / name).touch()
    assert [file.name for file in project.alternatives("essentials", "attention")] == ["one.py", "two.py"]
    assert [file.name for file in project.wrong("essentials", "attention")] == ["one.py", "two.py"]
    assert project.wrong("essentials", "nothing") == ()


def test_names_are_the_folders_with_a_manifest(project):
    for name in ("networks", "draft", ".hidden"):
        (project.assignments / name).mkdir()
    project.manifest_file("networks").touch()
    project.manifest_file(".hidden").touch()
    assert project.names() == ("essentials", "networks")


@pytest.mark.parametrize(
    "name, text",
    [
        ("esentials", "no assignment 'esentials' in .*; did you mean 'essentials'\\?$"),
        ("Essentials", "; did you mean 'essentials'\\?$"),
        ("assignments/essentials/", "; did you mean 'essentials'\\?$"),
        ("xyz", "no assignment 'xyz' in .*assignments$"),
        ("..", "no assignment '..' in .*assignments$"),
        ("", "no assignment '' in .*assignments$"),
    ],
)
def test_an_unknown_assignment_lists_the_nearest_and_all_names(project, name, text):
    with pytest.raises(UsageError, match=text) as caught:
        load_assignment(project, name)
    assert caught.value.tip == "Known assignments: essentials."


# assignment.toml


def test_defaults_are_filled_in(project):
    assert load_assignment(project, "essentials") == Assignment(
        name="essentials",
        title=Text(en="essentials"),
        exercises=(Exercise("attention", Decimal(6)), Exercise("gradient_step", Decimal("0.1"))),
        required_devices=(Device.CPU,),
        feedback=FeedbackLevel.MESSAGE,
        preload=DEFAULT_PRELOAD,
        limits=Limits(),
    )


def test_every_key_is_read(project):
    write(project, FULL)
    assert load_assignment(project, "essentials") == Assignment(
        name="essentials",
        title=Text(en="Essentials", ko="기초"),
        exercises=(
            Exercise(
                id="attention",
                points=Decimal("1.25"),
                devices=(Device.CPU, Device.EMULATED, Device.CUDA),
                forbids=("torch.nn.functional.scaled_dot_product_attention",),
                uses=("softmax",),
            ),
            Exercise("softmax", Decimal(2)),
        ),
        required_devices=(Device.CPU, Device.CUDA),
        feedback=FeedbackLevel.COUNTEREXAMPLE,
        preload=("torch", "torch.nn"),
        limits=Limits(call_seconds=2.5, load_seconds=20, total_seconds=60, memory_mb=512, output_kb=8),
        file="homework1.ipynb",
    )


def test_points_are_decimal_and_not_the_nearest_binary_fraction(project):
    write(project, "schema = 1\n" + "".join(f'[[exercise]]\nid = "e{n}"\npoints = 0.1\n' for n in range(3)))
    assert load_assignment(project, "essentials").points == Decimal("0.3")


def test_a_manifest_saved_by_a_windows_editor_is_read(project):
    project.manifest_file("essentials").write_bytes(b"\xef\xbb\xbf" + MINIMAL.replace("\n", "\r\n").encode())
    assert len(load_assignment(project, "essentials").exercises) == 2


FILE = "assignments/essentials/assignment.toml"
ATTENTION = f"{FILE}, exercise 'attention'"


@pytest.mark.parametrize(
    "old, new, where, what",
    [
        ("[[exercise]]", "[[exercize]]", FILE, "unknown key 'exercize' in assignment.toml; did you mean 'exercise'?"),
        ("points = 6", "Points = 6", ATTENTION, "unknown key 'Points' in exercise 'attention' of assignment.toml; did you mean 'points'?"),
        ("schema = 1", "schema = 1\nxyzzy = 3", FILE, "unknown key 'xyzzy' in assignment.toml"),
        ("schema = 1", "schema = 1\n[limits]\ncall_second = 3", f"{FILE}, [limits]", "unknown key 'call_second' in [limits] of assignment.toml; did you mean 'call_seconds'?"),
        ("schema = 1", "schema = 1\ntitle = { kor = '기초' }", f"{FILE}, [title]", "unknown key 'kor' in [title] of assignment.toml; did you mean 'ko'?"),
        ("schema = 1", "", FILE, "schema is missing"),
        ("schema = 1", "schema = 2\nnew_key = 1", FILE, "schema is 2, this autograder reads schema 1"),
        ("schema = 1", "schema = true", FILE, "schema must be a whole number, got true (boolean)"),
        ("schema = 1", "schema = '1'", FILE, "schema must be a whole number, got '1' (string)"),
        ("points = 6", "", ATTENTION, "points is missing"),
        ("points = 6", "points = true", ATTENTION, "points must be a number, got true (boolean)"),
        ("points = 6", "points = '6'", ATTENTION, "points must be a number, got '6' (string)"),
        ("points = 6", "points = 0", ATTENTION, "points must be greater than 0, got 0"),
        ("points = 6", "points = -1", ATTENTION, "points must be between 0 and 1000000, got -1 (integer)"),
        ("points = 6", "points = 1e300", ATTENTION, "points must be between 0 and 1000000, got 1E+300 (float)"),
        ("points = 6", "points = 1.667", ATTENTION, "points must have at most two decimals, got 1.667 (float)"),
        ("points = 6", "points = 1.00000000000000000000000000000000001", ATTENTION, "points must have at most two decimals, got 1.00000000000000000000000000000000001 (float)"),
        ("points = 6", "points = nan", ATTENTION, "points must be a finite number, got NaN (float)"),
        ("points = 6", "points = inf", ATTENTION, "points must be a finite number, got Infinity (float)"),
        ("points = 6", "points = 2026-01-01", ATTENTION, "points must be a number, got 2026-01-01 (date or time)"),
        ('id = "attention"', "", f"{FILE}, exercise 1", "id is missing"),
        ('id = "attention"', "id = 3", f"{FILE}, exercise 1", "id must be a string, got 3 (integer)"),
        ('id = "attention"', 'id = "gradient_step"', FILE, "2 exercises have the id 'gradient_step'"),
        ('id = "attention"', 'id = "multi-head"', f"{FILE}, exercise 'multi-head'", "id must be a Python name, got 'multi-head'"),
        ('id = "attention"', 'id = "lambda"', f"{FILE}, exercise 'lambda'", "id must be a Python name, got 'lambda'"),
        ('id = "attention"', 'id = ""', f"{FILE}, exercise ''", "id must be a Python name, got ''"),
        ('id = "attention"', 'id = "ﬁt"', f"{FILE}, exercise 'ﬁt'", "id must be a Python name, got 'ﬁt'"),
        ('id = "attention"', 'id = "provided"', f"{FILE}, exercise 'provided'", "id 'provided' is reserved: hidden tests write student.provided for something else"),
        ("points = 6", "points = 6\ndevices = ['gpu']", ATTENTION, "devices cannot be 'gpu'; did you mean 'cpu'?"),
        ("points = 6", "points = 6\ndevices = 'cpu'", ATTENTION, "devices must be an array of strings, got 'cpu' (string)"),
        ("points = 6", "points = 6\ndevices = []", ATTENTION, "devices must not be empty"),
        ("points = 6", "points = 6\ndevices = ['cpu', 'cpu']", ATTENTION, "devices names 'cpu' twice"),
        ("points = 6", "points = 6\ndevices = ['cpu', 1]", ATTENTION, "devices must hold strings only, entry 2 is 1 (integer)"),
        ("points = 6", "points = 6\ndevices = ['cuda']", ATTENTION, "devices has none of the required devices ('cpu'), got 'cuda'"),
        ("points = 6", "points = 6\nforbids = ['torch optim']", ATTENTION, "forbids must hold dotted Python names, got 'torch optim'"),
        ("points = 6", "points = 6\nuses = ['gradient_stp']", ATTENTION, "uses names the unknown exercise 'gradient_stp'; did you mean 'gradient_step'?"),
        ("points = 6", "points = 6\nuses = ['attention']", ATTENTION, "uses names the exercise 'attention' itself"),
        ("schema = 1", "schema = 1\nrequired_devices = ['cpu', 'cuda']", FILE, "required_devices names 'cuda', which no exercise runs on"),
        ("schema = 1", "schema = 1\nfeedback = 'messages'", FILE, "feedback cannot be 'messages'; did you mean 'message'?"),
        ("schema = 1", "schema = 1\nfeedback = 1", FILE, "feedback must be a string, got 1 (integer)"),
        ("schema = 1", "schema = 1\npreload = ['../torch']", FILE, "preload must hold dotted Python names, got '../torch'"),
        ("schema = 1", "schema = 1\nfile = '../answer.ipynb'", FILE, "file must be the name of a notebook or Python file, got '../answer.ipynb'"),
        ("schema = 1", "schema = 1\nfile = 'answer.doc'", FILE, "file must be the name of a notebook or Python file, got 'answer.doc'"),
        ("schema = 1", "schema = 1\nlimits = 5", FILE, "limits must be a table, got 5 (integer)"),
        ("schema = 1", "schema = 1\n[limits]\ncall_seconds = -5", f"{FILE}, [limits]", "call_seconds must be greater than 0 and at most 1000000, got -5 (integer)"),
        ("schema = 1", "schema = 1\n[limits]\ncall_seconds = 0.0", f"{FILE}, [limits]", "call_seconds must be greater than 0 and at most 1000000, got 0.0 (float)"),
        ("schema = 1", "schema = 1\n[limits]\ntotal_seconds = inf", f"{FILE}, [limits]", "total_seconds must be a finite number, got Infinity (float)"),
        ("schema = 1", "schema = 1\n[limits]\nmemory_mb = 0", f"{FILE}, [limits]", "memory_mb must be greater than 0 and at most 1000000, got 0 (integer)"),
        ("schema = 1", "schema = 1\n[limits]\nmemory_mb = 1.5", f"{FILE}, [limits]", "memory_mb must be a whole number, got 1.5 (float)"),
    ],
)  # fmt: skip
def test_a_wrong_manifest_names_file_key_and_value(project, old, new, where, what):
    write(project, MINIMAL.replace(old, new, 1) if old != "[[exercise]]" else MINIMAL.replace(old, new))
    error = complaint(load_assignment, project, "essentials")
    assert (error.where, error.what) == (where, what)


@pytest.mark.parametrize(
    "text, what",
    [
        ("schema = 1\n", "has no exercise"),
        ("schema = 1\nexercise = []\n", "has no exercise"),
        ("schema = 1\nexercise = [1]\n", "exercise must be an array of tables, written [[exercise]], got [1] (array)"),
        ("schema = 1\n[exercise]\nid = 'a'\n", "exercise must be an array of tables, written [[exercise]], got {'id': 'a'} (table)"),
        ("schema = 1\nschema = 1\n", "is not TOML: Cannot overwrite a value (at line 2, column 11)"),
        ("schema = 1\ntitle = \n", "is not TOML: Invalid value (at line 2, column 9)"),
        (f"schema = {'1' * 5000}\n", "is not TOML: Exceeds the limit"),
        (f"schema = {'[' * 100_000}\n", "is not TOML: "),
    ],
)  # fmt: skip
def test_a_file_that_is_no_manifest_says_why(project, text, what):
    write(project, text)
    error = complaint(load_assignment, project, "essentials")
    assert error.where == FILE
    assert error.what.startswith(what)


def test_a_manifest_in_another_encoding_names_the_line(project):
    project.manifest_file("essentials").write_bytes('schema = 1\ntitle = "기초"\n'.encode("cp949"))
    error = complaint(load_assignment, project, "essentials")
    assert (error.where, error.what, error.tip) == (FILE, "line 2 is not UTF-8", "Save the file as UTF-8.")


def test_a_manifest_that_is_a_folder_is_a_message(project):
    project.manifest_file("essentials").unlink()
    project.manifest_file("essentials").mkdir()
    error = complaint(load_assignment, project, "essentials")
    assert (error.where, error.what) == (FILE, "cannot be read: Is a directory")


@pytest.mark.parametrize(
    "old, new, tip",
    [
        ("schema = 1", "schema = 1\nxyzzy = 3", "Known keys: schema, title, file, required_devices, feedback, preload, limits, exercise."),
        ("schema = 1", "schema = 7", "Update the autograder."),
        ("schema = 1", "schema = 0", "Write schema = 1."),
        ("schema = 1", "schema = 1\nfeedback = 'all'", "Choices: none, outcome, message, counterexample."),
        ("points = 6", "points = 6\ndevices = ['tpu']", "Choices: cpu, cuda, emulated."),
        ("points = 6", "points = 6\nuses = ['x']", "Other exercises: gradient_step."),
        ("points = 6", "", "Add points (a number)."),
    ],
)  # fmt: skip
def test_the_tip_is_the_next_step(project, old, new, tip):
    write(project, MINIMAL.replace(old, new, 1))
    assert complaint(load_assignment, project, "essentials").tip == tip


def test_the_bundled_assignment_is_a_manifest():
    project = Project.find(Path(__file__))
    assert load_assignment(project, "essentials").points == 32


def test_reading_manifests_starts_without_torch_or_sqlalchemy():
    code = (
        "import sys, autograder.manifest; print(sorted({'torch', 'numpy', 'sqlalchemy', 'sympy'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
