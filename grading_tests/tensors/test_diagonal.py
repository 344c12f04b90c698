"""Hidden tests of diagonal."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("diagonal")


def of_the_outer_product(diagonal):
    """The diagonal of the matrix with the elements u[i] v[j]."""
    return lambda u, v: diagonal(u[:, None] * v[None, :])


def product_of_each_pair(u, v):
    return u * v


@pytest.mark.points(1)
@pytest.mark.message(ko="대각원소 a[i, i]를 위에서부터 차례로 반환해야 합니다.")
@pytest.mark.parametrize("n", [5, 8, 1])
def test_takes_the_diagonal(student, reference, make, n):
    """The result must be the elements a[i, i], from the top."""
    agree(student.diagonal, reference.diagonal, make.tensor(n, n))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="자료형은 그대로여야 합니다.")
@pytest.mark.parametrize("dtype", [torch.int64, torch.float64], ids=["integers", "double precision"])
def test_keeps_the_dtype(student, reference, make, dtype):
    """The dtype must stay as it is."""
    a = make.tensor(6, 6, dtype=torch.float64, scale=50.0).to(dtype)
    agree.where(exact_dtype=True)(student.diagonal, reference.diagonal, a)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="(i, j) 원소가 u[i] v[j]인 행렬의 대각원소는 u[i] v[i]여야 합니다.")
def test_diagonal_of_an_outer_product(student, make):
    """The diagonal of the matrix with the elements u[i] v[j] must be u[i] v[i]."""
    agree(of_the_outer_product(student.diagonal), product_of_each_pair, make.tensor(7), make.tensor(7))
