"""Hidden tests of matmul."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("matmul")


def from_the_left(matmul):
    return lambda a, b, c: matmul(matmul(a, b), c)


def from_the_right(matmul):
    return lambda a, b, c: matmul(a, matmul(b, c))


@pytest.mark.points(1.5)
@pytest.mark.message(ko="(i, k) 원소는 a[i, j] b[j, k]를 j에 대해 더한 값이어야 합니다.")
@pytest.mark.parametrize(("n", "m", "p"), [(3, 5, 4), (6, 2, 7)], ids=["long sums", "short sums"])
def test_sums_the_products(student, reference, make, n, m, p):
    """Element (i, k) must be the sum of a[i, j] b[j, k] over j."""
    agree(student.matmul, reference.matmul, make.tensor(n, m), make.tensor(m, p))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="행이나 열이 하나뿐이어도 결과는 2차원이어야 합니다.")
@pytest.mark.parametrize(("n", "m", "p"), [(1, 4, 3), (5, 1, 2), (3, 6, 1)], ids=["one row", "one term", "one column"])
def test_single_rows_and_columns(student, reference, make, n, m, p):
    """With a single row, column or term the result must still have two dimensions."""
    a, b = make.tensor(n, m, dtype=torch.float64), make.tensor(m, p, dtype=torch.float64)
    agree(student.matmul, reference.matmul, a, b)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="전치하여 얻은, 메모리에서 연속이 아닌 행렬도 곱할 수 있어야 합니다.")
def test_transposed_factors(student, reference, make):
    """Factors that are transposes, and not contiguous in memory, must do."""
    agree(student.matmul, reference.matmul, make.tensor(4, 2).T, make.tensor(5, 4).T)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="(AB)C와 A(BC)는 같아야 합니다.")
def test_is_associative(student, reference, make):
    """(AB)C must be A(BC)."""
    factors = make.tensor(2, 6), make.tensor(6, 3), make.tensor(3, 5)
    agree(from_the_left(student.matmul), from_the_right(reference.matmul), *factors)
