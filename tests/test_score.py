"""Points follow SEMANTICS 25 and 27."""

from decimal import Decimal

import pytest

from autograder.errors import ExitCode
from autograder.grading.score import exit_code, faults, score_submission
from autograder.grading.suite import HiddenTest
from autograder.manifest import Override
from autograder.model import Assignment, CaseResult, Device, Exercise, Outcome, Report, Submission, Text, Unreadable

CPU, CUDA, EMULATED = Device.CPU, Device.CUDA, Device.EMULATED
LOSING = [o for o in Outcome if o not in (Outcome.PASSED, Outcome.NOT_RUN, Outcome.GRADER_ERROR)]


def hidden(name, exercise="one", points="2", devices=(CPU,)):
    return HiddenTest(f"test_{exercise}.py", name, exercise, Decimal(points), devices, Text(f"{name} holds"), (), "")


def cases(device, *outcomes):
    return tuple(CaseResult(device, Outcome(outcome), 0.1) for outcome in outcomes)


def results(tests, outcomes):
    """Outcomes by test name, either of the parameters on the CPU or by device."""
    table = {}
    for test in tests:
        told = outcomes.get(test.name, {})
        by_device = told if isinstance(told, dict) else {CPU: told}
        table |= {
            (test.id, device): cases(device, *([told] if isinstance(told, str) else told))
            for device, told in by_device.items()
        }
    return table


def score(tests, outcomes, *, exercises=None, required=(CPU,), requested=(), overrides=(), notes=()):
    if exercises is None:
        totals = {}
        for test in tests:
            totals[test.exercise] = totals.get(test.exercise, 0) + test.points
        exercises = tuple(Exercise(name, points) for name, points in totals.items())
    assignment = Assignment("essentials", Text(), exercises, required_devices=required)
    submission = Submission("alice", (), notes=notes)
    return score_submission(
        assignment,
        tests,
        results(tests, outcomes),
        submission,
        requested_devices=requested,
        overrides=overrides,
    )


def test_semantics_25_all_tests_passed_is_full_marks():
    tests = (hidden("a"), hidden("b", points="4"), hidden("c", "two", "1"))
    result = score(tests, {"a": "PASSED", "b": "PASSED", "c": "PASSED"})
    assert (result.score, result.max_score, result.provisional, result.notes) == (7, 7, False, ())
    assert [(exercise.id, exercise.score, exercise.max_score) for exercise in result.exercises] == [
        ("one", 6, 6),
        ("two", 1, 1),
    ]
    assert [test.name for test in result.exercises[0].tests] == ["a", "b"]


@pytest.mark.parametrize("outcome", LOSING)
def test_semantics_25_one_lost_parameter_loses_the_test_and_no_other(outcome):
    tests = (hidden("a"), hidden("b", points="4"))
    result = score(tests, {"a": ["PASSED", outcome, "PASSED"], "b": "PASSED"})
    assert (result.score, result.max_score, result.provisional) == (4, 6, False)
    assert [test.score for test in result.exercises[0].tests] == [0, 2 * 2]


def test_semantics_25_all_or_nothing_over_the_devices_it_ran_on():
    tests = (hidden("a", devices=(CPU, CUDA)),)
    assert score(tests, {"a": {CPU: "PASSED", CUDA: "PASSED"}}).score == 2
    assert score(tests, {"a": {CPU: "PASSED", CUDA: "FAILED"}}).score == 0
    assert score(tests, {"a": {CPU: "PASSED", CUDA: "NOT_RUN"}}).score == 2


def test_not_run_neither_passes_nor_fails():
    tests = (hidden("a"), hidden("b"), hidden("c"), hidden("d"))
    result = score(tests, {"a": "NOT_RUN", "b": ["PASSED", "NOT_RUN"], "c": ["FAILED", "NOT_RUN"]})
    assert [test.score for test in result.exercises[0].tests] == [0, 2, 0, 0]


PROVISIONAL = [
    # devices of the test, what it came to, required, requested, provisional
    ((CPU,), {CPU: "PASSED"}, (CPU,), (), False),
    ((CPU,), {CPU: "NOT_RUN"}, (CPU,), (), True),
    ((CPU,), {CPU: ["PASSED", "NOT_RUN"]}, (CPU,), (), True),
    ((CPU,), {CPU: ["FAILED", "NOT_RUN"]}, (CPU,), (), False),
    ((CPU,), {}, (CPU,), (), True),
    ((CPU, CUDA), {CPU: "PASSED"}, (CPU,), (), False),
    ((CPU, CUDA), {CPU: "PASSED"}, (CPU, CUDA), (), True),
    ((CPU, CUDA), {CPU: "PASSED"}, (CPU,), (CUDA,), True),
    ((CPU, CUDA), {CPU: "PASSED", CUDA: "NOT_RUN"}, (CPU,), (CUDA,), True),
    ((CPU, CUDA), {CPU: "PASSED", CUDA: "PASSED"}, (CPU,), (CUDA,), False),
    ((CPU, CUDA), {CPU: "FAILED"}, (CPU,), (CUDA,), False),
    ((CPU, CUDA), {CUDA: "PASSED"}, (CPU,), (CUDA,), True),
    ((CPU,), {CPU: "PASSED"}, (CPU, CUDA), (CUDA,), False),
    ((CPU, EMULATED), {CPU: "PASSED"}, (CPU,), (CUDA,), False),
    ((CUDA,), {}, (CPU,), (), True),
    ((CUDA,), {CUDA: "PASSED"}, (CPU,), (), False),
    ((CPU,), {CPU: "GRADER_ERROR"}, (CPU,), (), False),
]


