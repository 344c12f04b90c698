"""Hidden tests of conv_output_size."""

import pytest
from hypothesis import strategies as st

from autograder.testing import agree, given

pytestmark = pytest.mark.exercise("conv_output_size")

LAYERS = {"AlexNet 1": (227, 11, 4, 0), "AlexNet 2": (27, 5, 1, 2), "DCGAN": (32, 4, 2, 1)}
JUST_FITS = [(5, 5), (3, 5, 2, 1), (7, 4, 3, 0, 2)]
DOES_NOT_FIT = [(4, 5), (3, 5, 4), (2, 7, 1, 2), (6, 4, 1, 0, 2)]


@pytest.mark.points(1)
@pytest.mark.message(ko="스트라이드와 양쪽 패딩을 쓰는, 잘 알려진 층들의 출력 크기가 맞아야 합니다.")
@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)
def test_known_layers(student, reference, layer):
    """Layers of well-known networks, with a stride and padding on both sides, must get their sizes."""
    agree(student.conv_output_size, reference.conv_output_size, *layer)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="스트라이드로 나누어떨어지지 않으면 내림한 정수를 반환해야 합니다.")
def test_rounds_down(student, reference):
    """Where the stride does not divide evenly, the size must be rounded down to an int."""
    for input_size in (10, 11, 12):
        agree(student.conv_output_size, reference.conv_output_size, input_size, 3, stride=4)


@pytest.mark.points(1)
@pytest.mark.message(ko="팽창(dilation)은 커널의 원소 사이를 벌려 놓습니다.")
def test_dilation_spreads_the_kernel(student, reference):
    """Dilation must spread the elements of the kernel apart."""
    agree(student.conv_output_size, reference.conv_output_size, 33, 3, dilation=2)
    agree(student.conv_output_size, reference.conv_output_size, 40, 4, padding=3, dilation=3)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="모든 값의 조합에서 `torch.nn.Conv2d`와 같은 크기를 반환해야 합니다.")
@given(
    kernel=st.fixed_dictionaries(
        {
            "kernel_size": st.integers(1, 7),
            "stride": st.integers(1, 5),
            "padding": st.integers(0, 4),
            "dilation": st.integers(1, 3),
        }
    ),
    room=st.integers(0, 40),
)
def test_any_layer(student, reference, kernel, room):
    """Whatever the arguments, the size must be that of `torch.nn.Conv2d`."""
    just_fits = max(1, kernel["dilation"] * (kernel["kernel_size"] - 1) + 1 - 2 * kernel["padding"])
    agree(student.conv_output_size, reference.conv_output_size, just_fits + room, **kernel)


@pytest.mark.points(1)
@pytest.mark.message(ko="커널이 꼭 맞으면 출력은 1이고, 들어가지 않으면 ValueError여야 합니다.")
def test_refuses_a_kernel_that_does_not_fit(student, reference):
    """A kernel that just fits gives 1; one that does not fit must raise ValueError."""
    for layer in (*JUST_FITS, *DOES_NOT_FIT):
        agree(student.conv_output_size, reference.conv_output_size, *layer)
