"""Hidden tests of scatter_rows."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("scatter_rows")


def positions(make, rows, count, width):
    """Different positions within each row, in no order."""
    return make.tensor(rows, width).argsort(dim=1)[:, :count].contiguous()


def in_another_order(scatter_rows, order):
    """Asked with the pairs of a value and its position in another order."""
    return lambda values, index, width: scatter_rows(values[:, order], index[:, order], width)


@pytest.mark.points(1.5)
@pytest.mark.message(ko="n번째 행의 index[n, k] 자리에 values[n, k]가 있고 나머지는 0이어야 합니다.")
@pytest.mark.parametrize(("rows", "count", "width"), [(3, 4, 9), (6, 2, 5)], ids=["wide", "tall"])
def test_puts_each_value_at_its_position(student, reference, make, rows, count, width):
    """Row n must hold values[n, k] at position index[n, k], and zeros elsewhere."""
    index = positions(make, rows, count, width)
    agree(student.scatter_rows, reference.scatter_rows, make.tensor(rows, count, mean=3.0), index, width)


@pytest.mark.points(1)
@pytest.mark.message(ko="width가 K와 같으면 각 행의 순서만 바뀌어야 합니다.")
def test_reorders_a_full_row(student, reference):
    """Where width is K, each row must only change its order."""
    index = torch.tensor([[2, 0, 3, 1], [3, 1, 0, 2], [1, 2, 3, 0]])
    values = torch.tensor([[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0], [9.0, 10.0, 11.0, 12.0]])
    agree(student.scatter_rows, reference.scatter_rows, values, index, 4)


@pytest.mark.points(1)
@pytest.mark.message(ko="결과의 자료형은 values와 같아야 합니다.")
@pytest.mark.parametrize("dtype", [torch.int64, torch.float64], ids=["integers", "double precision"])
def test_keeps_the_dtype(student, reference, make, dtype):
    """The result must have the dtype of the values."""
    values = make.tensor(4, 3, dtype=torch.float64, scale=100.0).to(dtype)
    agree.where(exact_dtype=True)(student.scatter_rows, reference.scatter_rows, values, positions(make, 4, 3, 7), 7)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="값과 위치의 순서를 함께 바꾸어도 결과는 그대로여야 합니다.")
def test_the_order_of_the_pairs_does_not_matter(student, reference, make):
    """Values and positions in another common order must give the same rows."""
    inputs = make.tensor(5, 4, mean=4.0), positions(make, 5, 4, 8), 8
    agree(in_another_order(student.scatter_rows, [2, 0, 3, 1]), reference.scatter_rows, *inputs)
