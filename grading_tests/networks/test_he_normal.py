"""Hidden tests of he_normal."""

import pytest
from drawn import draws, form, roughly, spread

from autograder.testing import agree

pytestmark = pytest.mark.exercise("he_normal")


@pytest.mark.points(0.5)
@pytest.mark.message(ko="선형층의 가중치는 평균이 0, 표준편차가 sqrt(2 / fan_in)이어야 합니다.")
@pytest.mark.parametrize("shape", [(160, 250), (300, 90)], ids=["more inputs", "more outputs"])
def test_spread_in_a_linear_layer(student, reference, make, shape):
    """The weights of a linear layer must have mean 0 and the standard deviation sqrt(2 / fan_in)."""
    seed = int(make.integers(0, 2**31))
    roughly(spread(student.he_normal, shape, seed), spread(reference.he_normal, shape, seed))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="합성곱에서는 입력과 출력의 수를 셀 때 커널의 크기도 곱해야 합니다.")
@pytest.mark.parametrize("shape", [(64, 24, 3, 5), (40, 80, 7)], ids=["two dimensions", "one dimension"])
def test_spread_in_a_convolution(student, reference, make, shape):
    """In a convolution the size of the kernel must count where inputs and outputs are counted."""
    seed = int(make.integers(0, 2**31))
    roughly(spread(student.he_normal, shape, seed), spread(reference.he_normal, shape, seed))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="가중치는 정규분포를 따라야 합니다. 히스토그램이 종 모양이어야 합니다.")
def test_is_normal(student, reference, make):
    """The weights must follow a normal distribution: a histogram of them is a bell."""
    seed = int(make.integers(0, 2**31))
    roughly(form(student.he_normal, (150, 240), seed), form(reference.he_normal, (150, 240), seed))


@pytest.mark.points(0.5)
@pytest.mark.message(
    ko="난수는 받은 생성기에서, 없으면 전역 생성기에서 뽑아야 하고, 다시 부르면 다른 가중치가 나와야 합니다."
)
def test_draws_from_the_generator(student, reference, make):
    """Random numbers must come from the given generator, or from the global one, and every call must draw new ones."""
    seed = int(make.integers(0, 2**31))
    agree(draws(student.he_normal, seed), draws(reference.he_normal, seed))
