"""Hidden tests of stack_as_unsqueeze_cat."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("stack_as_unsqueeze_cat")


def several(make, count, *shape, **how):
    return [make.tensor(*shape, **how) for _ in range(count)]


@pytest.mark.points(1.5)
@pytest.mark.message(ko="새 차원은 dim 위치에 생기고, 그 크기는 텐서의 개수여야 합니다.")
@pytest.mark.parametrize("dim", [0, 1, 2])
def test_puts_the_new_dimension_at_dim(student, reference, make, dim):
    """The new dimension must be the one numbered dim, as long as there are tensors."""
    agree(student.stack_as_unsqueeze_cat, reference.stack_as_unsqueeze_cat, several(make, 4, 3, 5), dim)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="음수 dim은 결과의 뒤에서부터 세어야 합니다.")
@pytest.mark.parametrize("dim", [-1, -2, -3])
def test_a_negative_dim_counts_from_the_end(student, reference, make, dim):
    """A negative dim must count from the end of the result."""
    tensors = several(make, 2, 5, 4, dtype=torch.float64)
    agree(student.stack_as_unsqueeze_cat, reference.stack_as_unsqueeze_cat, tensors, dim)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="텐서가 하나뿐이거나 0차원이어도 차원이 하나 늘어나야 합니다.")
@pytest.mark.parametrize(
    ("count", "shape", "dim"), [(1, (2, 3), 1), (4, (), 0)], ids=["one tensor", "tensors without dimensions"]
)
def test_adds_a_dimension_even_here(student, reference, make, count, shape, dim):
    """One tensor alone, and tensors of no dimension, must get a new dimension as well."""
    tensors = [make.integers(0, 100, *shape) for _ in range(count)]
    agree(student.stack_as_unsqueeze_cat, reference.stack_as_unsqueeze_cat, tensors, dim)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="튜플에 담긴 정수 텐서도 쌓을 수 있어야 합니다.")
def test_a_tuple_of_whole_numbers(student, reference, make):
    """A tuple of tensors of whole numbers must do, and stay whole."""
    tensors = tuple(make.integers(0, 100, 2, 3, 4) for _ in range(5))
    agree(student.stack_as_unsqueeze_cat, reference.stack_as_unsqueeze_cat, tensors, 2)
