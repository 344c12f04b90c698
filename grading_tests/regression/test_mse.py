"""Hidden tests of mse."""

import pytest
import torch
from flowing import gradient

from autograder.testing import agree

pytestmark = pytest.mark.exercise("mse")


@pytest.mark.points(1.5)
@pytest.mark.message(ko="모든 원소에 대해 차이의 제곱을 평균한 값이어야 합니다.")
@pytest.mark.parametrize("shape", [(7,), (3, 5), (2, 3, 4)], ids=["vector", "matrix", "images"])
def test_averages_the_squares_of_all_differences(student, reference, make, shape):
    """The squares of the differences must be averaged over all elements, whatever the shape."""
    agree(student.mse, reference.mse, make.tensor(*shape, scale=3.0), make.tensor(*shape, mean=1.0))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="손실에서 예측값까지 기울기가 전달되어야 합니다.")
def test_gradient_reaches_the_prediction(student, reference, make):
    """The gradient of the loss must reach the prediction."""
    prediction = make.tensor(4, 6, dtype=torch.float64, requires_grad=True)
    agree(gradient(student.mse), gradient(reference.mse), prediction, make.tensor(4, 6, dtype=torch.float64))


@pytest.mark.points(1)
@pytest.mark.message(ko="크기가 다르면 ValueError를, 크기가 같으면 평균제곱오차를 주어야 합니다.")
def test_refuses_different_shapes(student, reference, make):
    """Tensors of different shapes must raise ValueError instead of broadcasting; equal shapes must not."""
    column, row = make.tensor(6, 1), make.tensor(6)
    for prediction, target in [(column, column + 0.5), (column, row), (row, column), (row, row[:1])]:
        agree(student.mse, reference.mse, prediction, target)
