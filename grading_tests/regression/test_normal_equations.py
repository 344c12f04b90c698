"""Hidden tests of normal_equations."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("normal_equations")


def with_columns_in_order(solve, order):
    """The same fit with the columns of X in another order; the coefficients are sorted back."""
    return lambda X, y: solve(X[:, order], y)[order.argsort()]


@pytest.mark.points(1.5)
@pytest.mark.message(ko="잔차제곱합을 가장 작게 만드는 계수를 열마다 하나씩 반환해야 합니다.")
@pytest.mark.parametrize("shape", [(17, 2), (60, 5)], ids=["two columns", "five columns"])
def test_smallest_sum_of_squares(student, reference, make, shape):
    """The coefficients, one per column, must make the sum of squared residuals as small as possible."""
    X = make.tensor(*shape, mean=0.5)
    agree(student.normal_equations, reference.normal_equations, X, make.tensor(shape[0], scale=2.0))


@pytest.mark.points(1)
@pytest.mark.message(ko="1로 된 열을 인수에 넣으면 절편이 되고, 넣지 않으면 절편이 없어야 합니다.")
@pytest.mark.parametrize("intercept", [True, False], ids=["with ones", "without ones"])
def test_intercept_only_where_a_column_of_ones_is_given(student, reference, make, intercept):
    """A column of ones in X must get the intercept; without one the plane goes through the origin."""
    X = make.tensor(31, 3, dtype=torch.float64)
    X[:, 0] = 1.0 if intercept else X[:, 0]
    y = X @ torch.tensor([4.0, -1.5, 0.25], dtype=torch.float64) + 2.0
    agree(student.normal_equations, reference.normal_equations, X, y)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="X의 열 순서를 바꾸면 계수의 순서만 바뀌어야 합니다.")
def test_columns_in_another_order(student, reference, make):
    """Columns in another order must give the same coefficients in that order."""
    X, order = make.tensor(25, 4, dtype=torch.float64, mean=1.0), torch.tensor([2, 0, 3, 1])
    y = make.tensor(25, dtype=torch.float64)
    agree(with_columns_in_order(student.normal_equations, order), reference.normal_equations, X, y)


@pytest.mark.points(1)
@pytest.mark.message(ko="표본이 계수만큼만 있으면 모든 표본을 정확히 맞혀야 합니다.")
def test_as_many_samples_as_coefficients(student, reference, make):
    """With as many samples as coefficients the fit must be exact."""
    X = 4 * torch.eye(3, dtype=torch.float64) + make.tensor(3, 3, dtype=torch.float64, scale=0.25)
    y = X @ torch.tensor([1.0, -2.0, 0.5], dtype=torch.float64)
    agree(student.normal_equations, reference.normal_equations, X, y)
