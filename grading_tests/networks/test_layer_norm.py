"""Hidden tests of layer_norm."""

import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given

pytestmark = pytest.mark.exercise("layer_norm")


def layer(make, *leading, features=6, scale=3.0, **how):
    """x, gamma and beta; x is neither centred nor of unit variance."""
    x = make.tensor(*leading, features, mean=1.0, scale=scale, **how)
    return x, make.tensor(features, mean=1.0, **how), make.tensor(features, **how)


def moved(norm, by):
    """The same, asked about an x to which a number was added."""
    return lambda x, *further: norm(x + by, *further)


def one_of(norm, position):
    """The result for one vector, asked for with the whole batch or by itself."""
    return lambda x, *further: norm(x, *further)[position]


def alone(norm, position):
    return lambda x, *further: norm(x[position], *further)


def gradients(norm):
    """The gradients of x, gamma and beta; None where none arrives."""

    def ask(x, gamma, beta, eps):
        out, wanted = norm(x, gamma, beta, eps), (x, gamma, beta)
        return torch.autograd.grad((out**3).sum(), wanted, allow_unused=True) if out.requires_grad else None

    return ask


@pytest.mark.points(1)
@pytest.mark.message(ko="앞쪽 차원이 몇 개든 벡터마다 따로 정규화한 뒤 gamma를 곱하고 beta를 더해야 합니다.")
@given(leading=st.lists(st.integers(1, 4), max_size=3), features=st.integers(2, 6), examples=12)
def test_any_shape(student, reference, make, leading, features):
    """With any leading dimensions, every vector must be normalised by itself, then scaled and shifted."""
    agree(student.layer_norm, reference.layer_norm, *layer(make, *leading, features=features), 2.0**-10)


@pytest.mark.points(1)
@pytest.mark.message(ko="분산이 작으면 근호 안의 eps가 결과를 좌우합니다.")
def test_eps_is_under_the_root(student, reference, make):
    """Where the variance is small, eps under the root must count."""
    agree(student.layer_norm, reference.layer_norm, *layer(make, 5, scale=0.5, dtype=torch.float64), 0.25)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="한 벡터의 결과는 배치의 다른 벡터에 따라 달라지지 않아야 합니다.")
def test_the_rest_of_the_batch_does_not_matter(student, reference, make):
    """What becomes of one vector must not depend on the others in the batch."""
    where = (1, 2)
    agree(one_of(student.layer_norm, where), alone(reference.layer_norm, where), *layer(make, 3, 4, features=5), 0.125)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="모든 특성에 같은 수를 더해도 결과는 그대로여야 합니다.")
def test_a_common_shift_does_not_matter(student, reference, make):
    """Adding one number to all features must not change the result."""
    data = layer(make, 4, 3, features=7, dtype=torch.float64)
    agree(moved(student.layer_norm, 64.0), reference.layer_norm, *data, 0.125)


@pytest.mark.points(1)
@pytest.mark.message(ko="기울기는 평균과 분산을 거쳐서도 x에 전달되고, gamma와 beta에도 전달되어야 합니다.")
def test_gradients(student, reference, make):
    """Gradients must reach gamma, beta and x, also by way of mean and variance."""
    data = layer(make, 2, 3, dtype=torch.float64, requires_grad=True)
    agree(gradients(student.layer_norm), gradients(reference.layer_norm), *data, 0.25)
