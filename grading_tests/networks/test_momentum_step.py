"""Hidden tests of momentum_step."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("momentum_step")


def descent(momentum_step, rates):
    """Several steps down the bowl w^2 from rest, one for each learning rate."""

    def ask(weight, momentum):
        velocity = torch.zeros_like(weight)
        for rate in rates:
            weight, velocity = momentum_step(weight, 2 * weight, velocity, rate, momentum)
        return weight, velocity

    return ask


@pytest.mark.points(1.5)
@pytest.mark.message(
    ko="속도는 이전 속도에 모멘텀을 곱해 기울기를 더한 값, 가중치는 그 속도에 학습률을 곱해 뺀 값이어야 합니다."
)
@pytest.mark.parametrize(("shape", "momentum"), [((3, 4), 0.5), ((2, 5, 3), 0.875)], ids=["matrix", "three axes"])
def test_one_step(student, reference, make, shape, momentum):
    """The velocity must keep a part of itself and take in the gradient; the weight must move against it."""
    weight, grad, velocity = (make.tensor(*shape) for _ in range(3))
    agree(student.momentum_step, reference.momentum_step, weight, grad, velocity, 0.125, momentum=momentum)


@pytest.mark.points(1.5)
@pytest.mark.message(ko="속도 0에서 시작한 여러 단계가, 도중에 학습률이 바뀌어도 맞아야 합니다.")
def test_several_steps_from_rest(student, reference, make):
    """Several steps from velocity zero must be right, even if the learning rate changes on the way."""
    rates = (0.25, 0.25, 0.0625, 0.5)
    agree(descent(student.momentum_step, rates), descent(reference.momentum_step, rates), make.tensor(4, 6), 0.75)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="`momentum`을 주지 않으면 0.9여야 합니다.")
def test_default_momentum(student, reference, make):
    """Without the argument the momentum must be 0.9."""
    agree(student.momentum_step, reference.momentum_step, make.tensor(7), make.tensor(7), make.tensor(7), 0.25)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="float64에서도 자릿수를 잃지 않아야 하고, 모멘텀이 0이면 보통의 경사하강법과 같아야 합니다.")
def test_float64_and_no_momentum(student, reference, make):
    """In float64 no digits may be lost, and with momentum 0 the step must be that of plain gradient descent."""
    tensors = [make.tensor(6, 2, dtype=torch.float64) for _ in range(3)]
    for momentum in (0.625, 0.0):
        agree(student.momentum_step, reference.momentum_step, *tensors, 0.375, momentum)
