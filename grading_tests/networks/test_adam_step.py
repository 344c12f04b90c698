"""Hidden tests of adam_step."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("adam_step")

HOW = {"learning_rate": 0.125, "beta1": 0.75, "beta2": 0.875}


def state(make, *shape, scale=1.0, dtype=torch.float32):
    """Weight, gradient and the two running means somewhere in a training."""
    weight, grad, m = (make.tensor(*shape, scale=scale, dtype=dtype) for _ in range(3))
    return weight, grad, m, make.tensor(*shape, scale=scale, dtype=dtype).square()


def moments(adam_step):
    """The running means only: a test of what the next step starts from."""
    return lambda *args, **how: adam_step(*args, **how)[1:]


def training(adam_step, steps):
    """Several steps down a bowl that is 16 times as steep one way as the other, with the standard settings."""

    def ask(weight):
        steepness = torch.linspace(1.0, 16.0, weight.shape[-1], dtype=weight.dtype, device=weight.device)
        m, v = torch.zeros_like(weight), torch.zeros_like(weight)
        for t in range(1, steps + 1):
            weight, m, v = adam_step(weight, steepness * weight, m, v, t)
        return weight, m, v

    return ask


@pytest.mark.points(1.5)
@pytest.mark.message(ko="m은 기울기의, v는 기울기 제곱의 이동 평균이어야 하고, 보정하지 않은 값을 반환해야 합니다.")
def test_running_means(student, reference, make):
    """M must average the gradients and v their squares; both are returned without the correction."""
    agree(moments(student.adam_step), moments(reference.adam_step), *state(make, 3, 5), 2, **HOW)


@pytest.mark.points(2)
@pytest.mark.message(ko="가중치는 보정한 m을 보정한 v의 제곱근으로 나눈 만큼, 학습률을 곱해 움직여야 합니다.")
@pytest.mark.parametrize("t", [1, 2, 7], ids=["first step", "second step", "later"])
def test_one_step(student, reference, make, t):
    """The weight must move by the corrected m over the root of the corrected v, times the learning rate."""
    agree(student.adam_step, reference.adam_step, *state(make, 4, 3), t, **HOW)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="엡실론은 제곱근을 취한 다음에 더해야 합니다.")
def test_eps_is_added_to_the_root(student, reference, make):
    """Eps must be added to the root, which matters where gradients are small."""
    agree(student.adam_step, reference.adam_step, *state(make, 6, 2, scale=0.125), 3, **HOW, eps=0.25)


@pytest.mark.points(1)
@pytest.mark.message(ko="기본 설정으로 0에서 시작한 여러 단계가 맞아야 합니다.")
def test_a_short_training(student, reference, make):
    """Several steps from zeros with the standard settings must be right."""
    agree(training(student.adam_step, 6), training(reference.adam_step, 6), make.tensor(2, 9, dtype=torch.float64))


@pytest.mark.points(1)
@pytest.mark.message(ko="첫 단계의 크기는 기울기가 크든 작든 학습률과 같아야 합니다.")
def test_the_first_step_ignores_the_size_of_the_gradient(student, make):
    """Whether gradients are large or small, the first step must be as long as the learning rate in every element."""
    weight, zeros = make.tensor(5, 4), torch.zeros(5, 4)
    grad = make.tensor(5, 4)
    grad = grad + grad.sign()
    for size in (0.0625, 64.0):
        moved, _, _ = student.adam_step(weight, size * grad, zeros, zeros, 1, learning_rate=0.25)
        assert torch.allclose(moved, weight - 0.25 * grad.sign(), atol=1e-4)
