"""Hidden tests of flatten_images."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("flatten_images")


@pytest.mark.points(1.5)
@pytest.mark.message(ko="이미지마다 한 행이 되고, 원소의 순서는 그대로여야 합니다.")
@pytest.mark.parametrize("shape", [(4, 3, 5, 2), (6, 7, 3)], ids=["with channels", "without channels"])
def test_one_row_for_each_image(student, reference, make, shape):
    """Each image must become one row, with its elements in their order."""
    agree(student.flatten_images, reference.flatten_images, make.tensor(*shape))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="이미지가 한 장뿐이거나 한 화소뿐이어도 배치 차원은 남아야 합니다.")
@pytest.mark.parametrize("shape", [(1, 2, 3, 4), (1, 5, 3), (3, 1, 1, 1)], ids=["one image", "one plane", "one pixel"])
def test_keeps_the_batch_dimension(student, reference, make, shape):
    """The batch dimension must stay, even with one image or with images of one pixel."""
    agree(student.flatten_images, reference.flatten_images, make.tensor(*shape, dtype=torch.float64))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="바이트나 정수로 된 이미지도 자료형을 유지해야 합니다.")
@pytest.mark.parametrize("dtype", [torch.uint8, torch.int64], ids=["bytes", "integers"])
def test_images_of_whole_numbers(student, reference, make, dtype):
    """Images of whole numbers must stay whole numbers."""
    agree(student.flatten_images, reference.flatten_images, make.integers(0, 256, 3, 2, 4, 5).to(dtype))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="permute로 축을 바꾼, 메모리에서 연속이 아닌 이미지도 펼칠 수 있어야 합니다.")
def test_images_that_are_not_contiguous(student, reference, make):
    """Images whose axes were permuted, and which are not contiguous in memory, must do."""
    agree(student.flatten_images, reference.flatten_images, make.tensor(4, 5, 3, 2).permute(0, 3, 1, 2))
