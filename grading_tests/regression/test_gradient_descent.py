"""Hidden tests of gradient_descent."""

import pytest
import sympy
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("gradient_descent")

x, t = sympy.symbols("x t")

# How many steps it takes differs between right programs; where they end differs by less than this.
near = agree.where(level={torch.float64: 1e-3})
within_a_step = agree.where(level={torch.float64: 0.05})


@pytest.mark.points(2)
@pytest.mark.message(ko="최소점의 왼쪽에서 출발하든 오른쪽에서 출발하든 최소점에 도착해야 합니다.")
@pytest.mark.parametrize("start", [-7.5, 5.0], ids=["from the left", "from the right"])
def test_finds_the_minimum_from_both_sides(student, reference, start):
    """Whether it starts on the left or on the right, the descent must end at the minimum."""
    near(student.gradient_descent, reference.gradient_descent, sympy.Poly(20 * x**2 + 100 * x + 1), start)


@pytest.mark.points(1)
@pytest.mark.message(ko="최소점이 둘인 다항식에서는 출발점 쪽의 최소점에 도착해야 합니다.")
@pytest.mark.parametrize("start", [-3.0, 0.5, 2.5])
def test_finds_the_nearest_of_two_minima(student, reference, start):
    """On a polynomial with two minima the descent must end in the one on its side."""
    quartic = sympy.Poly(x**4 / 4 - 2 * x**2 + x)
    near(student.gradient_descent, reference.gradient_descent, quartic, start, 0.0625)


@pytest.mark.points(1)
@pytest.mark.message(ko="문자가 x가 아니고 계수가 실수인 다항식에서도 동작해야 합니다.")
def test_any_symbol_and_real_coefficients(student, reference):
    """A polynomial in another symbol, with real coefficients, must do."""
    polynomial = sympy.Poly(1.5 * t**2 - 6.75 * t, t)
    near(student.gradient_descent, reference.gradient_descent, polynomial, -1.0, lr_rate=0.125)


@pytest.mark.points(1)
@pytest.mark.message(ko="기울기의 절댓값이 epsilon 이하가 되면 바로 멈추고, 처음부터 그렇다면 움직이지 않아야 합니다.")
def test_stops_where_the_slope_is_small_enough(student, reference):
    """The descent must end as soon as the slope is at most epsilon, at the start if it is so there."""
    parabola = sympy.Poly((x - 8) ** 2)
    within_a_step(student.gradient_descent, reference.gradient_descent, parabola, -12.0, 0.125, 2.0)
    near(student.gradient_descent, reference.gradient_descent, parabola, 8.5, 0.125, 2.0)
