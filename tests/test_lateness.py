# ruff: noqa: E501 - a row of a table is one line
"""What being late costs: periods, grace, caps, drops, extensions, time zones; never more than was earned."""

from datetime import datetime
from decimal import Decimal

import pytest

from autograder.grading.lateness import Calendar, calendar, penalized
from autograder.manifest import Course, Extension, Late, LateBase, LatePolicy
from autograder.model import SubmissionResult

PER_DAY = Late(LatePolicy.PER_DAY, Decimal(10))
PER_HOUR = Late(LatePolicy.PER_HOUR, Decimal(1))


def result(handed_in, *, score="9.99", most="20", student="alice"):
    return SubmissionResult(
        id=student,
        score=Decimal(score),
        max_score=Decimal(most),
        provisional=False,
        notes=("first",),
        exercises=(),
        submitted_at=handed_in,
    )


def due(late, *, deadline="2026-12-01T23:59:00+09:00", timezone="Asia/Seoul", extensions=()):
    deadlines = {"small": datetime.fromisoformat(deadline)} if deadline else {}
    course = Course("", timezone=timezone, late=late, deadlines=deadlines, extensions=extensions)
    return Calendar(course, "small")


def penalty(handed_in, late, **more):
    score = {key: more.pop(key) for key in ("score", "most") if key in more}
    judged = penalized(result(handed_in, **score), due(late, **more))
    assert judged.raw_score == Decimal(score.get("score", "9.99"))
    assert judged.score == judged.raw_score - judged.penalty >= 0
    return judged.penalty


@pytest.mark.parametrize(
    ("late", "handed_in", "taken"),
    [
        (PER_DAY, "2026-12-01T23:59:00+09:00", "0"),
        (PER_DAY, "2026-12-01T23:59:00.000001+09:00", "0.99"),  # rounded for the student: 0.999
        (PER_DAY, "2026-12-02T23:59:00+09:00", "0.99"),
        (PER_DAY, "2026-12-02T23:59:01+09:00", "1.99"),
        (PER_DAY, "2027-06-01T00:00:00+09:00", "9.99"),  # never below zero
        (PER_HOUR, "2026-12-02T00:59:00+09:00", "0.09"),
        (PER_HOUR, "2026-12-02T01:59:01+09:00", "0.29"),
        (Late(LatePolicy.PER_DAY, Decimal(10), 15), "2026-12-02T00:14:00+09:00", "0"),
        (Late(LatePolicy.PER_DAY, Decimal(10), 15), "2026-12-02T00:14:01+09:00", "0.99"),
        (Late(LatePolicy.PER_DAY, Decimal(10), 15), "2026-12-03T00:14:00+09:00", "0.99"),
        (Late(LatePolicy.PER_DAY, Decimal(10), cap_percent=Decimal(25)), "2026-12-09T00:00:00+09:00", "2.49"),
        (Late(LatePolicy.PER_DAY, Decimal(10), cap_percent=Decimal(25), drop_after_hours=Decimal(48)), "2026-12-03T23:59:00+09:00", "1.99"),
        (Late(LatePolicy.PER_DAY, Decimal(10), cap_percent=Decimal(25), drop_after_hours=Decimal(48)), "2026-12-03T23:59:01+09:00", "9.99"),
        (Late(LatePolicy.DROP), "2026-12-01T23:59:00+09:00", "0"),
        (Late(LatePolicy.DROP), "2026-12-02T00:00:00+09:00", "9.99"),
        (Late(LatePolicy.NONE), "2027-12-02T00:00:00+09:00", "0"),
        (Late(LatePolicy.PER_DAY, Decimal(10), of=LateBase.MAX_SCORE), "2026-12-03T00:00:00+09:00", "4.00"),
        (Late(LatePolicy.PER_DAY, Decimal(30), of=LateBase.MAX_SCORE), "2026-12-03T00:00:00+09:00", "9.99"),
    ],
)  # fmt: skip
def test_a_policy_takes(late, handed_in, taken):
    assert penalty(handed_in, late) == Decimal(taken)


@pytest.mark.parametrize(
    "handed_in",
    ["2026-12-01T14:59:00+00:00", "2026-12-01T09:59:00-05:00", "2026-12-01T23:59:00", "2026-12-01T14:59:00Z"],
)
def test_one_moment_is_on_time_in_every_time_zone(handed_in):
    assert penalty(handed_in, PER_DAY) == 0
    assert penalty(handed_in.replace(":59:00", ":59:01"), PER_DAY) > 0


