"""Hidden tests of relu6."""

import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given, tensors

pytestmark = pytest.mark.exercise("relu6")

SHAPES = st.lists(st.integers(2, 4), min_size=1, max_size=3).map(tuple)


def gradient(function):
    """The gradient of the sum of all results; None where none arrives."""

    def ask(x, *further):
        result = function(x, *further)
        return torch.autograd.grad(result.sum(), x)[0] if result.requires_grad else None

    return ask


@pytest.mark.points(1)
@pytest.mark.message(ko="음수는 0, 6보다 큰 값은 6이 되고 그 사이의 값은 그대로여야 합니다.")
@given(x=tensors(SHAPES), examples=12)
def test_any_shape(student, reference, x):
    """Negative elements must become 0, those above 6 become 6, and those between stay."""
    agree(student.relu6, reference.relu6, 8 * x)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="경계 가까이의 값도 정확해야 합니다.")
def test_just_inside_and_outside_the_limits(student, reference):
    """Values just inside and outside of 0 and 6 must be right."""
    x = torch.tensor([-0.03125, 0.03125, 5.96875, 6.03125, 3.0], dtype=torch.float64)
    agree(student.relu6, reference.relu6, x)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="기울기는 0과 6 사이에서 1, 그 밖에서는 0이어야 합니다.")
def test_gradient(student, reference, make):
    """The gradient must be 1 between 0 and 6 and 0 outside."""
    agree(gradient(student.relu6), gradient(reference.relu6), make.tensor(6, 9, scale=8.0, requires_grad=True))
