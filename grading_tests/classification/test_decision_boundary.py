"""Hidden tests of decision_boundary."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("decision_boundary")


def numbers(make, **how):
    """w1, w2 and b, which keep away from zero."""
    drawn = make.tensor(3, **how)
    return drawn + 2 * drawn.sign()


def of_numbers(decision_boundary, factor=1.0):
    """The boundary for w1, w2 and b in one tensor, all multiplied by a factor."""
    return lambda three: decision_boundary(factor * three[:2], factor * three[2])


@pytest.mark.points(1)
@pytest.mark.message(ko="기울기는 −w1/w2, 절편은 −b/w2이며 이 순서로 반환해야 합니다.")
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64], ids=str)
def test_slope_and_intercept(student, reference, make, dtype):
    """The slope must be -w1 / w2 and the intercept -b / w2, in this order."""
    three = numbers(make, dtype=dtype)
    agree(of_numbers(student.decision_boundary), of_numbers(reference.decision_boundary), three)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="직선 위의 모든 점에서 확률은 0.5여야 합니다.")
def test_the_probability_is_one_half_on_the_line(student, make):
    """At every point of the line the probability must be 0.5."""
    w1, w2, b = numbers(make, dtype=torch.float64)
    slope, intercept = student.decision_boundary(torch.stack([w1, w2]), b)
    x1 = make.tensor(9, dtype=torch.float64, scale=4.0)
    p = torch.sigmoid(w1 * x1 + w2 * (float(slope) * x1 + float(intercept)) + b)
    assert float((p - 0.5).abs().max()) < 1e-4


@pytest.mark.points(0.5)
@pytest.mark.message(ko="가중치와 편향에 같은 수를 곱해도 경계는 그대로여야 합니다.")
@pytest.mark.parametrize("factor", [8.0, -0.25])
def test_multiples_have_the_same_boundary(student, reference, make, factor):
    """Multiplying weights and bias by one number must not move the boundary."""
    three = numbers(make)
    agree(of_numbers(student.decision_boundary, factor), of_numbers(reference.decision_boundary), three)


@pytest.mark.points(1)
@pytest.mark.message(ko="w1이 0이면 수평선이고, w2가 0이면 ValueError를 일으켜야 합니다.")
def test_horizontal_and_vertical(student, reference):
    """With w1 = 0 the line is horizontal; with w2 = 0 there is none, and ValueError must be raised."""
    for three in ([0.0, -4.0, 1.5], [3.0, 0.0, 1.5], [-2.0, 0.0, -0.5], [0.0, 0.5, 1.0]):
        agree(of_numbers(student.decision_boundary), of_numbers(reference.decision_boundary), torch.tensor(three))
