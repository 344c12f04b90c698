"""Hidden tests of relu_derivative."""

import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given, tensors

pytestmark = pytest.mark.exercise("relu_derivative")

SHAPES = st.lists(st.integers(2, 4), min_size=1, max_size=3).map(tuple)


def backward(derivative):
    """A gradient on its way back through ReLU."""
    return lambda incoming, x: incoming * derivative(x)


@pytest.mark.points(1)
@pytest.mark.message(ko="어떤 크기의 텐서에서도 양수인 곳은 1, 음수인 곳은 0인 실수 텐서여야 합니다.")
@given(x=tensors(SHAPES), examples=12)
def test_any_shape(student, reference, x):
    """In a tensor of any shape, the result must be the number 1 where x is positive and 0 where it is negative."""
    agree(student.relu_derivative, reference.relu_derivative, 4 * x)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="값이 아주 작거나 커도 0과 1이어야 합니다.")
@pytest.mark.parametrize("scale", [2.0**-10, 2.0**10], ids=["small", "large"])
def test_any_scale(student, reference, make, scale):
    """Very small and very large values must give 0 and 1 as well."""
    agree(student.relu_derivative, reference.relu_derivative, make.tensor(7, 5, dtype=torch.float64, scale=scale))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="ReLU의 역전파와 같은 기울기를 주어야 합니다.")
def test_is_what_backpropagation_needs(student, reference, make):
    """Multiplied with an incoming gradient it must give what backpropagation through ReLU gives."""
    agree(backward(student.relu_derivative), backward(reference.relu_derivative), make.tensor(6, 9), make.tensor(6, 9))
