"""Hidden tests of evaluate."""

import pytest
import torch
from classification_live import batches_on_cpu, linear, provided_of, state, torch_of

from autograder.testing import agree

pytestmark = pytest.mark.exercise("evaluate")

# The numbers of samples are powers of two: then every share is exact in float32 and in float64.


def evaluated(side, device):
    def ask(x, y, weight, bias, batch_size):
        model = linear(side, weight, bias).to(device)
        return side.evaluate(model, batches_on_cpu(side, x, y, batch_size), device)

    return ask


def with_batch_norm(side, device):
    """The accuracy of a model with batch normalisation that was being trained, and its state afterwards."""

    def ask(x, y, weight, bias):
        nn = torch_of(side).nn
        model = nn.Sequential(nn.BatchNorm1d(weight.shape[1]), linear(side, weight, bias)).to(device)
        model.train()
        return side.evaluate(model, batches_on_cpu(side, x, y, 8), device), state(model)

    return ask


def recorded(side, device):
    """Whether gradients were being recorded, for each use of the model."""

    def ask(x, y):
        model = provided_of(side).Witness(4, 3).to(device)
        side.evaluate(model, batches_on_cpu(side, x, y, 3), device)
        return list(model.with_grad)

    return ask


def moved(side):
    """Which minibatches were moved."""

    def ask(x, y):
        provided = provided_of(side)
        loader = provided.HostBatches(x, y, 3)
        side.evaluate(provided.Listening(4, 3, loader), loader, "cpu")
        return sorted({number for number, _ in loader.moves})

    return ask


def labelled(x, weight, bias, wrong):
    """The labels that the linear model predicts, except for the rows `wrong`, where they are others."""
    y = (x @ weight.T + bias).argmax(dim=1)
    y[wrong] = (y[wrong] + 1) % len(bias)
    return y


@pytest.mark.points(2)
@pytest.mark.message(ko="마지막 미니배치가 작더라도 모든 표본 중에서 맞힌 비율이어야 합니다.")
@pytest.mark.parametrize("batch_size", [5, 4, 6, 32], ids=["1 left", "none left", "4 left", "one minibatch"])
def test_share_of_all_samples(student, reference, make, device, batch_size):
    """The result must be the share of right predictions among all samples, even if the last minibatch is short."""
    x, weight, bias = make.tensor(16, 3), make.tensor(4, 3), make.tensor(4)
    y = labelled(x, weight, bias, wrong=[0, 1, 15])
    agree(evaluated(student, device), evaluated(reference, device), x, y, weight, bias, batch_size)


@pytest.mark.points(1)
@pytest.mark.message(ko="모델은 평가 모드로 써야 하고, 이동 평균과 매개변수는 바뀌지 않아야 합니다.")
def test_evaluation_mode(student, reference, make, device):
    """The model must be used in evaluation mode: neither running statistics nor parameters may change."""
    x, weight, bias = make.tensor(16, 4, mean=3.0), make.tensor(3, 4), make.tensor(3)
    y = labelled(x, weight, bias, wrong=[2, 3, 4, 5])
    agree(with_batch_norm(student, device), with_batch_norm(reference, device), x, y, weight, bias)


@pytest.mark.points(1)
@pytest.mark.message(ko="평가하는 동안에는 기울기를 기록하지 않아야 합니다.")
def test_without_gradients(student, reference, make, device):
    """While the model is evaluated no gradients may be recorded."""
    agree(recorded(student, device), recorded(reference, device), make.tensor(8, 4), torch.arange(8) % 3)


@pytest.mark.points(1)
@pytest.mark.devices("cpu")
@pytest.mark.message(ko="미니배치를 device로 옮긴 다음 모델에 넣어야 합니다.")
def test_moves_the_minibatches(student, reference, make):
    """The minibatches must be moved to the device before the model gets them."""
    agree(moved(student), moved(reference), make.tensor(8, 4), torch.arange(8) % 3)
