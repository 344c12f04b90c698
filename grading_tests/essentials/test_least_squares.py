"""Hidden tests of least_squares."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("least_squares")


def noisy_line(make, count, scale, mean):
    """Points that scatter around y = -1.75 x + 6.5."""
    x = make.tensor(count, scale=scale, mean=mean)
    return x, -1.75 * x + 6.5 + make.tensor(count, scale=0.5)


def first(fit):
    return lambda x, y: fit(x, y)[0]


def second(fit):
    return lambda x, y: fit(x, y)[1]


@pytest.mark.points(2)
@pytest.mark.message(ko="기울기 m은 잔차제곱합을 가장 작게 만드는 값이어야 합니다.")
@pytest.mark.parametrize("sample", [(37, 1.0, 0.5), (180, 10.0, -4.0)], ids=["small", "large"])
def test_finds_the_slope(student, reference, make, sample):
    """The slope m must make the residual sum of squares as small as possible."""
    x, y = noisy_line(make, *sample)
    agree(first(student.least_squares), first(reference.least_squares), x, y)


@pytest.mark.points(1)
@pytest.mark.message(ko="절편 b는 그 기울기의 직선이 평균점을 지나도록 정해야 합니다.")
def test_finds_the_intercept(student, reference, make):
    """The intercept b must let the line of that slope pass through the point of means."""
    x, y = noisy_line(make, 60, scale=2.0, mean=1.0)
    agree(second(student.least_squares), second(reference.least_squares), x, y)


@pytest.mark.points(1)
@pytest.mark.message(ko="점들이 한 직선 위에 있으면 바로 그 직선을, 기울기와 절편의 순서로 반환해야 합니다.")
def test_recovers_the_line_that_all_points_lie_on(student, reference, make):
    """For points on one line the result must be that line: the slope first, then the intercept."""
    x = make.tensor(25, mean=1.0)
    agree(student.least_squares, reference.least_squares, x, 2.5 * x - 0.75)


@pytest.mark.points(1)
@pytest.mark.message(ko="점이 두 개뿐이면 직선은 두 점을 모두 지나야 합니다.")
def test_joins_two_points(student, reference):
    """Through only two points the line must pass exactly."""
    agree(student.least_squares, reference.least_squares, torch.tensor([-1.5, 2.5]), torch.tensor([4.0, -2.0]))


@pytest.mark.points(1)
@pytest.mark.message(ko="연도처럼 0에서 먼 float64 자료에서도 자릿수를 잃지 않아야 합니다.")
def test_keeps_the_digits_of_float64(student, reference, make):
    """Data in float64 far away from zero, such as years, must keep their digits."""
    x = make.tensor(60, dtype=torch.float64, scale=10.0, mean=2000.0)
    y = 0.25 * x - 300.0 + make.tensor(60, dtype=torch.float64, scale=0.5)
    # Over 400 draws, right formulas differ by at most 1.2e-10 on such data, one in float32 by at least 7e-7.
    agree.where(level={torch.float64: 1e-8})(student.least_squares, reference.least_squares, x, y)
