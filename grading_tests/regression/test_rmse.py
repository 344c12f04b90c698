"""Hidden tests of rmse."""

import pytest
import torch
from flowing import gradient

from autograder.testing import agree

pytestmark = pytest.mark.exercise("rmse")


def in_centimetres(error):
    """The error of lengths that are converted from metres to centimetres, and the result back."""
    return lambda prediction, target: error(100 * prediction, 100 * target) / 100


@pytest.mark.points(1)
@pytest.mark.message(ko="모든 원소에 대해 차이의 제곱을 평균하고 제곱근을 취한 값이어야 합니다.")
@pytest.mark.parametrize("shape", [(9,), (5, 3), (2, 4, 3)], ids=["vector", "matrix", "images"])
def test_root_of_the_mean_of_the_squares(student, reference, make, shape):
    """The result must be the root of the mean of the squared differences, over all elements."""
    agree(student.rmse, reference.rmse, make.tensor(*shape, scale=2.0), make.tensor(*shape, mean=-1.0))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="RMSE의 단위는 자료와 같습니다. 자료를 100배 하면 오차도 100배가 되어야 합니다.")
def test_has_the_unit_of_the_data(student, reference, make):
    """Data in another unit, a hundred times as large, must give an error a hundred times as large."""
    agree(in_centimetres(student.rmse), reference.rmse, make.tensor(8, 3), make.tensor(8, 3))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="오차에서 예측값까지 기울기가 전달되어야 합니다.")
def test_gradient_reaches_the_prediction(student, reference, make):
    """The gradient of the error must reach the prediction."""
    prediction = make.tensor(3, 7, dtype=torch.float64, requires_grad=True)
    agree(gradient(student.rmse), gradient(reference.rmse), prediction, make.tensor(3, 7, dtype=torch.float64))
