"""An instructor at a terminal: ``pytest grading_tests/<name> --submission FILE`` and pytest's ordinary report."""

import subprocess
import sys

import pytest

TESTS = """
@pytest.mark.points(1)
def test_right(student, reference, make):
    \"\"\"It must be doubled.\"\"\"
    agree(student.double, reference.double, make.tensor(3))


@pytest.mark.points(1)
def test_wrong(student, reference, make):
    \"\"\"It must be tripled.\"\"\"
    agree(student.triple, reference.triple, make.tensor(3))


@pytest.mark.points(1)
def test_long_list(student):
    \"\"\"It must be long.\"\"\"
    assert student.many(2000) == [0.5] * 2000


@pytest.mark.points(1)
def test_raises(student):
    \"\"\"It must not raise.\"\"\"
    student.raises(1)


@pytest.mark.points(1)
@given(n=st.integers(0, 9))
def test_examples(student, n):
    \"\"\"It must be doubled.\"\"\"
    assert student.double(n) == 2 * n


@pytest.mark.points(1)
def test_helper(student):
    \"\"\"It must be doubled.\"\"\"
    import helper_of_these_tests
    assert student.double(1) == helper_of_these_tests.TWO
"""
SUBMISSION = """
import einops
%matplotlib inline
def double(x):
    return x + x
def triple(x):
    return x + x
def many(n):
    return [float(i % 9) for i in range(n)]
def raises(x):
    raise ValueError('on purpose')
"""


@pytest.fixture
def by_hand(course):
    """A course with one submission; a run of pytest as a user types it."""
    course.exercise("double", "x", "return 2 * x", TESTS, points=6)
    course.exercise("triple", "x", "return 3 * x", {"test_triple": "assert student.triple(1) in (2, 3)"})
    (course.tests / "helper_of_these_tests.py").write_text("TWO = 2\n")
    course.submit("ann", SUBMISSION)
    return course


def run(course, *arguments, plugin=True):
    command = [sys.executable, "-m", "pytest", *map(str, arguments)]
    command += ["-p", "autograder.plugin"] * plugin
    done = subprocess.run(
        command,
        cwd=course.root,
        env=course.environment(PYTEST_DISABLE_PLUGIN_AUTOLOAD="1", COLUMNS="160"),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "INTERNALERROR" not in done.stdout + done.stderr, done.stdout + done.stderr
    return done


@pytest.mark.parametrize("mode", ["prepend", "importlib"])
def test_a_normal_report_with_header_notes_and_bounded_explanations(by_hand, mode):
    done = run(
        by_hand,
        "grading_tests/small",
        "--submission",
        "submissions/ann.py",
        "--grading-seed",
        "7",
        f"--import-mode={mode}",
    )
    assert done.returncode == pytest.ExitCode.TESTS_FAILED
    assert "submission: ann (submissions/ann.py), grading seed: 7" in done.stdout
    assert "4 passed" in done.stdout
    assert "3 failed" in done.stdout
    assert "isolation: " in done.stdout
    assert "note: ann.py, line 2: this assignment does not promise the package 'einops'" in done.stdout
    assert "instead of" in done.stdout  # the mismatch of test_wrong
    assert "[0, 1, 2, 3, 4, 5, ... 2000 items] == [0.5, 0.5" in done.stdout
    assert "ValueError: on purpose" in done.stdout
    assert "ann.py, line 11: raise ValueError('on purpose')" in done.stdout
    assert "autograder/remote" not in done.stdout  # tracebacks end in the hidden test
    assert len(done.stdout) < 15_000


def test_the_same_seed_gives_the_same_inputs(by_hand):
    arguments = ("grading_tests/small/test_double.py::test_wrong", "--submission", "submissions/ann.py")
    reports = [
        [line for line in run(by_hand, *arguments, "--grading-seed", seed).stdout.splitlines() if "instead of" in line]
        for seed in ("7", "7", "8")
    ]
    assert reports[0] == reports[1] != reports[2]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["grading_tests/small", "--submission", "nowhere.ipynb"], "nowhere.ipynb"),
        (["grading_tests/small", "--submission", "broken.ipynb"], "broken.ipynb"),
        (
            ["submissions", "--submission", "submissions/ann.py"],
            "--submission needs the hidden tests of one assignment",
        ),
        (["grading_tests/other", "--submission", "submissions/ann.py"], "no assignment 'other'"),
    ],
)
def test_bad_input_is_one_line(by_hand, arguments, message):
    (by_hand.root / "broken.ipynb").write_text("{")
    (by_hand.root / "grading_tests" / "other").mkdir()
    done = run(by_hand, *arguments)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    assert message in line
    assert "Traceback" not in done.stderr


def test_a_manifest_that_is_wrong_is_one_line(by_hand):
    file = by_hand.root / "assignments" / "small" / "assignment.toml"
    file.write_text(file.read_text("utf-8").replace("schema = 1", "schema = 1\ncolour = 3"), "utf-8")
    done = run(by_hand, "grading_tests/small", "--submission", "submissions/ann.py")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "colour" in done.stderr


def test_a_reference_that_does_not_run_is_one_line(by_hand):
    (by_hand.solutions / "triple.py").write_text("1 / 0")
    done = run(by_hand, "grading_tests/small", "--submission", "submissions/ann.py")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "solutions/small/triple.py" in done.stderr


def test_without_a_submission_the_plugin_stays_out_of_the_way(by_hand):
    (by_hand.root / "test_other.py").write_text("def test_other():\n    assert [1] == [1]\n")
    done = run(by_hand, "test_other.py")
    assert done.returncode == pytest.ExitCode.OK
    assert "grading seed" not in done.stdout
