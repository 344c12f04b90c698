"""Hidden tests of hard_swish."""

import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given, tensors

pytestmark = pytest.mark.exercise("hard_swish")

SHAPES = st.lists(st.integers(2, 4), min_size=1, max_size=3).map(tuple)


def gradient(function):
    """The gradient of the sum of all results; None where none arrives."""

    def ask(x, *further):
        result = function(x, *further)
        return torch.autograd.grad(result.sum(), x)[0] if result.requires_grad else None

    return ask


@pytest.mark.points(1)
@pytest.mark.message(ko="-3과 3 사이에서 x(x + 3)/6이어야 합니다.")
@given(x=tensors(SHAPES), examples=12)
def test_between_the_limits(student, reference, x):
    """Between -3 and 3 the function must be x(x + 3)/6, for tensors of any shape."""
    agree(student.hard_swish, reference.hard_swish, torch.tanh(x) * 2.75)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="3보다 크면 x 자신, -3보다 작으면 0이어야 합니다.")
def test_beyond_the_limits(student, reference, make):
    """Above 3 the function must be x itself, below -3 it must be 0."""
    beyond = 3.5 + make.tensor(5, dtype=torch.float64, scale=8.0).abs()
    agree(student.hard_swish, reference.hard_swish, torch.stack([beyond, -beyond]))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="기울기는 두 곳에 쓰인 x를 모두 지나야 합니다.")
def test_gradient(student, reference, make):
    """The gradient must take both uses of x into account."""
    x = make.tensor(6, 9, dtype=torch.float64, scale=3.0, requires_grad=True)
    agree(gradient(student.hard_swish), gradient(reference.hard_swish), x)
