"""A contested score can be explained from the report, whatever became of the student's file (SEMANTICS 28)."""

import json
import shutil
import subprocess
import sys
import types
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
import torch

from autograder.errors import ReportError, UsageError
from autograder.grading.handed_in import read_submission, write_submissions
from autograder.grading.recorded import Recorder, words
from autograder.grading.replay import find
from autograder.grading.suite import HiddenTest
from autograder.model import (
    CaseResult,
    Cell,
    Device,
    ExerciseResult,
    Module,
    Outcome,
    Report,
    Submission,
    SubmissionResult,
    TestResult,
    Text,
    Unreadable,
)
from autograder.remote import Once

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples" / "essentials" / "submissions"
WHERE = Path("out/report.json")


def autograder(*arguments, cwd):
    command = [sys.executable, "-c", "from autograder.cli.app import main; main()", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False)


# ---- a graded run, its report and what is asked of it


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with one graded run in ``out``; the students' files are gone since."""
    root = tmp_path_factory.mktemp("course")
    for part in ("assignments", "solutions", "grading_tests"):
        shutil.copytree(ROOT / part / "essentials", root / part / "essentials")
    (root / "handed_in").mkdir()
    for name in ("mistakes-off-by-one", "mistakes-in-place"):
        shutil.copy(EXAMPLES / f"{name}.ipynb", root / "handed_in")
    done = autograder("grade", "essentials", "handed_in", "--out", "out", "--jobs", "1", cwd=root)
    assert done.returncode == 0, done.stderr
    shutil.rmtree(root / "handed_in")
    return root


def test_a_replay_shows_inputs_expected_actual_and_that_they_are_those_of_the_run(course):
    done = autograder("replay", "out/report.json", "mistakes-off-by-one", "test_finds_the_intercept", cwd=course)
    assert done.returncode == 0, done.stderr
    assert "test_least_squares.py::test_finds_the_intercept, 0 of 1 points" in done.stdout
    assert "on cpu: FAILED, as recorded, on the same inputs" in done.stdout
    assert "on emulated: FAILED, as recorded, on the same inputs" in done.stdout
    told = [line.strip() for line in done.stdout.splitlines() if line.startswith(("  call", "    "))]
    call, student, expected = told[:3]
    assert told[3:] == told[:3]  # the emulated accelerator computes what the CPU does
    assert call.startswith("call       least_squares(tensor 60 float32 [")
    assert student.startswith("student    (tensor 0-d float32 [")
    assert expected.startswith("expected   (tensor 0-d float32 [")
    sides = [[float(part.split("]")[0]) for part in side.split("[")[1:]] for side in (student, expected)]
    slopes, intercepts = zip(*sides, strict=True)
    assert slopes[0] == pytest.approx(slopes[1])
    assert intercepts[0] != pytest.approx(intercepts[1])


def test_a_replay_shows_the_students_own_line_and_only_the_case_that_is_asked_for(course):
    name = "test_gradient_step.py::test_moves_every_tensor_against_its_gradient[0.03125-10.0]"
    done = autograder("replay", "out", "mistakes-in-place", name, cwd=course)
    assert done.returncode == 0, done.stderr
    assert "[0.03125-10.0] on cpu: ERROR, as recorded, on the same inputs" in done.stdout
    assert "[0.25-1.0]" not in done.stdout
    assert "line       cell 4, line 28: t -= learning_rate * t.grad" in done.stdout
    assert "student    raised RuntimeError: a leaf Variable that requires grad" in done.stdout
    assert "with grad tensor 3x4 float32" in done.stdout
    assert "arguments afterwards: [tensor 3x4 float32 [" in done.stdout


def test_a_replay_runs_another_file_and_says_what_is_not_as_it_was(course):
    old = json.loads((course / "out" / "report.json").read_text())
    old["versions"]["torch"] = "1.0"
    old["isolation"] = "B confined"
    (course / "older").mkdir()
    (course / "older" / "report.json").write_text(json.dumps(old))
    right = EXAMPLES / "perfect-textbook.ipynb"
    done = autograder("replay", "older", "mistakes-off-by-one", "test_finds_the_intercept", "--path", right, cwd=course)
    assert done.returncode == 0, done.stderr
    assert "on cpu: PASSED, recorded as FAILED, on the same inputs" in done.stdout
    assert "note       torch: 1.0 then, " in done.stdout
    assert "note       isolation: B confined then, " in done.stdout


