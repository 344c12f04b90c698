"""Hidden tests of l1_penalty_gradient."""

import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given

pytestmark = pytest.mark.exercise("l1_penalty_gradient")


@pytest.mark.points(1)
@pytest.mark.message(ko="기울기는 가중치마다 부호에 강도를 곱한 값이고, 가중치와 크기가 같아야 합니다.")
@given(
    shape=st.lists(st.integers(1, 5), min_size=1, max_size=4),
    strength=st.sampled_from([0.03125, 0.5, 3.0]),
    scale=st.sampled_from([0.125, 8.0]),
    examples=12,
)
def test_is_the_sign_of_every_weight(student, reference, make, shape, strength, scale):
    """The gradient must be the strength times the sign of each weight, in the shape of the weights."""
    weight = make.tensor(*shape, 3, scale=scale)
    agree(student.l1_penalty_gradient, reference.l1_penalty_gradient, weight, strength)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="정확히 0인 가중치의 기울기는 0이어야 하고, 나머지는 그대로여야 합니다.")
def test_is_zero_at_zero(student, reference, make):
    """Where a weight is exactly 0 the gradient must be 0, and it must stay right everywhere else."""
    weight = make.tensor(5, 8)
    weight[make.mask(5, 8)] = 0.0
    weight[0, :2] = torch.tensor([0.0, -1.5])
    agree(student.l1_penalty_gradient, reference.l1_penalty_gradient, weight, 1.25)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="조금씩 움직여 보며 잰 규제항의 변화와 기울기가 맞아야 합니다.")
def test_predicts_how_the_penalty_changes(student, make):
    """A small step in any direction must change the penalty by as much as the gradient says."""
    weight, direction = make.tensor(6, 5, dtype=torch.float64), make.tensor(6, 5, dtype=torch.float64)
    weight = weight + weight.sign()  # at least 1 away from the kink
    gradient = student.l1_penalty_gradient(weight, 0.625)
    change = 0.625 * ((weight + direction / 1024).abs().sum() - weight.abs().sum()) * 1024
    assert torch.isclose((gradient * direction).sum(), change, rtol=1e-6, atol=1e-6)
