"""From outcomes to points and words, graded for real: SEMANTICS 21, 25, 27 and 28."""

import json
from decimal import Decimal

import pytest
from course import Course

from autograder.errors import ManifestError
from autograder.model import Device, Outcome

HALF = """
HINT = {"en": "You forgot to halve.", "ko": "반으로 나누지 않았습니다."}
def mean_of_two(a, b):
    return a + b
"""
OTHER = """
HINT = {"en": "Which one did you leave out?", "ko": "무엇을 빠뜨렸나요?"}
def mean_of_two(a, b):
    return a / 2
"""
NAN = """
import torch
HINT = {"en": "What is 0 / 0?", "ko": "0 / 0은 무엇인가요?"}
def mean_of_two(a, b):
    return (a + b) / 2 * torch.tensor(float("nan"))
"""
RAISES = """
HINT = {"en": "Which shapes can be multiplied?", "ko": "어떤 크기끼리 곱할 수 있나요?"}
def mean_of_two(a, b):
    return a.reshape(2, 2)
"""
TESTS = """
@pytest.mark.points(1.5)
@pytest.mark.message(ko="평균이어야 합니다.")
@pytest.mark.parametrize("scale", [1.0, 10.0])
def test_mean(student, reference, make, scale):
    \"\"\"It must be the mean.\"\"\"
    agree(student.mean_of_two, reference.mean_of_two, make.tensor(3, scale=scale), make.tensor(3))


@pytest.mark.points(0.25)
def test_of_a_large_number(student):
    \"\"\"Large numbers must do.\"\"\"
    assert student.mean_of_two(10.0, 20.0) == 15.0
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("points") / "course")
    course.exercise(
        "mean_of_two",
        "a, b",
        "return (a + b) / 2",
        TESTS,
        points=1.75,
        wrong={"forgets_to_halve": HALF, "drops_one": OTHER, "divides_zero": NAN, "reshapes": RAISES},
        devices=["cpu", "cuda"],
    )
    course.exercise(
        "spread",
        "a, b",
        "return abs(a - b) / 2",
        {"test_spread": "assert student.spread(1, 3) == 1"},
        uses=["mean_of_two"],
    )
    spread = "def spread(a, b):\n    return abs(a - mean_of_two(a, b))"
    course.submit("right", f"def mean_of_two(a, b):\n    return (a + b) / 2\n{spread}")
    course.submit("forgets", f"def mean_of_two(a, b):\n    return b + a\n{spread}")
    course.submit("unknown", f"def mean_of_two(a, b):\n    return 3 * a\n{spread}")
    course.submit("nan", f"def mean_of_two(a, b):\n    return (a + b) * float('nan')\n{spread}")
    course.submit("raises", f"def mean_of_two(a, b):\n    return a.reshape(2, 2) + b\n{spread}")
    small = "(a + b) / 2 if torch.as_tensor(a).abs().max() < 5 else a"
    course.submit("small-only", f"import torch\ndef mean_of_two(a, b):\n    return {small}\n{spread}")
    return course


@pytest.fixture(scope="module")
def graded(course):
    return course.grade(seed="S")


def test_semantics_21_the_wrong_solution_with_the_same_result_names_the_hint(graded):
    case = graded.test("forgets", "test_mean").cases[0]
    assert (case.outcome, case.kind) == (Outcome.FAILED, "values")
    assert (case.hint.en, case.hint.ko) == ("You forgot to halve.", "반으로 나누지 않았습니다.")
    assert graded.test("unknown", "test_mean").cases[0].hint.en == ""
    assert graded.test("right", "test_mean").cases[0].hint.en == ""


def test_semantics_21_nan_and_exceptions_are_results_too(graded):
    assert graded.test("nan", "test_mean").cases[0].hint.en == "What is 0 / 0?"
    case = graded.test("raises", "test_mean").cases[0]
    assert (case.outcome, case.hint.en) == (Outcome.ERROR, "Which shapes can be multiplied?")


def test_semantics_21_docstring_and_message_are_what_a_student_reads(course, graded):
    message = graded.test("forgets", "test_mean").message
    assert (message.en, message.ko) == ("It must be the mean.", "평균이어야 합니다.")
    feedback = (course.out / "forgets" / "feedback.json").read_text("utf-8")
    assert "평균이어야 합니다." in feedback
    assert "You forgot to halve." in feedback


def test_semantics_25_a_test_earns_all_or_nothing_over_its_parameters(graded):
    assert graded.outcomes("small-only")["test_mean"] == ["PASSED", "FAILED"]
    assert graded.test("small-only", "test_mean").score == 0
    assert graded.test("right", "test_mean").score == Decimal("1.5")
    assert graded.of("right").score == graded.of("right").max_score == Decimal("2.75")


def test_semantics_25_a_requested_device_that_is_not_there_leaves_the_score_provisional(course):
    graded = course.grade(seed="S", devices=(Device.CPU, Device.CUDA))
    assert graded.outcomes("right")["test_mean"] == ["PASSED", "PASSED", "NOT_RUN", "NOT_RUN"]
    assert graded.of("right").score == Decimal("2.75")
    assert graded.of("right").provisional
    assert "mean_of_two: provisional until it has run on cuda" in graded.of("right").notes
    assert graded.of("forgets").score == 0
    assert not graded.of("forgets").provisional  # every test that could run there is lost already


def test_semantics_27_a_failure_in_what_is_used_is_named(graded):
    assert graded.outcomes("forgets")["test_spread"] == "FAILED"
    assert "spread: follows from mean_of_two" in graded.of("forgets").notes
    assert "spread: follows from mean_of_two" not in graded.of("small-only").notes


OVERRIDE = """
schema = 1
[[override]]
submission = "unknown"
exercise = "mean_of_two"
score = {score}
reason = "The statement was ambiguous."
by = "J. Kim"
"""


def test_semantics_28_a_persons_correction_counts_and_survives_regrading(course):
    file = course.tests / "overrides.toml"
    file.write_text(OVERRIDE.format(score=1), "utf-8")
    for fresh in (False, True):
        graded = course.grade(seed="S", fresh=fresh)
        assert graded.of("unknown").score == 1
        (note,) = [note for note in graded.of("unknown").notes if "J. Kim" in note]
        assert "1 instead of 0 points" in note
    data = json.loads((course.out / "report.json").read_text("utf-8"))
    assert [entry["score"] for entry in data["submissions"] if entry["id"] == "unknown"] == [1]
    file.unlink()
    assert course.grade(seed="S").of("unknown").score == 0


def test_semantics_28_a_wrong_correction_is_refused_before_anything_runs(course):
    file = course.tests / "overrides.toml"
    file.write_text(OVERRIDE.format(score=99), "utf-8")
    with pytest.raises(ManifestError, match=r"score 99 is more than the 1\.75 points of 'mean_of_two'"):
        course.grade(seed="not drawn for nothing")
    file.unlink()
    assert course.grade().report.seed == "S"


def test_no_student_reads_the_name_of_a_hidden_test(course, graded):
    texts = [file.read_text("utf-8") for file in course.out.rglob("feedback.*")]
    assert len(texts) == 12
    assert not [text for text in texts if "test_" in text]
