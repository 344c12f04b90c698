"""Hidden tests of gradient_step."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("gradient_step")


def values_only(gradient_step):
    """The same step with every gradient removed afterwards, so that only the movement is judged."""

    def step(tensors, learning_rate):
        gradient_step(tensors, learning_rate)
        for w in [tensors] if isinstance(tensors, torch.Tensor) else tensors:
            w.grad = None

    return step


def two_rounds(gradient_step):
    """Twice backward and step on the sum of squares, as a training loop does."""

    def descend(w, learning_rate):
        for _ in range(2):
            (w * w).sum().backward()
            gradient_step([w], learning_rate)

    return descend


def with_gradient(make, *shape, scale=1.0):
    return make.tensor(*shape, requires_grad=True, with_grad=True, scale=scale)


@pytest.mark.points(2)
@pytest.mark.message(ko="모든 텐서가 기울기의 반대 방향으로, 학습률만큼 그 자리에서 움직여야 합니다.")
@pytest.mark.parametrize(("learning_rate", "scale"), [(0.25, 1.0), (0.03125, 10.0)])
def test_moves_every_tensor_against_its_gradient(student, reference, make, learning_rate, scale):
    """Every tensor must move in place against its gradient, by the learning rate times the gradient."""
    tensors = [with_gradient(make, 3, 4, scale=scale), with_gradient(make, 5, scale=scale)]
    agree(values_only(student.gradient_step), values_only(reference.gradient_step), tensors, learning_rate)


@pytest.mark.points(2)
@pytest.mark.message(ko="두 번째 단계는 새로 계산한 기울기만 써야 합니다. 첫 단계의 기울기가 남아 있으면 안 됩니다.")
def test_starts_each_round_with_a_clear_gradient(student, reference, make):
    """In a second round of backward and step, nothing of the first gradient may be left."""
    w = make.tensor(4, 3, requires_grad=True)
    agree(two_rounds(student.gradient_step), two_rounds(reference.gradient_step), w, 0.125)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="텐서 하나를 그대로 넘겨도 움직여야 합니다.")
def test_takes_a_single_tensor(student, reference, make):
    """One tensor on its own must move as well."""
    agree(values_only(student.gradient_step), values_only(reference.gradient_step), with_gradient(make, 6, 2), 0.5)


@pytest.mark.points(1)
@pytest.mark.message(ko="`model.parameters()`처럼 한 번만 순회할 수 있는 제너레이터도 받아야 합니다.")
def test_takes_a_generator(student, reference, make):
    """A generator such as `model.parameters()`, which can be walked through only once, must do."""
    tensors = make.once([with_gradient(make, 2, 3), with_gradient(make, 7)])
    agree(student.gradient_step, reference.gradient_step, tensors, learning_rate=0.25)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="기울기가 None인 텐서는 그대로 두고 나머지는 움직여야 합니다.")
def test_skips_tensors_without_a_gradient(student, reference, make):
    """A tensor whose gradient is None must stay as it is, and the others must move."""
    tensors = [with_gradient(make, 3), make.tensor(2, 2, requires_grad=True), with_gradient(make, 4)]
    agree(values_only(student.gradient_step), values_only(reference.gradient_step), tensors, 0.25)