def test_the_report_of_a_run_is_printed_again(course):
    done = autograder("report", "out", cwd=course)
    assert done.returncode == 0, done.stderr
    assert "mistakes-off-by-one" in done.stdout
    assert "2 graded" in done.stdout


def test_a_correction_survives_regrading_and_is_the_reason_that_diff_gives(course):
    (course / "grading_tests" / "essentials" / "overrides.toml").write_text(
        'schema = 1\n[[override]]\nsubmission = "mistakes-off-by-one"\nexercise = "least_squares"\nscore = 6\n'
        'reason = "The statement was ambiguous."\nby = "J. Kim"\n'
    )
    (course / "again").mkdir()
    shutil.copy(EXAMPLES / "mistakes-off-by-one.ipynb", course / "again")
    shutil.copy(EXAMPLES / "perfect-textbook.ipynb", course / "again")
    graded = autograder("grade", "essentials", "again", "--out", "out2", "--jobs", "1", cwd=course)
    assert graded.returncode == 0, graded.stderr
    done = autograder("diff", "out", "out2", cwd=course)
    assert done.returncode == 0, done.stderr
    assert "mistakes-off-by-one: 7.5 of 32 -> 11.5 of 32" in done.stdout
    assert "  least_squares: 2 -> 6" in done.stdout
    assert "note: 6 instead of 2 points, decided by J. Kim: The statement was ambiguous." in done.stdout
    assert "only in the old report (1):\n  mistakes-in-place: 11 of 32" in done.stdout
    assert "only in the new report (1):\n  perfect-textbook: 32 of 32" in done.stdout


# ---- which test of which submission is meant


def test_result(name, *parameters):
    cases = tuple(CaseResult(Device.CPU, Outcome.FAILED, 0.1, parameters=each) for each in parameters or ("",))
    return TestResult(name, Decimal(0), Decimal(1), Text(en="It must."), cases)


test_result.__test__ = False


def hidden(file, name, exercise):
    return HiddenTest(file, name, exercise, Decimal(1), (Device.CPU,), Text(en="It must."), (), "digest")


FIRST = ExerciseResult(
    "fit", Decimal(0), Decimal(2), (test_result("test_slope", "small", "large"), test_result("test_one"))
)
SECOND = ExerciseResult("step", Decimal(0), Decimal(1), (test_result("test_one"),))
ALICE = SubmissionResult("alice", Decimal(0), Decimal(3), provisional=False, notes=(), exercises=(FIRST, SECOND))
REPORT = Report("tiny", "s", "A sealed", {}, (ALICE,), (Unreadable("bob", "bob.ipynb is damaged"),))
TESTS = (
    hidden("test_fit.py", "test_slope", "fit"),
    hidden("test_fit.py", "test_one", "fit"),
    hidden("test_step.py", "test_one", "step"),
)


@pytest.mark.parametrize(
    ("text", "test", "parameters"),
    [
        ("test_slope", "test_fit.py::test_slope", None),
        ("test_slope[large]", "test_fit.py::test_slope", "large"),
        ("test_fit.py::test_slope[small]", "test_fit.py::test_slope", "small"),
        ("test_fit.py::test_one", "test_fit.py::test_one", None),
        ("test_step.py::test_one", "test_step.py::test_one", None),
    ],
)
def test_a_test_is_named_by_its_function_its_file_and_its_case(text, test, parameters):
    wanted = find(REPORT, TESTS, WHERE, "alice", text)
    assert (wanted.test.id, wanted.parameters) == (test, parameters)
    assert wanted.recorded.name == wanted.test.name


@pytest.mark.parametrize(
    ("submission", "test", "message"),
    [
        ("alicia", "test_slope", r"no submission 'alicia'; did you mean 'alice'\?"),
        ("bob", "test_slope", "bob was not graded: bob.ipynb is damaged"),
        ("alice", "test_slop", r"alice has no test 'test_slop'; did you mean 'test_slope'\?"),
        ("alice", "test_one", "'test_one' is in test_fit.py, test_step.py"),
        ("alice", "test_other.py::test_slope", "is in test_fit.py, not in 'test_other.py'"),
        ("alice", "test_slope[larg]", r"no case 'larg'; did you mean 'large'\?"),
        ("alice", "[large]", "names no test"),
        ("al\x1b[31mice", "test_slope", r"no submission 'al\\x1b\[31mice'"),
    ],
)
def test_what_is_not_there_is_named_and_the_nearest_suggested(submission, test, message):
    with pytest.raises(UsageError, match=message):
        find(REPORT, TESTS, WHERE, submission, test)


