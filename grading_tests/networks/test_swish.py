"""Hidden tests of swish."""

import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given, tensors

pytestmark = pytest.mark.exercise("swish")

SHAPES = st.lists(st.integers(2, 4), min_size=1, max_size=3).map(tuple)


def gradient(function):
    """The gradient of the sum of all results; None where none arrives."""

    def ask(x, *further):
        result = function(x, *further)
        return torch.autograd.grad(result.sum(), x)[0] if result.requires_grad else None

    return ask


@pytest.mark.points(1)
@pytest.mark.message(ko="어떤 크기의 텐서에서도 x에 시그모이드를 곱한 값이어야 합니다.")
@given(x=tensors(SHAPES), examples=12)
def test_any_shape(student, reference, x):
    """In a tensor of any shape, every element must be multiplied by its sigmoid."""
    agree(student.swish, reference.swish, 2 * x)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="값이 커도 NaN이 나오지 않아야 합니다.")
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64], ids=["float32", "float64"])
def test_large_values(student, reference, make, dtype):
    """Large values of either sign must not give NaN."""
    large = 800 + make.tensor(4, dtype=dtype).abs()
    agree(student.swish, reference.swish, torch.stack([large, -large, make.tensor(4, dtype=dtype)]))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="기울기는 두 곳에 쓰인 x를 모두 지나야 합니다.")
def test_gradient(student, reference, make):
    """The gradient must take both uses of x into account."""
    x = make.tensor(6, 5, dtype=torch.float64, scale=2.0, requires_grad=True)
    agree(gradient(student.swish), gradient(reference.swish), x)
