"""Hidden tests of bce_loss."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("bce_loss")

# A margin against log 0, such as 1e-7, is part of right answers; away from 0 and 1 it changes the loss by less.
agree_but_for_a_margin = agree.where(level={torch.float32: 2e-5, torch.float64: 1e-5})


def probabilities(make, *shape, dtype=torch.float32):
    """Between 0.02 and 0.98."""
    return 0.02 + 0.96 * torch.sigmoid(make.tensor(*shape, dtype=dtype, scale=2.0))


def gradient(bce_loss):
    return lambda p, y: torch.autograd.grad(bce_loss(p, y), p)[0]


def at_the_ends(bce_loss):
    """In words, what the loss is where each probability is 0, and where each is 1."""

    def ask(p):
        answers = {}
        for y in (p, 1 - p):
            loss = float(bce_loss(p, y))
            kind = "nearly 0" if abs(loss) < 1e-3 else "large" if 5 < loss < 1e6 else "neither"
            answers["right" if y is p else "wrong"] = kind if loss - loss == 0 else "not finite"
        return answers

    return ask


@pytest.mark.points(1.5)
@pytest.mark.message(ko="손실은 −(y log p + (1 − y) log(1 − p))를 모든 원소에 대해 평균한 값이어야 합니다.")
@pytest.mark.parametrize("shape", [(13,), (7, 1), (3, 5)], ids=["vector", "column", "matrix"])
def test_mean_over_all_elements(student, reference, make, shape):
    """The loss must be the mean of -(y log p + (1 - y) log(1 - p)) over all elements."""
    p = probabilities(make, *shape)
    agree_but_for_a_margin(student.bce_loss, reference.bce_loss, p, make.mask(*shape).float())


@pytest.mark.points(0.5)
@pytest.mark.message(ko="표본이 모두 한 클래스에 속할 때도 손실이 맞아야 합니다.")
def test_samples_of_one_class(student, reference, make):
    """The loss must be right when all samples belong to class 1, and when all belong to class 0."""
    p = probabilities(make, 6, dtype=torch.float64)
    for y in (torch.ones_like(p), torch.zeros_like(p)):
        agree_but_for_a_margin(student.bce_loss, reference.bce_loss, p, y)


@pytest.mark.points(1)
@pytest.mark.message(ko="확률이 정확히 0이나 1이어도 손실은 유한하고, 맞히면 거의 0, 틀리면 커야 합니다.")
def test_finite_where_a_probability_is_zero_or_one(student, reference):
    """Where a probability is exactly 0 or 1 the loss must be finite: near 0 if that is right, large if it is wrong."""
    for p in (torch.zeros(5), torch.ones(3), torch.tensor([0.0, 1.0, 1.0])):
        agree(at_the_ends(student.bce_loss), at_the_ends(reference.bce_loss), p)


@pytest.mark.points(1)
@pytest.mark.message(ko="손실을 p로 미분한 기울기가 맞아야 합니다.")
def test_gradient(student, reference, make):
    """The gradient with respect to p must be right."""
    p = probabilities(make, 4, 3).requires_grad_()
    agree_but_for_a_margin(gradient(student.bce_loss), gradient(reference.bce_loss), p, make.mask(4, 3).float())