def test_a_test_that_was_removed_since_is_not_guessed():
    with pytest.raises(UsageError, match="the hidden tests have no 'test_slope' any more"):
        find(REPORT, TESTS[1:], WHERE, "alice", "test_slope")


# ---- the code that was graded


def test_the_code_that_was_graded_comes_back_as_it_was(tmp_path):
    file = tmp_path / "submissions.json"
    code = Submission(
        "김", (Cell("cell 1", "x = '\ud800 \u202e'\n"),), (Module("h", "y = 1"),), ("helpers.py is read.",), "a/b.ipynb"
    )
    write_submissions([Submission("alice", ()), code], file)
    assert read_submission(file, "김") == code
    assert read_submission(file, "김").digest == code.digest


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "the code that was graded is not there"),
        ("{", "is not a complete list of submissions"),
        ("[]", "its schema is not 'autograder/submissions/v1'"),
        ('{"schema": "autograder/submissions/v1"}', "KeyError: 'submissions'"),
        ('{"schema": "autograder/submissions/v1", "submissions": [{"id": "alice"}]}', "KeyError: 'file'|KeyError"),
        ('{"schema": "autograder/submissions/v1", "submissions": [{"id": "alise"}]}', "did you mean 'alise'"),
    ],
)
def test_damaged_code_is_a_clear_message(tmp_path, content, message):
    file = tmp_path / "submissions.json"
    if content is not None:
        file.write_text(content)
    with pytest.raises(ReportError, match=message):
        read_submission(file, "alice")


# ---- what a call is taken down as


def test_a_call_is_paired_with_what_the_reference_gave_on_equal_arguments():
    recorder = Recorder()
    reference = recorder.reference(types.SimpleNamespace(double=lambda x: 2 * x))
    recorder.begin("")
    recorder.student("double", lambda: 3.0, (1.5,), {})
    recorder.student("double", lambda: 9.0, (4.0,), {})
    reference.double(1.5)
    first, second = recorder.calls("")
    assert (first.arguments, first.student.result, first.reference.result) == ("1.5", "3", "3")
    assert second.reference is None, "the reference was not asked for 4.0"


def test_arguments_are_described_before_the_call_and_again_if_it_changed_them():
    recorder = Recorder()
    recorder.begin("")
    w = torch.tensor([1.0, 2.0], requires_grad=True)
    w.grad = torch.tensor([0.5, 0.5])

    def step():
        with torch.no_grad():
            w.sub_(1.0)
        w.grad = None

    recorder.student("step", step, ([w],), {"rate": 0.5})
    (call,) = recorder.calls("")
    assert call.arguments == "[tensor 2 float32 [1, 2] with grad tensor 2 float32 [0.5, 0.5]], rate=0.5"
    assert call.student.afterwards == "[tensor 2 float32 [0, 1]], rate=0.5"


def test_a_change_beyond_what_is_shown_is_said():
    recorder = Recorder()
    recorder.begin("")
    x = torch.zeros(100)
    recorder.student("f", lambda: x.__setitem__(99, 1.0), (x,), {})
    assert recorder.calls("")[0].student.afterwards.endswith("(changed beyond what is shown)")


def test_an_exception_is_taken_down_and_raised_on():
    recorder = Recorder()
    recorder.begin("")

    def fail():
        raise ValueError("\x1b[2J no")

    with pytest.raises(ValueError, match="no"):
        recorder.student("f", fail, (), {})
    assert recorder.calls("")[0].student.result == "raised ValueError: \\x1b[2J no"


def test_only_the_last_run_and_its_last_calls_are_kept():
    recorder = Recorder()
    recorder.begin("")
    recorder.student("f", lambda: 0, ("first run",), {})
    recorder.begin("")
    for i in range(1003):
        recorder.student("f", lambda: 0, (i,), {})
    calls = recorder.calls("")
    assert (len(calls), recorder.dropped("")) == (1000, 3)
    assert [calls[0].arguments, calls[-1].arguments] == ["3", "1002"]


@pytest.mark.parametrize(
    "value",
    ["x" * 10**6, [torch.zeros(50) for _ in range(10**4)], {"a": [1] * 10**5}, np.zeros((300, 300)), Once([1] * 10**5)],
    ids=["text", "tensors", "dict", "array", "iterator"],
)
def test_words_for_a_value_are_bounded(value):
    assert len(words(value)) < 700
