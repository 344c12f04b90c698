"""The same questions for everybody, and nothing is asked twice: SEMANTICS 22 to 24, graded for real."""

import platform
import sys

import pytest
from course import Course, Watched

from autograder.errors import UsageError
from autograder.grading.options import SeedChoice
from autograder.model import Device, Outcome

# ---- SEMANTICS 22

DRAWS = """
import random
import numpy as np
import torch
AT_LOAD = (float(torch.rand(1)), float(np.random.rand()), random.random())
def draw(x):
    return (AT_LOAD, float(torch.rand(1)), float(np.random.rand()), random.random())
"""
SHOWS = {
    "test_draws": "assert student.draw(make.tensor(2)) == rng.random()",
    "test_draws_again": "student.draw(make.tensor(2))\nassert student.draw(make.tensor(2)) == rng.random()",
}


@pytest.fixture(scope="module")
def draws(tmp_path_factory):
    """The same three submissions in three runs: one judge, two judges and other names, another seed."""
    runs = {}
    for name, students, options in [
        ("one judge", ("ann", "bob", "cyd"), {"seed": "S"}),
        ("two judges", ("zoe", "yan", "xia"), {"seed": "S", "jobs": 2}),
        ("another seed", ("ann", "bob", "cyd"), {"seed": "T"}),
    ]:
        course = Course(tmp_path_factory.mktemp("draws") / "course")
        course.exercise("draw", "x", "return 0.0", SHOWS)
        for number, student in enumerate(students):
            course.submit(student, f"{DRAWS}\nSTUDENT = {number}")
        runs[name] = course.grade(**options)
    return runs


def shown(graded, test):
    return {(case.detail, case.input_digest) for entry in graded.report.submissions for case in _cases(entry, test)}


def _cases(entry, name):
    return [case for exercise in entry.exercises for test in exercise.tests if test.name == name for case in test.cases]


@pytest.mark.parametrize("test", SHOWS)
def test_semantics_22_inputs_and_generators_are_the_same_for_every_student_order_and_judge(draws, test):
    assert len(shown(draws["one judge"], test)) == 1
    assert shown(draws["one judge"], test) == shown(draws["two judges"], test)


def test_semantics_22_every_test_and_every_seed_has_its_own_inputs(draws):
    digests = {digest for graded in draws.values() for test in SHOWS for _, digest in shown(graded, test)}
    details = {detail for graded in draws.values() for test in SHOWS for detail, _ in shown(graded, test)}
    assert len(digests) == len(details) == 4  # two tests, two seeds


def test_semantics_22_a_seed_is_drawn_once_kept_drawn_anew_or_set(course):
    course.exercise("one", "", "return 1", {"test_one": "assert student.one() == 1"})
    course.submit("ann", "def one():\n    return 1")
    first = course.grade().report.seed
    assert course.grade().report.seed == first
    drawn = course.grade(seed=SeedChoice.NEW).report.seed
    assert drawn != first
    assert course.grade().report.seed == drawn
    assert course.grade(seed="S").report.seed == "S"
    assert course.grade().report.seed == "S"


def test_semantics_22_a_run_that_cannot_start_draws_no_seed(course):
    course.exercise("one", "", "return 1", {"test_one": "assert student.one() == 1"})
    course.submit("ann", "def one():\n    return 1")
    first = course.grade().report.seed
    with pytest.raises(UsageError, match="nowhere"):
        course.grade(seed=SeedChoice.NEW, paths=(course.root / "nowhere",))
    assert course.grade().report.seed == first


# ---- SEMANTICS 23

GIVEN = """
import hypothesis
from hypothesis import given as plain_given
from hypothesis import settings


@pytest.mark.points(1)
@given(n=st.integers(), values=st.lists(st.floats(allow_nan=False), max_size=3))
def test_given(student, n, values):
    \"\"\"It must be the same.\"\"\"
    note(f"{student.name()} given {n} {values}")
    values.append(student.name())


@pytest.mark.points(1)
@plain_given(n=st.integers())
def test_plain_hypothesis(student, n):
    \"\"\"It must be the same.\"\"\"
    note(f"{student.name()} plain {n}")


@pytest.mark.points(1)
@plain_given(n=st.integers(0, 10**9))
@settings(max_examples=7)
def test_plain_hypothesis_with_settings(student, n):
    \"\"\"It must be small.\"\"\"
    note(f"{student.name()} settings {n}")
    assert student.name() != "cyd" or n < 10


def note(text):
    import pathlib
    with (pathlib.Path(__file__).parent / ".told").open("a") as file:
        print(text, file=file)
"""


def told(course):
    """What each student was asked, by test."""
    found = {}
    for line in (course.tests / ".told").read_text().splitlines():
        student, test, example = line.split(" ", 2)
        found.setdefault((test, student), []).append(example)
    return found


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("given") / "course")
    course.exercise("name", "", "return 'reference'", GIVEN, points=3)
    for student in ("ann", "bob", "cyd"):
        course.submit(student, f"def name():\n    return '{student}'")
    return course, course.grade(jobs=2, seed="S")