@pytest.mark.parametrize(("devices", "outcomes", "required", "requested", "provisional"), PROVISIONAL)
def test_semantics_25_provisional_while_points_wait_for_a_device(devices, outcomes, required, requested, provisional):
    tests = (hidden("a", devices=devices), hidden("b"))
    result = score(tests, {"a": outcomes, "b": "PASSED"}, required=required, requested=requested)
    assert result.provisional is provisional
    assert any("provisional until" in note for note in result.notes) is provisional


def test_the_note_of_a_provisional_score_names_exercise_and_device():
    tests = (hidden("a", devices=(CPU, CUDA)), hidden("b", devices=(CPU, CUDA)))
    result = score(tests, {"a": "PASSED", "b": "PASSED"}, requested=(CUDA,), notes=("chose answer.py",))
    assert result.notes == ("chose answer.py", "one: provisional until it has run on cuda")


def test_a_grader_fault_gives_no_points_and_is_listed():
    tests = (hidden("a"), hidden("b"))
    result = score(tests, {"a": ["PASSED", "GRADER_ERROR"], "b": "PASSED"})
    assert result.score == 2
    assert result.notes == ("one: the grader had a fault of its own; a person must look",)
    report = Report("essentials", "s", "A sealed", {}, (result,))
    assert [(f.submission, f.exercise, f.test, f.case.outcome) for f in faults(report)] == [
        ("alice", "one", "a", Outcome.GRADER_ERROR)
    ]
    assert exit_code(report) is ExitCode.SOME_UNGRADED


def test_the_exit_code_says_whether_everything_has_its_score():
    result = score((hidden("a"),), {"a": "TIMEOUT"})
    assert exit_code(Report("essentials", "s", "A", {}, (result,))) is ExitCode.OK
    assert exit_code(Report("essentials", "s", "A", {}, (result,), (Unreadable("bob", "?"),))) is ExitCode.SOME_UNGRADED


def test_sums_of_points_are_exact():
    tests = (*(hidden(f"t{number}", points="0.1") for number in range(30)), hidden("last", points="0.07"))
    result = score(tests, {test.name: "PASSED" for test in tests})
    assert result.score == result.max_score == Decimal("3.07")
    assert result.to_dict()["score"] == 3.07


def test_semantics_28_an_override_replaces_the_score_and_names_person_and_reason():
    tests = (hidden("a", devices=(CPU, CUDA)), hidden("b", "two", "4"))
    overrides = (
        Override("alice", "one", Decimal("1.5"), "The statement was ambiguous.", "J. Kim"),
        Override("bob", "two", Decimal(4), "Not hers.", "J. Kim"),
    )
    result = score(tests, {"a": "NOT_RUN", "b": "FAILED"}, requested=(CUDA,), overrides=overrides)
    assert [exercise.score for exercise in result.exercises] == [Decimal("1.5"), 0]
    assert (result.score, result.provisional) == (Decimal("1.5"), False)
    assert result.notes == ("one: 1.5 instead of 0 points, decided by J. Kim: The statement was ambiguous.",)


@pytest.mark.parametrize(
    ("update", "train", "notes"),
    [
        ("FAILED", "FAILED", ("train: follows from update_state",)),
        ("FAILED", "PASSED", ()),
        ("PASSED", "FAILED", ()),
        ("NOT_RUN", "FAILED", ("update_state: provisional until it has run on cpu",)),
    ],
)
def test_semantics_27_a_failure_that_follows_from_another_exercise_says_so(update, train, notes):
    tests = (hidden("a", "update_state"), hidden("b", "train"), hidden("c", "other"))
    exercises = (
        Exercise("update_state", Decimal(2)),
        Exercise("train", Decimal(2), uses=("update_state",)),
        Exercise("other", Decimal(2)),
    )
    assert score(tests, {"a": update, "b": train, "c": "FAILED"}, exercises=exercises).notes == notes


def test_tests_of_one_name_in_two_files_are_two_tests():
    tests = (hidden("shapes", "one"), hidden("shapes", "two"))
    table = {
        (tests[0].id, CPU): cases(CPU, "PASSED"),
        (tests[1].id, CPU): cases(CPU, "FAILED"),
    }
    exercises = (Exercise("one", Decimal(2)), Exercise("two", Decimal(2)))
    assignment = Assignment("essentials", Text(), exercises)
    result = score_submission(assignment, tests, table, Submission("alice", ()), requested_devices=(), overrides=())
    assert [exercise.score for exercise in result.exercises] == [2, 0]
