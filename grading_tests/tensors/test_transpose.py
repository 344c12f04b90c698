"""Hidden tests of transpose."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("transpose")


def of_the_product(transpose):
    return lambda a, b: transpose(a @ b)


def product_of_the_transposes(transpose):
    return lambda a, b: transpose(b) @ transpose(a)


@pytest.mark.points(1)
@pytest.mark.message(ko="(j, i) 원소가 a[i, j]여야 합니다.")
@pytest.mark.parametrize("shape", [(3, 5), (7, 4), (1, 6)], ids=["wide", "tall", "one row"])
def test_exchanges_rows_and_columns(student, reference, make, shape):
    """Element (j, i) of the result must be a[i, j]."""
    agree(student.transpose, reference.transpose, make.tensor(*shape))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="자료형은 그대로여야 합니다.")
@pytest.mark.parametrize("dtype", [torch.int64, torch.float64], ids=["integers", "double precision"])
def test_keeps_the_dtype(student, reference, make, dtype):
    """The dtype must stay as it is."""
    a = make.tensor(6, 2, dtype=torch.float64, scale=50.0).to(dtype)
    agree.where(exact_dtype=True)(student.transpose, reference.transpose, a)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="AB의 전치행렬은 B의 전치행렬과 A의 전치행렬의 곱이어야 합니다.")
def test_transpose_of_a_product(student, reference, make):
    """The transpose of AB must be the transpose of B times the transpose of A."""
    a, b = make.tensor(2, 5), make.tensor(5, 3)
    agree(of_the_product(student.transpose), product_of_the_transposes(reference.transpose), a, b)
