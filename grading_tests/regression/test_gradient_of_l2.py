"""Hidden tests of gradient_of_l2."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("gradient_of_l2")


def problem(make, samples, columns, **how):
    return make.tensor(samples, columns, **how), make.tensor(samples, mean=1.0, **how), make.tensor(columns, **how)


def of_norm(gradients):
    return lambda X, y, beta: gradients(X, y, beta)[0]


def of_square(gradients):
    return lambda X, y, beta: gradients(X, y, beta)[1]


@pytest.mark.points(1.5)
@pytest.mark.message(ko="첫 번째 결과는 노름 ||y - X beta||의 기울기여야 합니다.")
@pytest.mark.parametrize("size", [(7, 3), (40, 2)], ids=["short", "tall"])
def test_gradient_of_the_norm(student, reference, make, size):
    """The first result must be the gradient of the norm ||y - X beta||."""
    agree(of_norm(student.gradient_of_l2), of_norm(reference.gradient_of_l2), *problem(make, *size, scale=2.0))


@pytest.mark.points(1.5)
@pytest.mark.message(ko="두 번째 결과는 노름의 제곱 ||y - X beta||^2의 기울기여야 합니다.")
@pytest.mark.parametrize("size", [(5, 4), (2, 6)], ids=["tall", "more columns than samples"])
def test_gradient_of_the_square(student, reference, make, size):
    """The second result must be the gradient of the square ||y - X beta||^2."""
    data = problem(make, *size, dtype=torch.float64)
    agree(of_square(student.gradient_of_l2), of_square(reference.gradient_of_l2), *data)


@pytest.mark.points(1)
@pytest.mark.message(ko="잔차가 모두 0이면 NaN이 아니라 0이어야 하고, 조금이라도 벗어나면 기울기가 있어야 합니다.")
def test_perfect_fit_gives_zeros(student, reference, make):
    """Where every residual is zero both results must be zeros instead of NaN; next to it they must not be."""
    X, beta = make.integers(-4, 5, 6, 3).to(torch.float32), make.integers(1, 5, 3).to(torch.float32)
    agree(student.gradient_of_l2, reference.gradient_of_l2, X, X @ beta + 0.5, beta)
    agree(student.gradient_of_l2, reference.gradient_of_l2, X, X @ beta, beta)
