"""Hidden tests of gradient_descent_numeric."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("gradient_descent_numeric")

# Right programs use other widths and other difference quotients, and end at points that differ by less than this.
near = agree.where(level={torch.float64: 1e-3})
within_a_step = agree.where(level={torch.float64: 0.05})


def bowl(x):
    return 16 * (x - 1.5) ** 2 + 4


def chain(x):
    """How a hanging chain sags, lowest at -2."""
    return torch.cosh(x + 2)


def growth_against_cost(x):
    """Lowest at log 8."""
    return torch.exp(x) - 8 * x


def parabola(x):
    return (x - 8) ** 2


def from_a_number(descend):
    """The descent from a tensor with that number: where it ends, and what became of the tensor."""

    def ask(f, start, *how):
        init_point = torch.tensor(start, dtype=torch.float64)
        return descend(f, init_point, *how), init_point

    return ask


@pytest.mark.devices("cpu")
@pytest.mark.points(2)
@pytest.mark.message(ko="어느 쪽에서 출발하든 최소점에 도착해야 하고 출발점의 텐서는 그대로여야 합니다.")
@pytest.mark.parametrize("start", [-2.5, 4.0], ids=["from the left", "from the right"])
def test_finds_the_minimum_from_both_sides(student, reference, start):
    """From either side the descent must end at the minimum, and the tensor of the start must stay as it is."""
    descend, right = student.gradient_descent_numeric, reference.gradient_descent_numeric
    near(from_a_number(descend), from_a_number(right), bowl, start)


@pytest.mark.devices("cpu")
@pytest.mark.points(1)
@pytest.mark.message(ko="다항식이 아닌 함수에서도 주어진 학습률로 최소점을 찾아야 합니다.")
@pytest.mark.parametrize(("f", "lr_rate"), [(chain, 0.25), (growth_against_cost, 0.0625)])
def test_functions_that_are_no_polynomials(student, reference, f, lr_rate):
    """On functions that are no polynomials the descent must find the minimum, with the given learning rate."""
    descend, right = student.gradient_descent_numeric, reference.gradient_descent_numeric
    near(from_a_number(descend), from_a_number(right), f, 0.5, lr_rate)


@pytest.mark.points(1)
@pytest.mark.message(ko="기울기의 절댓값이 epsilon 이하가 되면 바로 멈추고, 처음부터 그렇다면 움직이지 않아야 합니다.")
def test_stops_where_the_slope_is_small_enough(student, reference):
    """The descent must end as soon as the slope is at most epsilon, at the start if it is so there."""
    descend, right = student.gradient_descent_numeric, reference.gradient_descent_numeric
    within_a_step(from_a_number(descend), from_a_number(right), parabola, -12.0, 0.125, 2.0)
    near(from_a_number(descend), from_a_number(right), parabola, 8.5, 0.125, 2.0)
