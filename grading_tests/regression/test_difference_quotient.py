"""Hidden tests of difference_quotient."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("difference_quotient")

# Any small width, and the central difference too, is within 1e-5 of these slopes.
about = agree.where(level={torch.float64: 1e-4})


def cubic(x):
    return x**3 - 2 * x


def wave(x):
    return torch.sin(2 * x) + x


def growth(x):
    return torch.exp(0.5 * x)


@pytest.mark.points(1)
@pytest.mark.message(ko="h를 주지 않으면 미분계수의 좋은 근사여야 합니다.")
@pytest.mark.parametrize("f", [cubic, wave, growth])
def test_approximates_the_derivative(student, reference, make, f):
    """With the default width the result must be a good approximation of the derivative."""
    about(student.difference_quotient, reference.difference_quotient, f, make.tensor(2, dtype=torch.float64, mean=2.0))


@pytest.mark.points(1)
@pytest.mark.message(ko="x의 모든 원소에서 기울기를 구해야 하고 x를 바꾸면 안 됩니다.")
@pytest.mark.parametrize("shape", [(5,), (3, 4)], ids=["vector", "matrix"])
def test_slope_at_every_point(student, reference, make, shape):
    """The slope must be found at each point of a tensor, which stays as it is."""
    about(student.difference_quotient, reference.difference_quotient, cubic, make.tensor(*shape, dtype=torch.float64))


@pytest.mark.points(1)
@pytest.mark.message(ko="h를 크게 주면 (x, f(x))와 (x + h, f(x + h))를 지나는 직선의 기울기여야 합니다.")
@pytest.mark.parametrize("h", [0.5, 2.0])
def test_slope_of_the_line_to_the_right(student, reference, make, h):
    """For a wide step the result must be the slope of the line through (x, f(x)) and (x + h, f(x + h))."""
    x = make.tensor(6, dtype=torch.float64)
    agree(student.difference_quotient, reference.difference_quotient, cubic, x, h)
