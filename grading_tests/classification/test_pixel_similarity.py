"""Hidden tests of pixel_similarity."""

import pytest
import torch
from classification_digits import two_digits

from autograder.testing import agree

pytestmark = pytest.mark.exercise("pixel_similarity")


def distances(pixel_similarity):
    return lambda *arguments: pixel_similarity(*arguments)[0]


def choice(pixel_similarity):
    return lambda *arguments: pixel_similarity(*arguments)[1]


def images_and_means(make, count, height, width, **how):
    return (
        make.tensor(count, height, width, **how),
        make.tensor(height, width, **how),
        make.tensor(height, width, **how),
    )


@pytest.mark.points(1)
@pytest.mark.message(ko="L1 거리는 이미지마다 픽셀 차이의 절댓값을 평균한 값이어야 합니다.")
@pytest.mark.parametrize("size", [(5, 3, 4), (2, 7, 6), (1, 4, 5)], ids=["5 images", "2 images", "1 image"])
def test_l1(student, reference, make, size):
    """The L1 distance must be, for each image, the mean of the absolute differences of the pixels."""
    arguments = (*images_and_means(make, *size), "l1")
    agree(distances(student.pixel_similarity), distances(reference.pixel_similarity), *arguments)


@pytest.mark.points(1)
@pytest.mark.message(ko="RMSE 거리는 이미지마다 픽셀 차이의 제곱을 평균하여 제곱근을 취한 값이어야 합니다.")
@pytest.mark.parametrize("scale", [0.25, 4.0], ids=["small", "large"])
def test_rmse(student, reference, make, scale):
    """The RMSE distance must be, for each image, the square root of the mean of the squared differences."""
    arguments = (*images_and_means(make, 6, 5, 3, scale=scale, dtype=torch.float64), "rmse")
    agree(distances(student.pixel_similarity), distances(reference.pixel_similarity), *arguments)


@pytest.mark.points(1)
@pytest.mark.message(ko="실제 손글씨 숫자에서, mean_a에 더 가까운 이미지에서만 is_a가 True여야 합니다.")
@pytest.mark.parametrize("norm", ["l1", "rmse"])
def test_tells_digits_apart(student, reference, norm):
    """For real handwritten digits, is_a must be True for the images that are closer to mean_a, and for no others."""
    images, is_three = two_digits(3, 7)
    shown, kept = images[:32], images[32:]
    mean_a, mean_b = kept[is_three[32:]].mean(dim=0), kept[~is_three[32:]].mean(dim=0)
    agree(choice(student.pixel_similarity), choice(reference.pixel_similarity), shown, mean_a, mean_b, norm)


@pytest.mark.points(1)
@pytest.mark.message(ko="다른 norm이 주어지면 ValueError를 일으키고, 두 가지 norm에서는 결과를 반환해야 합니다.")
def test_refuses_another_norm(student, reference, make):
    """Any norm but the two must raise ValueError, and the two must give their results."""
    arguments = images_and_means(make, 3, 2, 5)
    for norm in ("l1", "l3", "rmse", ""):
        agree(student.pixel_similarity, reference.pixel_similarity, *arguments, norm)
