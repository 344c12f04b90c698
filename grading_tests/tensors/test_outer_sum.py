"""Hidden tests of outer_sum."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("outer_sum")


def exchanged(outer_sum):
    """Asked with row and column exchanged, and turned back."""
    return lambda row, column: outer_sum(column, row).T


@pytest.mark.points(1)
@pytest.mark.message(ko="(i, j) 원소는 column[i] + row[j]여야 합니다.")
@pytest.mark.parametrize(("width", "height"), [(5, 3), (2, 6), (4, 4)], ids=["wide", "tall", "square"])
def test_adds_each_to_each(student, reference, make, width, height):
    """Element (i, j) must be column[i] + row[j], whether the two are equally long or not."""
    agree(student.outer_sum, reference.outer_sum, make.tensor(width), make.tensor(height, scale=4.0))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="row와 column을 바꾸어 부르면 결과는 전치되어야 합니다.")
def test_exchanging_the_two_transposes_the_result(student, reference, make):
    """With row and column exchanged the result must be the transpose."""
    row, column = make.tensor(7, dtype=torch.float64), make.tensor(3, dtype=torch.float64)
    agree(exchanged(student.outer_sum), reference.outer_sum, row, column)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="정수 텐서는 정수로 남고, 원소가 하나뿐이어도 결과는 2차원이어야 합니다.")
@pytest.mark.parametrize(("width", "height"), [(4, 1), (1, 5)], ids=["one row", "one column"])
def test_single_elements_and_whole_numbers(student, reference, make, width, height):
    """One element on either side must still give two dimensions, and whole numbers must stay whole."""
    agree(student.outer_sum, reference.outer_sum, make.integers(-20, 20, width), make.integers(1, 9, height))
