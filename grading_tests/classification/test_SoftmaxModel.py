"""Hidden tests of SoftmaxModel."""

import pytest
import torch
from classification_live import asked_with, sizes

from autograder.testing import agree

pytestmark = pytest.mark.exercise("SoftmaxModel")


def logits(side, device):
    """What the model makes of samples with these parameters."""

    def compute(x, weight, bias):
        model = side.SoftmaxModel(x.shape[1], len(bias)).to(device)
        return asked_with(model, weight, bias, lambda model: model(x))

    return compute


def gradient_of_the_bias(side, device):
    """The gradient of the cross-entropy as PyTorch computes it, which applies the softmax itself."""

    def compute(x, targets, weight, bias):
        def ask(model):
            torch.nn.functional.cross_entropy(model(x), targets).backward()
            return next(p.grad for p in model.parameters() if p.numel() == len(bias)).flatten()

        return asked_with(side.SoftmaxModel(x.shape[1], len(bias)).to(device), weight, bias, ask)

    return compute


def parameters(side):
    """The sizes of the parameters, and whether all of them can be trained."""

    def ask(features, classes):
        model = side.SoftmaxModel(features, classes)
        return sizes(model), all(p.requires_grad for p in model.parameters())

    return ask


@pytest.mark.points(2)
@pytest.mark.message(ko="출력은 소프트맥스를 취하지 않은 점수 xW + b이고, 크기는 (N, C)여야 합니다.")
@pytest.mark.parametrize("size", [(6, 4, 3), (1, 5, 2), (3, 2, 7)], ids=["3 classes", "1 sample", "7 classes"])
def test_logits(student, reference, make, device, size):
    """The output must be the scores xW + b, of shape (N, C), without a softmax."""
    samples, features, classes = size
    weight, bias = make.tensor(classes, features), make.tensor(classes, mean=1.0)
    agree(logits(student, device), logits(reference, device), make.tensor(samples, features, scale=2.0), weight, bias)


@pytest.mark.points(1)
@pytest.mark.message(ko="매개변수는 D × C개의 가중치와 C개의 편향이고, 학습할 수 있게 등록되어 있어야 합니다.")
@pytest.mark.parametrize("size", [(64, 10), (5, 3)], ids=["digits", "small"])
def test_parameters(student, reference, size):
    """The parameters must be D x C weights and C biases, registered so that they can be trained."""
    agree(parameters(student), parameters(reference), *size)


@pytest.mark.points(1)
@pytest.mark.message(ko="`torch.nn.functional.cross_entropy`와 함께 썼을 때 기울기가 맞아야 합니다.")
def test_learns_with_the_cross_entropy_of_torch(student, reference, make, device):
    """With `torch.nn.functional.cross_entropy` as its loss the model must get the right gradient."""
    x, targets = make.tensor(8, 5), make.integers(0, 3, 8)
    weight, bias = make.tensor(3, 5), make.tensor(3)
    agree(gradient_of_the_bias(student, device), gradient_of_the_bias(reference, device), x, targets, weight, bias)