def test_a_day_ends_at_the_same_time_of_day_when_the_clocks_change():
    """In Berlin the night of 25 October 2026 has 25 hours, that of 29 March 23."""
    autumn = {"deadline": "2026-10-24T23:59:00+02:00", "timezone": "Europe/Berlin"}
    assert penalty("2026-10-25T23:59:00+01:00", PER_DAY, **autumn) == Decimal("0.99")
    assert penalty("2026-10-25T23:59:01+01:00", PER_DAY, **autumn) == Decimal("1.99")
    spring = {"deadline": "2026-03-28T23:59:00+01:00", "timezone": "Europe/Berlin"}
    assert penalty("2026-03-29T23:59:00+02:00", PER_DAY, **spring) == Decimal("0.99")
    assert penalty("2026-03-29T23:59:01+02:00", PER_DAY, **spring) == Decimal("1.99")
    # an hour is an hour: from 23:59 to 23:59 there are 25 of them
    assert penalty("2026-10-25T23:59:00+01:00", PER_HOUR, score="10", **autumn) == Decimal("2.50")


def test_an_extension_is_one_students_for_one_assignment():
    until = datetime.fromisoformat("2026-12-03T23:59:00+09:00")
    rules = due(PER_DAY, extensions=(Extension("alice", "small", until), Extension("bob", "other", until)))
    on = "2026-12-03T12:00:00+09:00"
    alice, bob = penalized(result(on), rules), penalized(result(on, student="bob"), rules)
    assert (alice.penalty, bob.penalty) == (0, Decimal("1.99"))
    assert alice.notes == ("first", "Handed in before the extended deadline, 2026-12-03 23:59 KST.")
    assert penalized(result("2026-12-04T12:00:00+09:00"), rules).penalty == Decimal("0.99")


def test_an_extension_of_the_course_holds_for_what_a_platform_calls_the_student(tmp_path):
    (tmp_path / "roster.csv").write_text("id,moodle_id\nalice,4711\nbob,4712\n")
    until = datetime.fromisoformat("2026-12-03T23:59:00+09:00")
    course = Course(
        "", timezone="Asia/Seoul", roster=tmp_path / "roster.csv", extensions=(Extension("alice", "small", until),)
    )
    rules = calendar(course, "small")
    assert (rules.due("4711"), rules.due("4712")) == (until, None)
    (tmp_path / "roster.csv").write_text("id,github\nalice,Bob\nBob,x\n")
    rules = calendar(course, "small")
    assert (rules.due("Bob"), rules.due("alice")) == (None, until)


def test_the_note_says_how_late_since_when_and_what_it_costs():
    judged = penalized(result("2026-12-03T01:29:00+09:00"), due(PER_DAY))
    assert judged.notes == (
        "first",
        "Late by 1 d 1 h (due 2026-12-01 23:59 KST): 2 days begun, 20 % of the score, 1.99 of 9.99 points.",
    )
    free = penalized(result("2026-12-02T00:00:00+09:00"), due(Late()))
    assert free.notes[1] == "Late by 1 min (due 2026-12-01 23:59 KST); nothing is taken for it."


def test_nothing_is_taken_where_nobody_knows_when_and_it_is_said():
    judged = penalized(result(""), due(PER_DAY))
    assert (judged.penalty, judged.notes[1:]) == (
        0,
        ("When it was handed in is not known, so nothing is taken for being late.",),
    )
    assert penalized(result(""), due(PER_DAY, deadline="")).notes == ("first",)
    assert penalized(result(""), due(Late())).notes == ("first",)


def test_applied_twice_it_takes_once_and_new_rules_replace_old_ones():
    once = penalized(result("2026-12-03T01:29:00+09:00"), due(PER_DAY))
    assert penalized(once, due(PER_DAY)) == once
    forgiven = penalized(once, due(PER_DAY, deadline=""))
    assert (forgiven.score, forgiven.penalty, forgiven.notes) == (Decimal("9.99"), 0, ("first",))


def test_the_report_says_the_moment_with_its_offset():
    assert penalized(result("2026-12-01T10:00:00"), due(PER_DAY)).submitted_at == "2026-12-01T10:00:00+09:00"
    assert penalized(result("2026-12-01T10:00:00+00:00"), due(PER_DAY)).submitted_at == "2026-12-01T10:00:00+00:00"
