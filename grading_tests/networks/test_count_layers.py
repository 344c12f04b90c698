"""Hidden tests of count_layers."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("count_layers")


def counted(side, build):
    """What one side says of a network that is built where its function runs."""
    nn = getattr(side, "torch", torch).nn
    return lambda: side.count_layers(build(nn))


def linear_only(nn):
    return nn.Sequential(nn.Linear(7, 3))


def linear_and_sigmoid(nn):
    return nn.Sequential(nn.Linear(7, 1), nn.Sigmoid())


def with_dropout(nn):
    return nn.Sequential(
        nn.Linear(9, 8), nn.ReLU(), nn.Dropout(0.5), nn.Linear(8, 4), nn.ReLU(), nn.Dropout(0.5), nn.Linear(4, 2)
    )


def deep(nn):
    layers = []
    for width in (6, 5, 4, 3):
        layers += [nn.Linear(width + 1, width), nn.Tanh()]
    return nn.Sequential(*layers, nn.Linear(3, 2), nn.Sigmoid())


def without_bias(nn):
    return nn.Sequential(nn.Linear(5, 4, bias=False), nn.Linear(4, 3, bias=False), nn.ReLU(), nn.Linear(3, 2))


def convolutional(nn):
    return nn.Sequential(
        nn.Conv2d(1, 4, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(4, 6, 3), nn.ReLU(), nn.Flatten(), nn.Linear(54, 10)
    )


def nested(nn):
    block = nn.Sequential(nn.Linear(6, 5), nn.ReLU(), nn.Sequential(nn.Linear(5, 5), nn.Sigmoid()))
    return nn.Sequential(block, nn.Linear(5, 4), nn.ReLU(), nn.Linear(4, 2))


@pytest.mark.points(1)
@pytest.mark.message(ko="학습할 파라미터가 있는 층만 세어야 합니다. 활성화 함수와 드롭아웃은 층이 아닙니다.")
@pytest.mark.parametrize("build", [linear_only, linear_and_sigmoid, with_dropout, deep])
def test_only_what_can_be_learned_is_a_layer(student, reference, build):
    """Only what has weights must count as a layer, neither activations nor dropout."""
    agree(counted(student, build), counted(reference, build))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="편향이 없는 층도 한 층입니다.")
def test_layers_without_a_bias(student, reference):
    """A layer without a bias must count as one."""
    agree(counted(student, without_bias), counted(reference, without_bias))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="합성곱 층도 한 층입니다. 풀링과 Flatten은 아닙니다.")
def test_convolutions(student, reference):
    """A convolution must count, pooling and flatten must not."""
    agree(counted(student, convolutional), counted(reference, convolutional))


@pytest.mark.points(1)
@pytest.mark.message(ko="안에 들어 있는 `Sequential`의 층도 하나하나 세어야 합니다.")
def test_networks_inside_networks(student, reference):
    """The layers of a `Sequential` inside must be counted one by one."""
    agree(counted(student, nested), counted(reference, nested))
