"""Hidden tests of linear_regression_sgd.

Which sample comes when is left to the student; what is asked here holds for every order.
"""

import pytest
import torch

from autograder.testing import agree, on_cpu

pytestmark = pytest.mark.exercise("linear_regression_sgd")

# So small a step that the order of the samples does not matter, in float64.
TINY = 2.0**-24
roughly = agree.where(level={torch.float64: 1e-4})


def of(side):
    """The function of one side; a student's gets a generator that stays on the CPU, whatever the device of the data."""
    is_remote = hasattr(side, "torch")
    return lambda *data: side.linear_regression_sgd(*data[:-1], on_cpu(data[-1]) if is_remote else data[-1])


def seeded(train, seed=5):
    """Training with a generator of its own."""
    return lambda *data: train(*data, torch.Generator().manual_seed(seed))


def parameters(train):
    """What was learned: w and b."""
    return lambda *data: seeded(train)(*data)[:2]


def shares(train):
    """How much of a step each sample got, in ascending order: 1 / (size of its batch)."""

    def ask(X, y, *how):
        w, _, _ = seeded(train)(X, y, TINY, *how)
        return (w.detach() / (2 * TINY)).sort().values

    return ask


def numbers(losses):
    """Losses as Python numbers, also where they are tensors that still hang on their graph."""
    return [float(loss.detach() if isinstance(loss, torch.Tensor) else loss) for loss in losses]


def losses_by_epoch(train):
    """The losses of each epoch, in ascending order."""

    def ask(X, y, num_epochs, batch_size):
        losses = numbers(seeded(train)(X, y, TINY, num_epochs, batch_size)[2])
        return torch.tensor(losses, dtype=torch.float64).reshape(num_epochs, -1).sort().values

    return ask


def total_loss(train):
    """How many losses there are, and what they add up to when each counts for the samples of its batch."""

    def ask(X, y, batch_size):
        losses = numbers(seeded(train)(X, y, TINY, 1, batch_size)[2])
        sizes = [min(batch_size, len(y) - start) for start in range(0, len(y), batch_size)]
        return len(losses), sum(loss * size for loss, size in zip(losses, sizes, strict=False))

    return ask


def order_of_samples(losses, y):
    """Which sample each loss of a batch of one belongs to: the one whose square it is."""
    return [int((y**2 - loss).abs().argmin()) for loss in numbers(losses)]


def what_chance_does(train):
    """What is true of the orders of two epochs each, with generators of seeds 3, 3 and 4."""

    def ask(X, y):
        one, same, other = (order_of_samples(seeded(train, seed)(X, y, TINY, 2, 1)[2], y) for seed in (3, 3, 4))
        samples = list(range(len(y)))
        return {
            "each epoch uses every sample once": sorted(one[: len(y)]) == sorted(one[len(y) :]) == samples,
            "equal generators give the same order": one == same,
            "another generator gives another order": one != other,
            "the second epoch has a new order": one[: len(y)] != one[len(y) :],
        }

    return ask


@pytest.mark.points(2)
@pytest.mark.message(ko="배치에 모든 표본이 들어가면 평균제곱오차에 대한 경사하강법과 같아야 합니다.")
@pytest.mark.parametrize("batch_size", [10, 32], ids=["exactly all", "more than all"])
def test_one_batch_with_all_samples_is_gradient_descent(student, reference, make, batch_size):
    """With a batch that holds all samples this must be gradient descent on the mean squared error."""
    X, y = make.tensor(10, 3, dtype=torch.float64), make.tensor(10, dtype=torch.float64, mean=1.0)
    agree(seeded(of(student)), seeded(of(reference)), X, y, 0.125, 2, batch_size)


@pytest.mark.points(2)
@pytest.mark.message(ko="모든 표본이 한 에폭에 한 번씩, 더 짧은 마지막 배치에서도 그 배치의 평균으로 쓰여야 합니다.")
@pytest.mark.parametrize(("samples", "batch_size"), [(10, 4), (7, 3)])
def test_every_sample_once_in_every_epoch(student, reference, samples, batch_size):
    """Every sample must count once, with the mean over its own batch, also in a shorter last batch."""
    X, y = torch.eye(samples, dtype=torch.float64), torch.ones(samples, dtype=torch.float64)
    roughly(shares(of(student)), shares(of(reference)), X, y, 1, batch_size)


@pytest.mark.points(1.5)
@pytest.mark.message(ko="losses에는 배치마다 그 배치의 평균제곱오차가 하나씩 들어 있어야 합니다.")
def test_one_loss_per_batch(student, reference, make):
    """There must be one loss per batch, the mean squared error of that batch."""
    X, y = make.tensor(11, 2, dtype=torch.float64), make.tensor(11, dtype=torch.float64)
    train, right = of(student), of(reference)
    roughly(total_loss(train), total_loss(right), X, y, 4)
    roughly(losses_by_epoch(train), losses_by_epoch(right), X, y, 2, 1)


@pytest.mark.points(1.5)
@pytest.mark.message(ko="순서는 생성기로만 정해지고, 에폭마다 새로 섞어야 합니다.")
def test_the_generator_alone_decides_the_order(student, reference, make):
    """Equal generators must give the same, another one something else, and every epoch another order."""
    X, y = make.tensor(12, 2, dtype=torch.float64), torch.arange(1.0, 13.0, dtype=torch.float64)
    agree(what_chance_does(of(student)), what_chance_does(of(reference)), X, y)


@pytest.mark.devices("cpu", "cuda")
@pytest.mark.points(1)
@pytest.mark.message(ko="한 직선 위에 있는 자료에서는 바로 그 계수를 배워야 합니다.")
def test_learns_the_plane_that_the_data_lie_on(student, make):
    """From data that lie on a plane its coefficients must be learned."""
    X, plane = make.tensor(50, 2, dtype=torch.float64), make.tensor(2, dtype=torch.float64, mean=1.0)
    true = (plane, torch.tensor(-2.0, dtype=torch.float64))
    learned = agree.where(level={torch.float64: 1e-2})
    learned(parameters(of(student)), lambda *_: true, X, X @ plane - 2.0, 0.0625, 40, 8)
