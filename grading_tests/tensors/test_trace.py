"""Hidden tests of trace."""

import pytest

from autograder.testing import agree

pytestmark = pytest.mark.exercise("trace")


def of_the_product(trace):
    return lambda a, b: trace(a @ b)


def of_the_product_turned_round(trace):
    return lambda a, b: trace(b @ a)


@pytest.mark.points(1)
@pytest.mark.message(ko="대각원소 a[i, i]의 합이어야 합니다.")
@pytest.mark.parametrize("n", [4, 7, 1])
def test_adds_up_the_diagonal(student, reference, make, n):
    """The result must be the sum of the elements a[i, i]."""
    agree(student.trace, reference.trace, make.tensor(n, n, mean=2.0))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="정수 행렬의 대각합은 정수여야 합니다.")
def test_whole_numbers(student, reference, make):
    """The trace of a matrix of whole numbers must be a whole number."""
    agree(student.trace, reference.trace, make.integers(1, 200, 5, 5))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="AB의 대각합과 BA의 대각합은 같아야 합니다.")
def test_does_not_care_which_factor_comes_first(student, reference, make):
    """The traces of AB and of BA must be the same."""
    a, b = make.tensor(3, 6, mean=2.0), make.tensor(6, 3, mean=2.0)
    agree(of_the_product(student.trace), of_the_product_turned_round(reference.trace), a, b)