@pytest.mark.parametrize(("test", "count"), [("given", 25), ("plain", 100), ("settings", 7)])
def test_semantics_23_every_student_gets_the_same_examples(asked, test, count):
    course, _ = asked
    found = told(course)
    assert found[test, "ann"] == found[test, "bob"]
    assert len(found[test, "ann"]) == count
    assert len(set(found[test, "ann"])) > 5


def test_semantics_23_a_failure_stops_at_its_example(asked):
    course, graded = asked
    found = told(course)
    asked_of_cyd = list(dict.fromkeys(found["settings", "cyd"]))  # the one that fails is asked again
    assert asked_of_cyd == found["settings", "ann"][: len(asked_of_cyd)]
    assert graded.case("cyd", "test_plain_hypothesis_with_settings").outcome is Outcome.FAILED
    assert graded.case("cyd", "test_plain_hypothesis").outcome is Outcome.PASSED


def test_semantics_23_nothing_is_left_in_the_folder_of_the_course(asked):
    course, _ = asked
    assert not list(course.root.rglob(".hypothesis"))


# ---- SEMANTICS 24

TRACED = """
    import pathlib
    with (pathlib.Path(__file__).parent / ".runs").open("a") as file:
        print("{name}", student.double(0), file=file)
    agree(student.double, reference.double, make.tensor(3))
"""


@pytest.fixture
def traced(course):
    """A course whose tests note that they ran."""
    tests = {name: TRACED.format(name=name) for name in ("test_a", "test_b")}
    course.exercise("double", "x", "return 2 * x", tests)
    course.submit("ann", "print('%%')\ndef double(x):\n    return x + x\n!ls")
    course.submit("bob", "def double(x):\n    return x")
    return course


def runs(course):
    """Which tests ran since the last time."""
    file = course.tests / ".runs"
    lines = sorted(line.split()[0] for line in file.read_text().splitlines()) if file.exists() else []
    file.unlink(missing_ok=True)
    return lines


def test_semantics_24_nothing_changed_runs_nothing_and_reports_the_same(traced, monkeypatch):
    first = traced.grade()
    assert runs(traced)
    watcher = Watched()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", "/bin/false")  # no judge could start
        second = traced.grade(watcher)
    assert (runs(traced), watcher.begun) == ([], 0)
    assert second.report.to_dict() == first.report.to_dict()
    assert first.of("ann").notes  # what loading said is part of the report


def test_semantics_24_editing_one_hidden_test_runs_that_test_only(traced):
    traced.grade()
    runs(traced)
    file = traced.tests / "test_double.py"
    text = file.read_text("utf-8")
    file.write_text(text.replace('print("test_b"', 'print("test_b_edited"'), "utf-8")
    graded = traced.grade()
    assert set(runs(traced)) == {"test_b_edited"}
    assert graded.scores() == {"ann": 2, "bob": 0}
    file.write_text(f"# a comment changes nothing\n{file.read_text('utf-8')}", "utf-8")
    traced.grade()
    assert runs(traced) == []


def test_semantics_24_an_edited_submission_runs_alone(traced):
    traced.grade()
    traced.submit("bob", "def double(x):\n    return 2 * x")
    traced.submit("cyd", "def double(x):\n    return 3 * x")
    watcher = Watched()
    assert traced.grade(watcher).scores() == {"ann": 2, "bob": 2, "cyd": 0}
    assert sorted(watcher.graded_ids) == ["bob", "cyd"]


@pytest.mark.parametrize("change", ["fresh", "seed", "limits", "version", "helper"])
def test_semantics_24_what_a_result_depends_on_runs_everything_again(traced, change, monkeypatch):
    traced.grade(seed="S")
    options, watcher = {"seed": "S"}, Watched()
    match change:
        case "fresh":
            options["fresh"] = True
        case "seed":
            options["seed"] = "T"
        case "limits":
            traced.write_manifest(call_seconds=3)
        case "version":
            monkeypatch.setattr(platform, "python_version", lambda: "3.99")
        case "helper":
            (traced.tests / "helpers.py").write_text("X = 1")
    traced.grade(watcher, **options)
    assert sorted(watcher.graded_ids) == ["ann", "bob"]


def test_semantics_24_a_timeout_and_a_missing_device_are_not_kept(course):
    course.exercise(
        "work",
        "x",
        "return x",
        {"test_hangs": "assert student.work('hang') == 'hang'", "test_right": "assert student.work('') == ''"},
        devices=["cpu", "cuda"],
    )
    course.submit("ann", "def work(x):\n    while x:\n        pass\n    return x")
    course.write_manifest(call_seconds=0.5)
    for _ in range(2):
        watcher = Watched()
        graded = course.grade(watcher, devices=(Device.CPU, Device.CUDA))
        assert graded.outcomes("ann") == {"test_hangs": ["TIMEOUT", "NOT_RUN"], "test_right": ["PASSED", "NOT_RUN"]}
        assert watcher.begun == 1
