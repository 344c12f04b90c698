"""Hidden tests of Learner."""

import pytest
from classification_live import batches, linear, provided_of, state, torch_of

from autograder.testing import agree

pytestmark = pytest.mark.exercise("Learner")


def fitted(side, device, epochs=(1,), lr=0.25):
    """The losses of each fit, and the parameters of the caller's model afterwards."""

    def fit(x, y, weight, bias, batch_size):
        model = linear(side, weight, bias).to(device)
        learner = side.Learner(model, torch_of(side).nn.CrossEntropyLoss(), lr)
        losses = [learner.fit(batches(side, x, y, batch_size), count) for count in epochs]
        return losses, state(model)

    return fit


def losses_of(fit):
    return lambda *arguments: fit(*arguments)[0]


def parameters_of(fit):
    return lambda *arguments: fit(*arguments)[1]


def with_a_head_that_is_not_used(side, device):
    """The parameters of a model of which one part takes no part in the loss, and one bias is frozen."""

    def fit(x, y, weight, bias):
        model = provided_of(side).TwoHeads(weight.shape[1], weight.shape[0])
        values = {"used.weight": weight, "used.bias": bias, "unused.weight": weight + 1, "unused.bias": bias - 1}
        model.load_state_dict(values)
        model.to(device)
        model.used.bias.requires_grad = False
        side.Learner(model, torch_of(side).nn.CrossEntropyLoss(), 0.5).fit(batches(side, x, y, 4), 1)
        return state(model)

    return fit


def with_an_evaluation_in_between(side, device):
    """The state of a model with batch normalisation after two fits; in between it was in evaluation mode."""

    def fit(x, y, weight, bias):
        nn = torch_of(side).nn
        model = nn.Sequential(nn.BatchNorm1d(weight.shape[1]), linear(side, weight, bias)).to(device)
        learner = side.Learner(model, nn.CrossEntropyLoss(), 0.125)
        learner.fit(batches(side, x, y, 5), 1)
        model.eval()
        learner.fit(batches(side, x, y, 5), 2)
        return state(model)

    return fit


def problem(make, samples, classes=3):
    """Samples, labels, weight and bias."""
    return make.tensor(samples, 4), make.integers(0, classes, samples), make.tensor(classes, 4), make.tensor(classes)


@pytest.mark.points(2)
@pytest.mark.message(ko="미니배치마다 매개변수가 기울기의 반대 방향으로 학습률만큼 움직여야 합니다.")
@pytest.mark.parametrize("lr", [0.25, 0.03125])
def test_one_update_for_each_minibatch(student, reference, make, device, lr):
    """Each minibatch must move the parameters once, against its own gradient, by the learning rate."""
    data = (*problem(make, 13), 5)
    agree(parameters_of(fitted(student, device, lr=lr)), parameters_of(fitted(reference, device, lr=lr)), *data)


@pytest.mark.points(2)
@pytest.mark.message(ko="에포크마다 모든 표본의 평균 손실을 하나씩 담은 리스트를 반환해야 합니다.")
def test_mean_loss_of_each_epoch(student, reference, make, device):
    """The result must be a list with the mean loss over the samples of each epoch."""
    x, y, weight, bias = problem(make, 10)
    x[-2:] *= 8.0  # the last samples have another loss than the rest
    data = x, y, weight, bias, 4
    agree(losses_of(fitted(student, device, [3])), losses_of(fitted(reference, device, [3])), *data)


@pytest.mark.points(1)
@pytest.mark.message(ko="기울기가 없는 매개변수는 그대로 두고 나머지는 움직여야 합니다.")
def test_parameters_without_a_gradient_stay(student, reference, make, device):
    """Parameters without a gradient must stay as they are, and the others must move."""
    data = problem(make, 8)
    agree(with_a_head_that_is_not_used(student, device), with_a_head_that_is_not_used(reference, device), *data)


@pytest.mark.points(1)
@pytest.mark.message(ko="두 번째 fit은 학습 모드에서, 첫 번째가 멈춘 곳에서 이어 가야 합니다.")
def test_goes_on_where_it_stopped(student, reference, make, device):
    """A second fit must go on where the first stopped, in training mode again."""
    data = problem(make, 10, classes=2)
    agree(with_an_evaluation_in_between(student, device), with_an_evaluation_in_between(reference, device), *data)


@pytest.mark.points(1)
@pytest.mark.message(
    ko="에포크가 0이면 빈 리스트를 반환하고 아무것도 바꾸지 않아야 하며, 그 뒤의 학습은 그대로 되어야 합니다."
)
def test_no_epochs(student, reference, make, device):
    """Zero epochs must give an empty list and change nothing, and training must be possible afterwards."""
    data = (*problem(make, 9), 3)
    agree(fitted(student, device, [0, 2]), fitted(reference, device, [0, 2]), *data)
