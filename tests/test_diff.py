"""Whose score changed between two reports, and why (SEMANTICS 28)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from autograder.errors import UsageError
from autograder.grading.difference import difference
from autograder.model import (
    CaseResult,
    Device,
    ExerciseResult,
    Outcome,
    Report,
    SubmissionResult,
    TestResult,
    Text,
    Unreadable,
)


def judged(name, score, *outcomes):
    cases = tuple(
        CaseResult(Device.CPU, outcome, 0.1, parameters=f"p{i}" if len(outcomes) > 1 else "")
        for i, outcome in enumerate(outcomes)
    )
    return TestResult(name, Decimal(score), Decimal(2), Text(en="It must."), cases)


def graded(name, *tests, exercise="fit", notes=(), provisional=False, score=None):
    earned = sum((test.score for test in tests), Decimal(0)) if score is None else Decimal(score)
    result = ExerciseResult(exercise, earned, Decimal(4), tests)
    return SubmissionResult(name, earned, Decimal(4), provisional, notes, (result,))


def report(*submissions, **changes):
    return replace(Report("tiny", "s1", "A sealed", {"torch": "2.9"}, submissions), **changes)


P, F, E = Outcome.PASSED, Outcome.FAILED, Outcome.ERROR
RIGHT = graded("alice", judged("test_a", 2, P), judged("test_b", 2, P))
WRONG = graded("alice", judged("test_a", 2, P), judged("test_b", 0, F))


def test_a_changed_score_names_exercise_and_test_with_both_outcomes():
    found = difference(report(WRONG), report(RIGHT))
    (change,) = found.changed
    assert (change.id, change.before, change.after) == ("alice", "2 of 4", "4 of 4")
    (exercise,) = change.exercises
    assert (exercise.id, exercise.before, exercise.after) == ("fit", 2, 4)
    assert [(t.name, t.before, t.after) for t in exercise.tests] == [("test_b", "0 of 2, FAILED", "2 of 2, PASSED")]
    assert found.conditions == ()
    assert found.same_score == 0


def test_of_several_cases_the_ones_that_failed_are_named():
    old = report(graded("alice", judged("test_a", 0, P, F, F)))
    new = report(graded("alice", judged("test_a", 2, P, P, P)))
    (change,) = difference(old, new).changed
    assert change.exercises[0].tests[0].before == "0 of 2, PASSED [p0 on cpu], FAILED [p1 on cpu, p2 on cpu]"
    assert change.exercises[0].tests[0].after == "2 of 2, PASSED"


def test_equal_reports_have_no_difference():
    found = difference(report(RIGHT), report(RIGHT))
    assert (found.changed, found.conditions, found.only_old, found.only_new) == ((), (), (), ())
    assert (found.same_score, found.other_outcomes) == (1, ())


def test_what_may_explain_the_rest_is_named():
    new = report(RIGHT, seed="s2", isolation="B confined", versions={"torch": "2.13", "numpy": "2.4"})
    seed, isolation, numpy, torch = difference(report(RIGHT), new).conditions
    assert seed.startswith("seed: s1 then s2")
    assert isolation == "isolation: A sealed then B confined"
    assert numpy == "numpy: absent then 2.4"
    assert torch == "torch: 2.9 then 2.13"


def test_a_test_that_came_or_went_is_named():
    old = report(graded("alice", judged("test_a", 2, P), judged("test_old", 2, P)))
    new = report(graded("alice", judged("test_a", 2, P), judged("test_new", 0, F)))
    (change,) = difference(old, new).changed
    assert [(t.name, t.before, t.after) for t in change.exercises[0].tests] == [
        ("test_old", "2 of 2, PASSED", "absent"),
        ("test_new", "absent", "0 of 2, FAILED"),
    ]


def test_a_persons_correction_is_the_reason_where_no_test_changed():
    note = "fit: 4 instead of 2 points, decided by J. Kim: ambiguous"
    corrected = graded("alice", *WRONG.exercises[0].tests, score=4, notes=(note,))
    (change,) = difference(report(WRONG), report(corrected)).changed
    (exercise,) = change.exercises
    assert (exercise.before, exercise.after, exercise.tests, exercise.reasons) == (2, 4, (), (note,))


def test_a_score_that_is_no_longer_provisional_has_changed():
    (change,) = difference(report(replace(RIGHT, provisional=True)), report(RIGHT)).changed
    assert (change.before, change.after) == ("4 of 4, provisional", "4 of 4")


def test_other_outcomes_without_another_score_are_listed_apart():
    found = difference(report(WRONG), report(graded("alice", judged("test_a", 2, P), judged("test_b", 0, E))))
    assert (found.changed, found.same_score, found.other_outcomes) == ((), 1, ("alice",))


def test_who_is_in_one_report_only_is_listed_with_the_reason_if_unreadable():
    bob = graded("bob", judged("test_a", 2, P))
    new = report(RIGHT, unreadable=(Unreadable("bob", "bob.ipynb is damaged"),))
    found = difference(report(RIGHT, bob), new)
    assert found.only_old == ("bob: 2 of 4; unreadable in the other: bob.ipynb is damaged",)
    assert difference(new, report(RIGHT, bob)).only_new == found.only_old


def test_reports_of_two_assignments_are_refused():
    with pytest.raises(UsageError, match="different assignments: 'tiny' and 'other'"):
        difference(report(RIGHT), report(RIGHT, assignment="other"))
