"""Hidden tests of backward_gradient."""

import pytest

from autograder.testing import agree

pytestmark = pytest.mark.exercise("backward_gradient")


def states(make, samples, steps, wRec):
    """X, S, grad_out and wRec of a forward pass with wx = 1.5 from a start state that is not zero."""
    X = make.array(samples, steps, mean=0.5)
    S = make.array(samples, steps + 1, mean=1.0)
    for k in range(1, steps + 1):
        S[:, k] = S[:, k - 1] * wRec + X[:, k - 1] * 1.5
    return X, S, make.array(samples, mean=1.0), wRec


def wx_gradient(backward):
    return lambda *data: backward(*data)[0][0]


def wRec_gradient(backward):
    return lambda *data: backward(*data)[0][1]


def over_time(backward):
    return lambda *data: backward(*data)[1]


@pytest.mark.points(2)
@pytest.mark.message(ko="wx의 기울기는 모든 시점의 기여를 더하고 표본에 대해 평균한 값이어야 합니다.")
def test_gradient_of_wx(student, reference, make):
    """The gradient of wx must add up every time step and average over the samples."""
    data = states(make, samples=7, steps=4, wRec=0.75)
    agree(wx_gradient(student.backward_gradient), wx_gradient(reference.backward_gradient), *data)


@pytest.mark.points(2)
@pytest.mark.message(ko="wRec의 기울기는 각 시점에서 wRec에 곱해진 상태를 써야 합니다.")
def test_gradient_of_wRec(student, reference, make):
    """The gradient of wRec must use, at every time step, the state that wRec was multiplied by."""
    data = states(make, samples=12, steps=5, wRec=1.25)
    agree(wRec_gradient(student.backward_gradient), wRec_gradient(reference.backward_gradient), *data)


@pytest.mark.points(2)
@pytest.mark.message(ko="grad_over_time의 k번째 열은 S_k에 대한 기울기이고 마지막 열은 grad_out이어야 합니다.")
def test_gradient_over_time(student, reference, make):
    """Column k of grad_over_time must be the gradient with respect to S_k, the last column grad_out."""
    data = states(make, samples=5, steps=6, wRec=-0.5)
    agree(over_time(student.backward_gradient), over_time(reference.backward_gradient), *data)


@pytest.mark.points(1)
@pytest.mark.message(ko="시점이 하나뿐인 계열에서도 같은 식이 성립해야 합니다.")
def test_one_time_step(student, reference, make):
    """The same formula must hold for a sequence of a single time step."""
    agree(student.backward_gradient, reference.backward_gradient, *states(make, samples=6, steps=1, wRec=0.5))


@pytest.mark.points(1)
@pytest.mark.message(ko="표본과 시점의 개수는 인수에서 구해야 하고, 인수를 바꾸어서는 안 됩니다.")
@pytest.mark.parametrize("size", [(3, 11), (50, 2)], ids=["long", "wide"])
def test_any_number_of_samples_and_steps(student, reference, make, size):
    """The numbers of samples and steps must come from the arguments, which must stay unchanged."""
    agree(student.backward_gradient, reference.backward_gradient, *states(make, *size, wRec=-1.25))
