"""Hidden tests of least_squares_cov."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("least_squares_cov")


def falling_line(make, count, scale, mean):
    """Points that scatter around y = -0.75 x + 3."""
    x = make.tensor(count, scale=scale, mean=mean)
    return x, -0.75 * x + 3.0 + make.tensor(count, scale=0.5)


def first(fit):
    return lambda x, y: fit(x, y)[0]


def second(fit):
    return lambda x, y: fit(x, y)[1]


def in_fahrenheit(fit):
    """The line fitted to temperatures in Fahrenheit, and translated back to Celsius."""

    def ask(x, y):
        m, b = fit(1.75 * x + 32, y)
        return 1.75 * m, b + 32 * m

    return ask


@pytest.mark.points(1.5)
@pytest.mark.message(ko="기울기 m은 공분산을 x의 분산으로 나눈 값이어야 합니다.")
@pytest.mark.parametrize("sample", [(6, 1.0, 0.5), (150, 4.0, -2.0)], ids=["six points", "many points"])
def test_slope_is_covariance_over_variance(student, reference, make, sample):
    """The slope m must be the covariance of x and y divided by the variance of x."""
    agree(first(student.least_squares_cov), first(reference.least_squares_cov), *falling_line(make, *sample))


@pytest.mark.points(1)
@pytest.mark.message(ko="직선은 평균점을 지나야 합니다.")
def test_line_passes_through_the_point_of_means(student, reference, make):
    """The intercept b must let the line pass through the point of means."""
    data = falling_line(make, 40, scale=2.0, mean=1.5)
    agree(second(student.least_squares_cov), second(reference.least_squares_cov), *data)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="x의 단위와 원점을 바꾸어도 같은 직선이어야 합니다.")
def test_another_unit_of_x_gives_the_same_line(student, reference, make):
    """With x in another unit and counted from another zero, the result must describe the same line."""
    x = make.tensor(30, dtype=torch.float64, scale=8.0, mean=15.0)
    y = 0.5 * x - 2.0 + make.tensor(30, dtype=torch.float64)
    agree(in_fahrenheit(student.least_squares_cov), reference.least_squares_cov, x, y)


@pytest.mark.points(1)
@pytest.mark.message(ko="연도처럼 0에서 먼 float64 자료에서도 자릿수를 잃지 않아야 합니다.")
def test_keeps_the_digits_of_float64(student, reference, make):
    """Data in float64 far away from zero, such as years, must keep their digits."""
    x = make.tensor(50, dtype=torch.float64, scale=10.0, mean=2000.0)
    y = 0.25 * x - 300.0 + make.tensor(50, dtype=torch.float64, scale=0.5)
    # mean(xy) - mean(x) mean(y) is right too and loses a few digits here
    agree.where(level={torch.float64: 1e-8})(student.least_squares_cov, reference.least_squares_cov, x, y)
