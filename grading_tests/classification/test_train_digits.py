"""Hidden tests of train_digits."""

import pytest
import torch
from classification_digits import two_digits

from autograder.testing import agree

pytestmark = pytest.mark.exercise("train_digits")

# On other devices than the CPU one test runs, so that a model made in the wrong place costs no more than that one.


def probabilities(side):
    """What the trained model says of further samples."""

    def train(x, y, further, batch_size, num_updates, learning_rate):
        model = side.train_digits(x, y, batch_size, num_updates, learning_rate, seed=3)
        return model(further).flatten()

    return train


def used_samples(side):
    """Facts about one epoch on samples that have a feature each, whose weight stays zero until the sample is used."""

    def train(x, y):
        model = side.train_digits(x, y, 8, 2, 1.0, seed=1)
        scores = torch.logit(model(torch.cat([x, torch.zeros_like(x[:1])])).detach().flatten())
        weights = scores[:-1] - scores[-1]
        towards = torch.where(y == 1, weights, -weights)
        return {
            "every sample was used": bool((towards.abs() > 0.03125).all()),
            "for its class": bool((towards > 0).all()),
        }

    return train


def seeds(side):
    def train(x, y):
        models = [side.train_digits(x, y, 4, 7, 0.5, seed=seed) for seed in (2, 2, 5)]
        first, same, other = (model(x).detach().flatten() for model in models)
        is_other = not torch.allclose(first, other, atol=1e-6)
        return {"same seed, same model": torch.equal(first, same), "another seed, another model": is_other}

    return train


@pytest.mark.points(2)
@pytest.mark.devices("cpu")
@pytest.mark.message(
    ko="경사하강법이든 확률적 경사하강법이든, 같은 횟수로 갱신하면 처음 보는 숫자의 95%를 맞혀야 합니다."
)
@pytest.mark.parametrize("batch_size", [120, 16], ids=["gradient descent", "stochastic gradient descent"])
def test_accuracy_on_new_digits(student, batch_size):
    """After the same number of updates, either kind of descent must get 95 % of digits right that it never saw."""
    images, is_four = two_digits(4, 9)
    x, y = images.reshape(-1, 64), is_four.float()
    model = student.train_digits(x[:120], y[:120], batch_size, 40, 0.5)
    p = model(x[120:]).detach().flatten()
    # Over 25 orders of the samples the worst had 97.1 % right.
    assert ((p > 0.5) == is_four[120:]).float().mean() >= 0.95


@pytest.mark.points(2)
@pytest.mark.message(ko="미니배치가 전체 데이터이면 0에서 시작하는 경사하강법과 결과가 같아야 합니다.")
@pytest.mark.parametrize("num_updates", [1, 4])
def test_gradient_descent(student, reference, make, num_updates):
    """With all samples in one minibatch the result must be that of gradient descent from zero."""
    x, y, further = make.tensor(9, 5), (make.tensor(9) > 0.5).float(), make.tensor(6, 5)
    y[:2] = torch.tensor([0.0, 1.0])
    agree(probabilities(student), probabilities(reference), x, y, further, 9, num_updates, 0.5)


@pytest.mark.points(2)
@pytest.mark.devices("cpu")
@pytest.mark.message(ko="갱신은 정확히 num_updates번이고, 매번 미니배치의 평균 손실을 써야 합니다.")
@pytest.mark.parametrize("num_updates", [1, 3, 5])
def test_number_of_updates(student, reference, make, num_updates):
    """There must be exactly num_updates updates, each by the mean loss of its minibatch."""
    # Ten samples that are all the same: whatever their order, each minibatch has the same gradient.
    sample = make.tensor(1, 4)
    x, further = sample.repeat(10, 1), make.tensor(5, 4)
    agree(probabilities(student), probabilities(reference), x, torch.ones(10), further, 4, num_updates, 0.25)


@pytest.mark.points(1)
@pytest.mark.devices("cpu")
@pytest.mark.message(ko="한 에포크에서 마지막의 작은 미니배치까지 모든 표본을 써야 합니다.")
def test_an_epoch_uses_every_sample(student, reference):
    """One epoch must use every sample, those of the short last minibatch included."""
    agree(used_samples(student), used_samples(reference), torch.eye(15), (torch.arange(15) % 3 == 0).float())


@pytest.mark.points(1)
@pytest.mark.devices("cpu")
@pytest.mark.message(ko="같은 시드는 같은 모델을, 다른 시드는 다른 모델을 주어야 합니다.")
def test_the_seed_decides_the_order(student, reference, make):
    """The same seed must give the same model, another seed another one."""
    agree(seeds(student), seeds(reference), make.tensor(20, 3), (make.tensor(20) > 0).float())
