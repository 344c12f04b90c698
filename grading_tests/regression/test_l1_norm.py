"""Hidden tests of l1_norm."""

import pytest
import torch
from flowing import gradient

from autograder.testing import agree

pytestmark = pytest.mark.exercise("l1_norm")


@pytest.mark.points(1)
@pytest.mark.message(ko="모든 원소에 대해 차이의 절댓값을 평균한 값이어야 합니다.")
@pytest.mark.parametrize("shape", [(8,), (3, 5), (2, 5, 3)], ids=["vector", "matrix", "images"])
def test_averages_the_absolute_differences(student, reference, make, shape):
    """The absolute differences must be averaged over all elements, whatever the shape."""
    agree(student.l1_norm, reference.l1_norm, make.tensor(*shape, scale=3.0), make.tensor(*shape, mean=1.0))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="부호가 반대인 오차가 서로 지워지면 안 되고, 예측과 정답을 바꾸어도 값이 같아야 합니다.")
def test_errors_of_opposite_sign_do_not_cancel(student, reference, make):
    """Errors of opposite sign must not cancel, and swapping prediction and target must change nothing."""
    target, error = make.tensor(4, 6), make.tensor(4, 3)
    prediction = target + torch.cat([error, -error], dim=1)
    agree(student.l1_norm, reference.l1_norm, prediction, target)
    agree(student.l1_norm, reference.l1_norm, target, prediction)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="오차에서 예측값까지 기울기가 전달되어야 합니다.")
def test_gradient_reaches_the_prediction(student, reference, make):
    """The gradient of the error must reach the prediction."""
    target = make.tensor(5, 4, dtype=torch.float64)
    away = torch.where(make.mask(5, 4), 0.75, -1.25).to(torch.float64)  # off the kink, where the error is 0
    agree(gradient(student.l1_norm), gradient(reference.l1_norm), (target + away).requires_grad_(), target)
