"""Hidden tests of sigmoid."""

import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given, tensors

pytestmark = pytest.mark.exercise("sigmoid")


def gradient(sigmoid):
    """The gradient of a weighted sum, so that every element has another one."""
    return lambda x, weights: torch.autograd.grad((sigmoid(x) * weights).sum(), x)[0]


@pytest.mark.points(1)
@pytest.mark.message(ko="모든 크기의 텐서에서 원소마다 1 / (1 + exp(-x))여야 합니다.")
@given(x=tensors(st.lists(st.integers(1, 4), min_size=1, max_size=3).map(tuple)), examples=12)
def test_any_shape(student, reference, x):
    """For a tensor of any shape every element must become 1 / (1 + exp(-x))."""
    agree(student.sigmoid, reference.sigmoid, x)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="float64에서도, 아주 작거나 꽤 큰 값에서도 정확해야 합니다.")
@pytest.mark.parametrize("scale", [0.0625, 8.0], ids=["small", "large"])
def test_float64(student, reference, make, scale):
    """In float64, too, values near zero and rather large ones must be right."""
    agree(student.sigmoid, reference.sigmoid, make.tensor(7, 3, dtype=torch.float64, scale=scale))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="아주 큰 양수와 음수에서 NaN이 아니라 1과 0이어야 합니다.")
def test_large_inputs_give_one_and_zero(student, reference, make):
    """Very large numbers must give 1, very negative ones 0, and none of them NaN."""
    x = 200 * make.tensor(9).sign() + make.tensor(9)
    agree(student.sigmoid, reference.sigmoid, torch.cat([x, -x, torch.tensor([1024.0, -1024.0])]))


@pytest.mark.points(1)
@pytest.mark.message(ko="기울기는 σ(x)(1 − σ(x))이고, 아주 큰 입력에서도 NaN이 아니어야 합니다.")
def test_gradient(student, reference, make):
    """The gradient must be sigmoid(x) (1 - sigmoid(x)), and not NaN for very large inputs either."""
    x = torch.cat([make.tensor(6, scale=2.0), torch.tensor([0.0, 200.0, -200.0])]).requires_grad_()
    agree(gradient(student.sigmoid), gradient(reference.sigmoid), x, make.tensor(9, mean=1.0))
