"""Hidden tests of l2_penalty_gradient."""

import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given

pytestmark = pytest.mark.exercise("l2_penalty_gradient")


@pytest.mark.points(1)
@pytest.mark.message(ko="기울기는 가중치마다 가중치에 강도의 두 배를 곱한 값이고, 가중치와 크기가 같아야 합니다.")
@given(
    shape=st.lists(st.integers(1, 5), min_size=1, max_size=4),
    strength=st.sampled_from([0.03125, 0.25, 3.0]),
    scale=st.sampled_from([0.125, 8.0]),
    examples=12,
)
def test_is_twice_the_strength_times_every_weight(student, reference, make, shape, strength, scale):
    """The gradient must be twice the strength times each weight, in the shape of the weights."""
    weight = make.tensor(*shape, 3, scale=scale)
    agree(student.l2_penalty_gradient, reference.l2_penalty_gradient, weight, strength)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="가중치가 0이어도, float64여도 맞아야 합니다.")
def test_zeros_and_float64(student, reference, make):
    """It must be right in float64 as well, and where some of the weights are 0."""
    weight = make.tensor(5, 8, dtype=torch.float64)
    weight[make.mask(5, 8)] = 0.0
    weight[0, :2] = torch.tensor([0.0, -1.5])
    agree.where(exact_dtype=True)(student.l2_penalty_gradient, reference.l2_penalty_gradient, weight, 1.25)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="조금씩 움직여 보며 잰 규제항의 변화와 기울기가 맞아야 합니다.")
def test_predicts_how_the_penalty_changes(student, make):
    """A small step in any direction must change the penalty by as much as the gradient says."""
    weight, direction = make.tensor(6, 5, dtype=torch.float64), make.tensor(6, 5, dtype=torch.float64)
    gradient = student.l2_penalty_gradient(weight, 0.625)
    ahead, behind = weight + direction / 1024, weight - direction / 1024
    change = 0.625 * (ahead.square().sum() - behind.square().sum()) * 512
    assert torch.isclose((gradient * direction).sum(), change, rtol=1e-6, atol=1e-6)
