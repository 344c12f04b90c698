"""Hidden tests of batchnorm_backward."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("batchnorm_backward")


def batch(make, samples=6, features=4, scale=3.0, **how):
    """dout, x and gamma; x is neither centred nor of unit variance."""
    x = make.tensor(samples, features, mean=2.0, scale=scale, **how)
    return make.tensor(samples, features, **how), x, make.tensor(features, mean=1.0, **how)


def of_x(backward):
    return lambda *data: backward(*data)[0]


def of_the_parameters(backward):
    return lambda *data: backward(*data)[1:]


def by_autograd(dout, x, gamma, eps):
    """What torch finds for its own batch normalisation."""
    x, gamma = x.detach().clone().requires_grad_(), gamma.detach().clone().requires_grad_()
    beta = torch.zeros_like(gamma).requires_grad_()
    out = torch.nn.functional.batch_norm(x, None, None, gamma, beta, training=True, eps=eps)
    return torch.autograd.grad(out, (x, gamma, beta), dout)


@pytest.mark.points(1.5)
@pytest.mark.message(ko="dgamma와 dbeta는 표본에 대한 합이어야 합니다.")
def test_gradients_of_gamma_and_beta(student, reference, make):
    """Dgamma and dbeta must be the right sums over the samples."""
    ask, right = of_the_parameters(student.batchnorm_backward), of_the_parameters(reference.batchnorm_backward)
    agree(ask, right, *batch(make), 2.0**-10)


@pytest.mark.points(2.5)
@pytest.mark.message(ko="dx는 평균과 분산을 거쳐 오는 기울기까지 포함해야 합니다.")
@pytest.mark.parametrize(("samples", "features"), [(7, 3), (2, 5)], ids=["long", "wide"])
def test_gradient_of_x(student, reference, make, samples, features):
    """Dx must include what flows back by way of the mean and the variance."""
    data = batch(make, samples, features, dtype=torch.float64)
    agree(of_x(student.batchnorm_backward), of_x(reference.batchnorm_backward), *data, 0.125)


@pytest.mark.points(1)
@pytest.mark.message(ko="분산이 작은 특성에서는 eps가 결과를 좌우합니다.")
def test_eps_counts_where_the_variance_is_small(student, reference, make):
    """Where the variance is small, eps must count."""
    agree(student.batchnorm_backward, reference.batchnorm_backward, *batch(make, 8, 5, scale=0.5), 0.25)


@pytest.mark.points(1)
@pytest.mark.message(ko="torch의 배치 정규화를 자동 미분한 결과와 모두 같아야 합니다.")
def test_agrees_with_autograd(student, make):
    """All three must be what autograd finds for the batch normalisation of torch."""
    agree(student.batchnorm_backward, by_autograd, *batch(make, 9, 2, dtype=torch.float64), 0.5)
