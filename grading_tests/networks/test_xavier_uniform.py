"""Hidden tests of xavier_uniform."""

import pytest
from drawn import draws, form, roughly, spread

from autograder.testing import agree

pytestmark = pytest.mark.exercise("xavier_uniform")


@pytest.mark.points(0.5)
@pytest.mark.message(ko="선형층의 가중치는 0을 중심으로 a = sqrt(6 / (fan_in + fan_out))만큼 퍼져 있어야 합니다.")
@pytest.mark.parametrize("shape", [(160, 250), (300, 90)], ids=["more inputs", "more outputs"])
def test_spread_in_a_linear_layer(student, reference, make, shape):
    """The weights of a linear layer must spread around 0 as far as a = sqrt(6 / (fan_in + fan_out)) says."""
    seed = int(make.integers(0, 2**31))
    roughly(spread(student.xavier_uniform, shape, seed), spread(reference.xavier_uniform, shape, seed))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="합성곱에서는 입력과 출력의 수를 셀 때 커널의 크기도 곱해야 합니다.")
@pytest.mark.parametrize("shape", [(64, 24, 3, 5), (40, 80, 7)], ids=["two dimensions", "one dimension"])
def test_spread_in_a_convolution(student, reference, make, shape):
    """In a convolution the size of the kernel must count where inputs and outputs are counted."""
    seed = int(make.integers(0, 2**31))
    roughly(spread(student.xavier_uniform, shape, seed), spread(reference.xavier_uniform, shape, seed))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="가중치는 -a와 a 사이에 고르게 퍼져 있어야 합니다.")
def test_is_uniform(student, reference, make):
    """The weights must lie evenly between -a and a, and nowhere else."""
    seed = int(make.integers(0, 2**31))
    roughly(form(student.xavier_uniform, (150, 240), seed), form(reference.xavier_uniform, (150, 240), seed))


@pytest.mark.points(0.5)
@pytest.mark.message(
    ko="난수는 받은 생성기에서, 없으면 전역 생성기에서 뽑아야 하고, 다시 부르면 다른 가중치가 나와야 합니다."
)
def test_draws_from_the_generator(student, reference, make):
    """Random numbers must come from the given generator, or from the global one, and every call must draw new ones."""
    seed = int(make.integers(0, 2**31))
    agree(draws(student.xavier_uniform, seed), draws(reference.xavier_uniform, seed))
