"""Hidden tests of linear_regression_gd."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("linear_regression_gd")


def noisy_plane(make, samples, columns, **how):
    """Points that scatter around a plane with an intercept of 1.5."""
    X = make.tensor(samples, columns, **how)
    return X, X @ make.tensor(columns, **how) + 1.5 + make.tensor(samples, scale=0.25, **how)


def parameters(train):
    """What was learned: w and b."""
    return lambda *data: train(*data)[:2]


def losses(train):
    return lambda *data: train(*data)[2]


def on_the_first_half(train):
    return lambda X, y, *how: train(X[: len(X) // 2], y[: len(y) // 2], *how)


def least_squares_solution(X, y, _learning_rate, _num_steps):
    """Where the descent must arrive in the end."""
    A = torch.cat([X, torch.ones_like(X[:, :1])], dim=1)
    beta = torch.linalg.lstsq(A, y[:, None]).solution[:, 0]
    return beta[:-1], beta[-1]


@pytest.mark.points(2)
@pytest.mark.message(ko="w와 b는 0에서 시작하여 단계마다 평균제곱오차의 기울기 반대 방향으로 움직여야 합니다.")
@pytest.mark.parametrize("size", [(11, 3), (6, 1)], ids=["three inputs", "one input"])
def test_steps_against_the_gradient(student, reference, make, size):
    """From zero, w and b must move against the gradient of the mean squared error in every step."""
    data = noisy_plane(make, *size)
    agree(parameters(student.linear_regression_gd), parameters(reference.linear_regression_gd), *data, 0.125, 2)


@pytest.mark.points(2)
@pytest.mark.message(ko="losses에는 각 단계에서 갱신하기 전의 평균제곱오차가 차례로 들어 있어야 합니다.")
@pytest.mark.parametrize("size", [(13, 2), (5, 4)], ids=["tall", "nearly square"])
def test_losses_before_each_step(student, reference, make, size):
    """The losses must be the mean squared errors before each step, in order."""
    data = noisy_plane(make, *size, dtype=torch.float64)
    agree(losses(student.linear_regression_gd), losses(reference.linear_regression_gd), *data, 0.0625, 4)


@pytest.mark.devices("cpu", "cuda")
@pytest.mark.points(2)
@pytest.mark.message(ko="단계가 충분하면 최소 제곱 추정량에 도착해야 합니다.")
def test_learns_the_least_squares_solution(student, make):
    """After enough steps the parameters must be the least-squares estimator."""
    X, y = noisy_plane(make, 80, 3)
    learned = agree.where(level={torch.float32: 1e-3})
    learned(parameters(student.linear_regression_gd), least_squares_solution, X, y, 0.125, 120)


@pytest.mark.points(1)
@pytest.mark.message(ko="표본을 모두 두 번씩 넣어도 결과가 그대로여야 합니다.")
def test_repeated_data_change_nothing(student, reference, make):
    """Data in which every sample occurs twice must give the same result as data in which it occurs once."""
    X, y = noisy_plane(make, 9, 2, dtype=torch.float64)
    twice = torch.cat([X, X]), torch.cat([y, y])
    agree(student.linear_regression_gd, on_the_first_half(reference.linear_regression_gd), *twice, 0.125, 3)


@pytest.mark.points(1)
@pytest.mark.message(ko="한 단계면 손실이 하나, 단계가 없으면 0인 w와 b와 빈 리스트여야 합니다.")
def test_one_step_and_no_step(student, reference, make):
    """One step must give one loss, no step zeros and an empty list."""
    data = noisy_plane(make, 7, 3)
    for num_steps in (1, 0):
        agree(student.linear_regression_gd, reference.linear_regression_gd, *data, 0.25, num_steps)
