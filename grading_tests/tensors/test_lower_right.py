"""Hidden tests of lower_right."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("lower_right")


@pytest.mark.points(1)
@pytest.mark.message(ko="마지막 k개 행과 마지막 k개 열이 만나는 블록을 원래 순서대로 반환해야 합니다.")
@pytest.mark.parametrize("shape", [(5, 8), (9, 4)], ids=["wide", "tall"])
def test_takes_the_corner(student, reference, make, shape):
    """The result must be the last k rows of the last k columns, in their order."""
    agree(student.lower_right, reference.lower_right, make.tensor(*shape), 3)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="k가 짧은 쪽의 길이와 같아도 되고, 정수 텐서에서도 동작해야 합니다.")
@pytest.mark.parametrize("shape", [(4, 6), (7, 4)], ids=["wide", "tall"])
def test_as_large_as_the_shorter_side(student, reference, make, shape):
    """The corner may be as large as the shorter side, and of whole numbers."""
    agree(student.lower_right, reference.lower_right, make.integers(-50, 50, *shape), 4)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="k = 1이면 마지막 원소 하나, k = 0이면 크기 (0, 0)인 빈 텐서여야 합니다.")
@pytest.mark.parametrize("k", [1, 0])
def test_the_smallest_corners(student, reference, make, k):
    """For k = 1 one element must be left, for k = 0 none, in the shape (0, 0)."""
    agree(student.lower_right, reference.lower_right, make.tensor(3, 5, dtype=torch.float64), k)
