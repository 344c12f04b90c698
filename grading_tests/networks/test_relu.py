"""Hidden tests of relu."""

import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given, tensors

pytestmark = pytest.mark.exercise("relu")

SHAPES = st.lists(st.integers(2, 4), min_size=1, max_size=3).map(tuple)


def gradient(function):
    """The gradient of the sum of all results; None where none arrives."""

    def ask(x, *further):
        result = function(x, *further)
        return torch.autograd.grad(result.sum(), x)[0] if result.requires_grad else None

    return ask


@pytest.mark.points(1)
@pytest.mark.message(ko="어떤 크기의 텐서에서도 양수는 그대로, 음수는 0이 되어야 합니다.")
@given(x=tensors(SHAPES), examples=12)
def test_any_shape(student, reference, x):
    """In a tensor of any shape, positive elements must stay and negative ones become 0."""
    agree(student.relu, reference.relu, 4 * x)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="받은 자료형 그대로 계산해야 하고, 인수를 바꾸어서는 안 됩니다.")
def test_keeps_the_precision(student, reference, make):
    """The result must be as precise as the argument, which must stay unchanged."""
    agree(student.relu, reference.relu, make.tensor(5, 7, dtype=torch.float64, scale=32.0))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="기울기는 양수인 원소에서 1, 음수인 원소에서 0이어야 합니다.")
def test_gradient(student, reference, make):
    """The gradient must be 1 where x is positive and 0 where it is negative."""
    agree(gradient(student.relu), gradient(reference.relu), make.tensor(6, 5, requires_grad=True))
