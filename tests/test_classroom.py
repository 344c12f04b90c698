"""Results of GitHub Classroom and Classroom 50: totals survive the arithmetic of whoever reads them."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import ReportError, UsageError
from autograder.manifest import Course
from autograder.model import (
    Assignment,
    Exercise,
    ExerciseResult,
    Report,
    SubmissionResult,
    Text,
    Unreadable,
)
from autograder.reports import classroom, classroom50
from autograder.reports.format import Material

ASSIGNMENT = Assignment("small", Text("Small"), (Exercise("one", Decimal(1)),))
ORIGIN = classroom50.Origin("dl26", "hw1", "ada", "submit/x", "2026-12-01T00:00:00Z", "c", "r", "v")
CENTS = st.integers(0, 9999).map(lambda cents: Decimal(cents) / 100)


def result(scores, *, penalty=Decimal(0), when="2026-12-01T10:00:00+09:00"):
    """One student with these scores of exercises that are worth 100 each."""
    exercises = tuple(ExerciseResult(f"e{number}", score, Decimal(100), ()) for number, score in enumerate(scores))
    total = sum(scores, Decimal(0))
    return SubmissionResult(
        "ada",
        total - penalty,
        Decimal(100 * len(exercises)),
        provisional=False,
        notes=(),
        exercises=exercises,
        digest="d" * 64,
        penalty=penalty,
        submitted_at=when,
    )


def added_up(data):
    """As the reporter does it, in JavaScript: numbers are binary, and so is the sum."""
    total = 0.0
    for test in data["tests"]:
        total += float(test["score"])
    return total


@given(st.lists(CENTS, min_size=1, max_size=6), CENTS)
@settings(max_examples=200, deadline=None, database=None)
def test_the_reporters_sum_is_the_score_to_the_last_fraction(scores, penalty):
    entry = result(scores, penalty=min(penalty, sum(scores)))
    data = classroom.result(entry, {})
    assert added_up(data) == float(entry.score)
    assert (data["status"] == "pass") == (entry.score >= entry.max_score)


def test_where_adding_would_miss_the_total_there_is_one_entry():
    kept = classroom.result(result([Decimal("0.5"), Decimal("0.25")]), {})
    assert [test["name"] for test in kept["tests"]] == ["e0", "e1"]
    joined = classroom.result(result([Decimal("0.1"), Decimal("0.2")]), {})  # 0.30000000000000004
    (test,) = joined["tests"]
    assert (test["name"], test["score"], test["message"]) == ("all exercises", 0.3, "e0 0.1, e1 0.2")


def test_being_late_is_an_entry_of_its_own():
    data = classroom.result(result([Decimal(4)], penalty=Decimal("0.5")), {})
    assert [(test["name"], test["score"]) for test in data["tests"]] == [("e0", 4), ("handed in late", -0.5)]


@given(st.lists(CENTS, min_size=1, max_size=6), CENTS)
@settings(max_examples=100, deadline=None, database=None)
def test_hundredths_are_whole_numbers_that_say_the_same(scores, penalty):
    entry = result(scores, penalty=min(penalty, sum(scores)))
    data = classroom50.result(entry, ORIGIN)
    assert (type(data["score"]), Decimal(data["score"]) / 100) == (int, entry.score)
    assert data["score"] <= data["max-score"]
    assert sum(test["score"] for test in data["tests"]) == entry.raw_score * 100


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        ("2026-12-01T10:00:00+09:00", "2026-12-01T01:00:00Z"),
        ("2026-12-01T23:59:59.9-05:00", "2026-12-02T04:59:59Z"),
        ("2026-12-01T10:00:00Z", "2026-12-01T10:00:00Z"),
    ],
)
def test_times_are_in_utc(moment, written):
    assert classroom50.utc(moment) == written
    assert classroom50.tag(written, "0123456789").endswith("Z-0123456")


@pytest.mark.parametrize("moment", ["", "yesterday", "2026-12-01T10:00:00"])
def test_a_time_that_is_not_known_is_no_time(moment):
    with pytest.raises(ReportError, match="the time of submission is not known"):
        classroom50.utc(moment)


def export(report, **chosen):
    material = Material(ASSIGNMENT, Course(database=""), {}, settings=chosen)
    return classroom50.Classroom50().export(report, material)


def test_who_has_no_time_is_left_out_with_a_line_unless_one_is_given():
    broken = Unreadable("eve", "no notebook")
    report = Report("small", "1", "A sealed", {}, (result([Decimal(1)], when=""),), (broken,))
    needed = {"classroom": "dl26", "url": "https://example.org/{owner}"}
    done = export(report, **needed)
    assert done.files == ()
    assert [line.partition(":")[0] for line in done.left_out] == ["eve", "ada"]
    given_one = export(report, **needed, submitted_at="2026-12-01T00:00+00:00")
    assert [file.name for file in given_one.files] == ["ada/result.json"]
    assert b"https://example.org/ada" in given_one.files[0].content


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"url": "x"}, "classroom50 needs 'classroom'"),
        ({"classroom": "x"}, "classroom50 needs 'url'"),
        ({"classroom": "x", "url": "y", "mode": "team"}, "mode must be individual or group, got 'team'"),
    ],
)
def test_a_setting_that_is_missing_or_wrong_is_said(chosen, message):
    with pytest.raises(UsageError, match=message):
        export(Report("small", "1", "A sealed", {}, ()), **chosen)
