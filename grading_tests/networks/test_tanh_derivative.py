"""Hidden tests of tanh_derivative."""

import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given, tensors

pytestmark = pytest.mark.exercise("tanh_derivative")

SHAPES = st.lists(st.integers(2, 4), min_size=1, max_size=3).map(tuple)


@pytest.mark.points(1)
@pytest.mark.message(ko="어떤 크기의 텐서에서도 각 원소에서의 tanh의 기울기여야 합니다.")
@given(x=tensors(SHAPES), examples=12)
def test_any_shape(student, reference, x):
    """In a tensor of any shape, every element must become the slope of tanh there."""
    agree(student.tanh_derivative, reference.tanh_derivative, x)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="값이 커도 NaN이 나오지 않아야 합니다.")
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64], ids=["float32", "float64"])
def test_large_values(student, reference, make, dtype):
    """Large values of either sign must not give NaN."""
    large = 800 + make.tensor(5, dtype=dtype).abs()
    x = torch.stack([large, -large, make.tensor(5, dtype=dtype)])
    agree(student.tanh_derivative, reference.tanh_derivative, x)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="차분 몫으로 구한 tanh의 기울기와 같아야 합니다.")
def test_is_the_slope_of_tanh(student, make):
    """It must be the slope that a difference quotient of tanh finds."""
    x, h = make.tensor(7, 3, dtype=torch.float64), 2.0**-14
    slope = (torch.tanh(x + h) - torch.tanh(x - h)) / (2 * h)
    agree.where(level={torch.float64: 1e-6})(student.tanh_derivative, lambda _x: slope, x)
