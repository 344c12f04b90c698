"""Hidden tests of l1_penalty."""

import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given

pytestmark = pytest.mark.exercise("l1_penalty")


def gradient(penalty):
    """What backward() brings to the weights when the penalty is added to a loss."""

    def ask(weight, strength):
        loss = (weight.sum() * 0.5) ** 2 + penalty(weight, strength)
        return torch.autograd.grad(loss, weight)

    return ask


@pytest.mark.points(1)
@pytest.mark.message(ko="규제항은 모든 가중치의 절댓값을 더하고 강도를 곱한 수 하나여야 합니다.")
@given(
    shape=st.lists(st.integers(1, 5), min_size=1, max_size=4),
    strength=st.sampled_from([0.03125, 0.5, 3.0]),
    scale=st.sampled_from([0.125, 8.0]),
    examples=12,
)
def test_sums_the_absolute_values(student, reference, make, shape, strength, scale):
    """The penalty must be one number: the strength times the sum of all absolute values."""
    agree(student.l1_penalty, reference.l1_penalty, make.tensor(*shape, 3, scale=scale), strength)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="가중치가 많은 float64 텐서에서도 자릿수를 잃지 않아야 합니다.")
def test_keeps_the_precision_of_the_weights(student, reference, make):
    """Weights in float64 must give a penalty in float64, and a strength twice as large twice the penalty."""
    weight = make.tensor(40, 30, dtype=torch.float64, mean=-1.0)
    for strength in (0.375, 0.75):
        agree.where(exact_dtype=True)(student.l1_penalty, reference.l1_penalty, weight, strength)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="손실에 더한 규제항에서 가중치까지 기울기가 전달되어야 합니다.")
def test_backward_reaches_the_weights(student, reference, make):
    """When the penalty is added to a loss, backward must reach the weights through it."""
    agree(gradient(student.l1_penalty), gradient(reference.l1_penalty), make.tensor(4, 7, requires_grad=True), 0.75)
