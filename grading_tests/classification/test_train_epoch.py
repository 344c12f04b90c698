"""Hidden tests of train_epoch."""

import pytest
from classification_live import batches_on_cpu, linear, provided_of, state, torch_of

from autograder.testing import agree

pytestmark = pytest.mark.exercise("train_epoch")


def trained(side, device, epochs=1):
    """The losses of some epochs of SGD on a linear model, and its parameters afterwards."""

    def train(x, y, weight, bias, batch_size):
        model = linear(side, weight, bias).to(device)
        optimizer = torch_of(side).optim.SGD(model.parameters(), lr=0.25)
        loss_fn = torch_of(side).nn.CrossEntropyLoss()
        loader = batches_on_cpu(side, x, y, batch_size)
        losses = [side.train_epoch(model, loader, optimizer, loss_fn, device) for _ in range(epochs)]
        return losses, state(model)

    return train


def with_adam(side, device):
    """The parameters after two epochs of Adam on squared errors."""

    def train(x, y, weight, bias):
        model = linear(side, weight, bias).to(device)
        optimizer = torch_of(side).optim.Adam(model.parameters(), lr=0.125)
        loader, loss_fn = batches_on_cpu(side, x, y, 3), torch_of(side).nn.MSELoss()
        for _ in range(2):
            side.train_epoch(model, loader, optimizer, loss_fn, device)
        return state(model)

    return train


def after_an_evaluation(side, device):
    """Parameters and running statistics of a model that was in evaluation mode before."""

    def train(x, y, weight, bias):
        nn = torch_of(side).nn
        model = nn.Sequential(nn.BatchNorm1d(weight.shape[1]), linear(side, weight, bias)).to(device)
        model.eval()
        optimizer = torch_of(side).optim.SGD(model.parameters(), lr=0.5)
        side.train_epoch(model, batches_on_cpu(side, x, y, 6), optimizer, nn.CrossEntropyLoss(), device)
        return state(model), model.training

    return train


def moves(side):
    """Which minibatches were moved, and whether the model had used those before when each was."""

    def train(x, y):
        provided = provided_of(side)
        loader = provided.HostBatches(x, y, 4)
        model = provided.Listening(4, 3, loader)
        optimizer = torch_of(side).optim.SGD(model.parameters(), lr=0.25)
        side.train_epoch(model, loader, optimizer, torch_of(side).nn.CrossEntropyLoss(), "cpu")
        made = loader.moves
        in_turn = all(forwards >= number for number, forwards in made)
        return {"minibatches moved": sorted({number for number, _ in made}), "each in its turn": in_turn}

    return train


def parameters_of(train):
    return lambda *arguments: train(*arguments)[1]


def loss_of(train):
    return lambda *arguments: train(*arguments)[0]


@pytest.mark.points(2)
@pytest.mark.message(ko="미니배치마다 그 미니배치의 기울기만으로 매개변수를 한 번씩 갱신해야 합니다.")
@pytest.mark.parametrize("epochs", [1, 2])
def test_one_update_for_each_minibatch(student, reference, make, device, epochs):
    """Each minibatch must update the parameters once, by its own gradient alone."""
    data = make.tensor(14, 4), make.integers(0, 3, 14), make.tensor(3, 4), make.tensor(3), 5
    agree(parameters_of(trained(student, device, epochs)), parameters_of(trained(reference, device, epochs)), *data)


@pytest.mark.points(1)
@pytest.mark.message(ko="반환값은 마지막 미니배치가 작더라도 모든 표본의 손실의 평균이어야 합니다.")
@pytest.mark.parametrize("samples", [10, 12], ids=["short last minibatch", "equal minibatches"])
def test_mean_loss_of_the_samples(student, reference, make, device, samples):
    """The result must be the mean loss over all samples, even if the last minibatch is short."""
    y = make.integers(0, 3, samples)
    x = make.tensor(samples, 4)
    x[-2:] *= 8.0  # the last samples have another loss than the rest
    data = x, y, make.tensor(3, 4), make.tensor(3), 4
    agree(loss_of(trained(student, device)), loss_of(trained(reference, device)), *data)


@pytest.mark.points(1)
@pytest.mark.message(ko="모델을 학습 모드로 바꾸어야 합니다.")
def test_training_mode(student, reference, make, device):
    """The model must be put into training mode."""
    data = make.tensor(12, 5, mean=1.0), make.integers(0, 2, 12), make.tensor(2, 5), make.tensor(2)
    agree(after_an_evaluation(student, device), after_an_evaluation(reference, device), *data)


@pytest.mark.points(1)
@pytest.mark.devices("cpu")
@pytest.mark.message(ko="미니배치는 x와 y 모두, 자기 차례가 되었을 때 하나씩 device로 옮겨야 합니다.")
def test_moves_one_minibatch_at_a_time(student, reference, make):
    """Each minibatch, x and y, must be moved to the device when its turn comes, and not earlier."""
    agree(moves(student), moves(reference), make.tensor(11, 4), make.integers(0, 3, 11))


@pytest.mark.points(1)
@pytest.mark.message(ko="손실 함수와 옵티마이저는 인수로 받은 것을 써야 합니다.")
def test_uses_the_given_optimizer_and_loss(student, reference, make, device):
    """The optimizer and the loss must be those that were passed in."""
    data = make.tensor(7, 3), make.tensor(7, 2), make.tensor(2, 3), make.tensor(2)
    agree(with_adam(student, device), with_adam(reference, device), *data)
