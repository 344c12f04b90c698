"""Hidden tests of softmax."""

import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given, tensors

pytestmark = pytest.mark.exercise("softmax")


def shifted_by(softmax, amount):
    """The softmax of scores that are larger by an amount, the same for all or one for each row."""
    return lambda z, dim: softmax(z + amount, dim)


def gradient(softmax):
    """The gradient of a weighted sum: that of the plain sum is zero."""
    return lambda z, dim, weights: torch.autograd.grad((softmax(z, dim) * weights).sum(), z)[0]


@pytest.mark.points(1.5)
@pytest.mark.message(ko="exp(z)를 dim 방향의 합으로 나눈 값이어야 하며, 어떤 차원이든 동작해야 합니다.")
@pytest.mark.parametrize("dim", [0, 1, 2, -1, -2])
def test_along_each_dimension(student, reference, make, dim):
    """Along whichever dimension, the result must be exp(z) divided by its sum along that dimension."""
    agree(student.softmax, reference.softmax, make.tensor(3, 4, 5, scale=2.0), dim)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="벡터든 차원이 많은 텐서든 크기에 관계없이 동작해야 합니다.")
@given(z=tensors(st.lists(st.integers(2, 4), min_size=1, max_size=4).map(tuple), torch.float64), examples=12)
def test_any_shape(student, reference, z):
    """A vector and tensors of any number of dimensions must do."""
    agree(student.softmax, reference.softmax, z, dim=0)


@pytest.mark.points(1)
@pytest.mark.message(ko="한 행의 모든 점수에 같은 수를 더해도 결과가 같고, 점수가 커도 오버플로가 나지 않아야 합니다.")
@pytest.mark.parametrize(
    "amounts", [[1024.0], [-1024.0], [0.0, 2048.0, -2048.0, 512.0]], ids=["large", "negative", "mixed"]
)
def test_only_differences_matter(student, reference, make, amounts):
    """Scores of a row that are all larger by the same amount must give the same result, and none may overflow."""
    z = make.tensor(4, 6, dtype=torch.float64)
    amount = torch.tensor(amounts, dtype=torch.float64).reshape(-1, 1)
    agree(shifted_by(student.softmax, amount), reference.softmax, z, 1)


@pytest.mark.points(1)
@pytest.mark.message(ko="기울기가 맞아야 합니다.")
def test_gradient(student, reference, make):
    """The gradient must be right."""
    z = make.tensor(3, 5, requires_grad=True)
    agree(gradient(student.softmax), gradient(reference.softmax), z, 0, make.tensor(3, 5))
