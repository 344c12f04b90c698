"""Hidden tests of descend_parabola."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("descend_parabola")


@pytest.mark.points(1.5)
@pytest.mark.message(ko="각 행은 앞 행에서 기울기의 반대 방향으로 한 걸음 간 점이어야 합니다.")
@pytest.mark.parametrize(("learning_rate", "num_steps"), [(0.0625, 5), (0.03125, 12)])
def test_every_row_is_one_step_further(student, reference, make, learning_rate, num_steps):
    """Each row must be one step of gradient descent further than the row before, and row 0 the start."""
    start = make.tensor(2, scale=3.0)
    agree(student.descend_parabola, reference.descend_parabola, start, learning_rate, num_steps)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="한 걸음이면 두 행, 걸음이 없으면 출발점 한 행이어야 합니다.")
def test_few_steps(student, reference, make):
    """One step must give two rows, no step only the start."""
    for num_steps in (1, 0):
        agree(student.descend_parabola, reference.descend_parabola, make.tensor(2), 0.125, num_steps)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="학습률이 크면 최소점을 지나쳐 부호가 바뀌고, 더 크면 멀어져야 합니다.")
@pytest.mark.parametrize("learning_rate", [0.25, 0.375], ids=["swings", "diverges"])
def test_a_large_learning_rate_overshoots(student, reference, make, learning_rate):
    """With a large learning rate the path must swing across the minimum, and with a larger one leave it."""
    start = make.tensor(2, mean=2.0)
    agree.where(per=-1)(student.descend_parabola, reference.descend_parabola, start, learning_rate, 4)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="float64 출발점의 자릿수를 잃지 않고, 출발점을 바꾸지 않아야 합니다.")
def test_keeps_float64(student, reference, make):
    """A start in float64 must keep its digits on the whole path, and stay as it is."""
    start = make.tensor(2, dtype=torch.float64)
    agree.where(exact_dtype=True)(student.descend_parabola, reference.descend_parabola, start, 0.1875, 3)
