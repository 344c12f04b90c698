"""Hidden tests of LogisticModel."""

import pytest
import torch
from classification_live import asked_with, sizes

from autograder.testing import agree

pytestmark = pytest.mark.exercise("LogisticModel")


def probabilities(side, device):
    """What the model makes of samples with these parameters."""

    def compute(x, weight, bias):
        model = side.LogisticModel(x.shape[1]).to(device)
        return asked_with(model, weight, bias, lambda model: model(x))

    return compute


def gradients(side, device):
    """The gradients of a weighted sum of the probabilities: of the weights, in any layout, and of the bias."""

    def compute(x, weight, bias, factors):
        def ask(model):
            (model(x) * factors).sum().backward()
            of_weight, of_bias = sorted((p.grad for p in model.parameters()), key=lambda grad: -grad.numel())
            return of_weight.flatten(), of_bias.flatten()

        return asked_with(side.LogisticModel(x.shape[1]).to(device), weight, bias, ask)

    return compute


def parameters(side):
    """The sizes of the parameters, and whether all of them can be trained."""

    def ask(features):
        model = side.LogisticModel(features)
        return sizes(model), all(p.requires_grad for p in model.parameters())

    return ask


def two_new_models(side, device):
    """Facts about the outputs of two models as they are when they are new."""

    def ask(x):
        one, other = (side.LogisticModel(x.shape[1]).to(device) for _ in range(2))
        first, second, again = one(x).detach(), other(x).detach(), one(x).detach()
        facts = {"shape": first.shape, "models differ": not torch.equal(first, second)}
        return {**facts, "calls agree": torch.equal(first, again)}

    return ask


@pytest.mark.points(1.5)
@pytest.mark.message(ko="출력은 σ(xW + b)이고 크기는 (N, 1)이어야 합니다.")
@pytest.mark.parametrize("size", [(7, 3), (2, 5), (1, 4)], ids=["7 samples", "2 samples", "1 sample"])
def test_probabilities(student, reference, make, device, size):
    """The output must be sigmoid(xW + b), of shape (N, 1)."""
    samples, features = size
    weight, bias = make.tensor(1, features), make.tensor(1, mean=1.0)
    x = make.tensor(samples, features)
    agree(probabilities(student, device), probabilities(reference, device), x, weight, bias)


@pytest.mark.points(1)
@pytest.mark.message(ko="매개변수는 특성마다 가중치 하나와 편향 하나이고, 학습할 수 있게 등록되어 있어야 합니다.")
@pytest.mark.parametrize("features", [3, 64])
def test_parameters(student, reference, features):
    """The parameters must be a weight for each feature and one bias, registered so that they can be trained."""
    agree(parameters(student), parameters(reference), features)


@pytest.mark.points(1)
@pytest.mark.message(ko="출력에서 가중치와 편향까지 기울기가 전달되어야 합니다.")
def test_gradients_reach_the_parameters(student, reference, make, device):
    """The gradient of the output must reach weight and bias."""
    inputs = make.tensor(6, 4), make.tensor(1, 4), make.tensor(1), make.tensor(6, 1)
    agree(gradients(student, device), gradients(reference, device), *inputs)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="새로 만든 모델의 가중치는 무작위여야 하고, 모델끼리 매개변수를 공유하면 안 됩니다.")
def test_models_have_weights_of_their_own(student, reference, make, device):
    """The weights of new models must be random, and no two models may share them."""
    agree(two_new_models(student, device), two_new_models(reference, device), make.tensor(5, 6))
