"""Hidden tests of step_decay."""

import pytest
from hypothesis import strategies as st

from autograder.testing import agree, given

pytestmark = pytest.mark.exercise("step_decay")


def schedule(step_decay, epochs):
    """The learning rates of the first epochs."""
    return lambda lr, step_size, gamma: [step_decay(lr, epoch, step_size, gamma) for epoch in range(epochs)]


@pytest.mark.points(0.5)
@pytest.mark.message(ko="학습률은 step_size 에포크마다 한 계단씩 내려가고, 그 사이에는 그대로여야 합니다.")
@pytest.mark.parametrize(("lr", "step_size", "gamma"), [(0.5, 3, 0.25), (2.0, 4, 0.75)], ids=["three", "four"])
def test_falls_in_steps(student, reference, lr, step_size, gamma):
    """Every `step_size` epochs the learning rate must fall by one step, and in between it must stay the same."""
    agree(schedule(student.step_decay, 14), schedule(reference.step_decay, 14), lr, step_size, gamma)


@pytest.mark.points(1)
@pytest.mark.message(ko="어떤 에포크를 묻더라도 그때까지 줄어든 횟수만큼 감마를 곱한 값이어야 합니다.")
@given(
    lr=st.sampled_from([0.0625, 0.5, 3.0]),
    step_size=st.integers(1, 12),
    gamma=st.sampled_from([0.125, 0.5, 0.875]),
    epoch=st.integers(0, 60),
    examples=30,
)
def test_any_epoch_in_any_order(student, reference, lr, step_size, gamma, epoch):
    """Whichever epoch is asked for, gamma must be multiplied in once for every step so far."""
    agree(student.step_decay, reference.step_decay, lr, epoch, step_size, gamma)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="계단 바로 앞의 에포크까지는 학습률이 그대로이고, 바로 다음 에포크에서 감마가 곱해져야 합니다.")
def test_both_sides_of_a_step(student):
    """Up to the last epoch before a step nothing may change; in the next one gamma must be multiplied in."""
    for steps in range(4):
        before, after = (student.step_decay(0.75, epoch, 5, 0.5) for epoch in (5 * steps + 4, 5 * steps + 5))
        assert before == pytest.approx(0.75 * 0.5**steps), f"before step {steps + 1}"
        assert after == pytest.approx(0.5 * before), f"after step {steps + 1}"
