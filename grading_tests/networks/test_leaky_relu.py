"""Hidden tests of leaky_relu."""

import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given, tensors

pytestmark = pytest.mark.exercise("leaky_relu")

SHAPES = st.lists(st.integers(2, 4), min_size=1, max_size=3).map(tuple)


def gradient(function):
    """The gradient of the sum of all results; None where none arrives."""

    def ask(x, *further):
        result = function(x, *further)
        return torch.autograd.grad(result.sum(), x)[0] if result.requires_grad else None

    return ask


@pytest.mark.points(1)
@pytest.mark.message(ko="음수에는 주어진 기울기를 곱하고 양수는 그대로 두어야 합니다.")
@given(x=tensors(SHAPES), slope=st.sampled_from([0.125, 0.25, 0.75]), examples=12)
def test_any_slope(student, reference, x, slope):
    """Negative elements must be multiplied by the given slope, positive ones stay."""
    agree(student.leaky_relu, reference.leaky_relu, 4 * x, slope)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="기울기를 주지 않으면 0.01이어야 합니다.")
def test_default_slope(student, reference, make):
    """Without an argument the slope must be 0.01."""
    agree.where(per=0)(student.leaky_relu, reference.leaky_relu, -1 - make.tensor(5, 3, scale=8.0).abs())
    agree(student.leaky_relu, reference.leaky_relu, make.tensor(4, 6, scale=8.0))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="미분은 양수에서 1, 음수에서 주어진 기울기여야 합니다.")
def test_gradient(student, reference, make):
    """The gradient must be 1 where x is positive and the given slope where it is negative."""
    x = make.tensor(6, 5, dtype=torch.float64, requires_grad=True)
    agree(gradient(student.leaky_relu), gradient(reference.leaky_relu), x, 0.375)
