"""Hidden tests of rowwise_dot."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("rowwise_dot")


def of_the_sum(rowwise_dot):
    return lambda a, b, c: rowwise_dot(a + b, c)


def sum_of_both(rowwise_dot):
    return lambda a, b, c: rowwise_dot(a, c) + rowwise_dot(b, c)


@pytest.mark.points(1)
@pytest.mark.message(ko="i번째 원소는 a와 b의 i번째 행끼리의 내적이어야 합니다.")
@pytest.mark.parametrize("shape", [(3, 6), (7, 2), (1, 5)], ids=["wide", "tall", "one row"])
def test_multiplies_rows_of_the_same_number(student, reference, make, shape):
    """Element i must be the inner product of row i of a and row i of b."""
    agree(student.rowwise_dot, reference.rowwise_dot, make.tensor(*shape, mean=3.0), make.tensor(*shape, mean=3.0))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="행렬을 자기 자신과 곱하면 각 행 길이의 제곱이 나와야 합니다.")
def test_a_matrix_with_itself(student, reference, make):
    """A matrix with itself must give the squared length of each row."""
    a = make.tensor(4, 7, dtype=torch.float64)
    agree(student.rowwise_dot, reference.rowwise_dot, a, a)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="(a + b)와의 내적은 각각의 내적의 합이어야 합니다.")
def test_is_linear(student, reference, make):
    """The products with a + b must be those with a plus those with b."""
    a, b, c = make.tensor(5, 3), make.tensor(5, 3), make.tensor(5, 3, mean=1.0)
    agree(of_the_sum(student.rowwise_dot), sum_of_both(reference.rowwise_dot), a, b, c)
