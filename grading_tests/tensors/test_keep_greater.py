"""Hidden tests of keep_greater."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("keep_greater")


@pytest.mark.points(1)
@pytest.mark.message(ko="크기가 어떻든 기준값보다 큰 원소를 행 순서대로 1차원 텐서에 담아야 합니다.")
@pytest.mark.parametrize("shape", [(5, 7), (11,), (2, 4, 3)], ids=["matrix", "vector", "three dimensions"])
@pytest.mark.parametrize("threshold", [0.25, -0.5])
def test_keeps_greater_elements_in_order(student, reference, make, shape, threshold):
    """The elements greater than the threshold must come back in one dimension, row by row, for any shape."""
    agree(student.keep_greater, reference.keep_greater, make.tensor(*shape), threshold)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="기준값과 같은 원소는 남기지 않으며, 정수 텐서는 정수로 남아야 합니다.")
def test_leaves_out_equal_elements(student, reference, make):
    """An element equal to the threshold must not be kept, and whole numbers must stay whole."""
    t = make.integers(-3, 4, 6, 5)
    t[2, 3] = 1
    t[4, 1] = 2
    agree(student.keep_greater, reference.keep_greater, t, 1)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="기준값보다 큰 원소가 없으면 빈 1차원 텐서를 반환해야 합니다.")
@pytest.mark.parametrize("threshold", [64.0, 0.0], ids=["nothing is greater", "something is greater"])
def test_may_keep_nothing(student, reference, make, threshold):
    """Where nothing is greater, the result must be an empty tensor of one dimension."""
    agree(student.keep_greater, reference.keep_greater, make.tensor(4, 3, dtype=torch.float64), threshold)
