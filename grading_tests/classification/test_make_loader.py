"""Hidden tests of make_loader."""

import pytest
import torch
from classification_live import torch_of

from autograder.testing import agree

pytestmark = pytest.mark.exercise("make_loader")

COUNT = 23


def two_epochs(side):
    """The minibatches of two epochs in order, and the length."""

    def load(x, y, batch_size):
        loader = side.make_loader(x, y, batch_size, shuffle=False, seed=5)
        return [[list(batch) for batch in loader] for _ in range(2)], len(loader)

    return load


def shuffled(student, seed, batch_size=5):
    """A loader of the numbers 0 to 22, whose labels are the same numbers plus 100."""
    x = torch.arange(float(COUNT)).reshape(COUNT, 1)
    return student.make_loader(x, torch.arange(COUNT) + 100, batch_size, shuffle=True, seed=seed)


def numbers(loader):
    """The samples of one epoch in their order; each must come with its own label."""
    order = []
    for x, y in loader:
        assert x.flatten().long().tolist() == (y - 100).tolist(), "a sample comes with another one's label"
        order += y.tolist()
    return [label - 100 for label in order]


@pytest.mark.points(1)
@pytest.mark.message(ko="섞지 않으면 늘 원래 순서대로 나오고, 남은 표본은 마지막의 작은 미니배치가 되어야 합니다.")
@pytest.mark.parametrize("batch_size", [4, 11, 16], ids=["short last batch", "one batch", "larger than the data"])
def test_without_shuffling(student, reference, make, batch_size):
    """Without shuffling every epoch must keep the order, and what is left must be a short last minibatch."""
    agree(two_epochs(student), two_epochs(reference), make.tensor(11, 3), make.integers(0, 5, 11), batch_size)


@pytest.mark.points(1)
@pytest.mark.message(ko="섞으면 다른 순서로 나오되, 모든 표본이 자기 레이블과 함께 한 번씩 나와야 합니다.")
def test_shuffling_keeps_pairs_together(student):
    """With shuffling the order must be another one, and every sample must come once, with its own label."""
    loader = shuffled(student, seed=3)
    order = numbers(loader)
    assert sorted(order) == list(range(COUNT))
    assert order != list(range(COUNT))
    assert len(loader) == 5


@pytest.mark.points(0.5)
@pytest.mark.message(ko="에포크마다 순서가 새로 정해져야 합니다.")
def test_every_epoch_has_a_new_order(student):
    """Every epoch must have a new order."""
    loader = shuffled(student, seed=4)
    first, second = numbers(loader), numbers(loader)
    assert first != second
    assert sorted(first) == sorted(second) == list(range(COUNT))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="같은 시드는 같은 순서를, 다른 시드는 다른 순서를 주어야 합니다.")
def test_the_seed_decides_the_order(student):
    """The same seed must give the same orders in every epoch, another seed others."""
    one, same, other = (shuffled(student, seed) for seed in (7, 7, 8))
    orders = [[numbers(loader) for _ in range(2)] for loader in (one, same, other)]
    assert orders[0] == orders[1]
    assert orders[0][0] != orders[2][0]
    assert sorted(orders[0][0]) == list(range(COUNT))


@pytest.mark.points(1)
@pytest.mark.message(ko="순서는 다른 난수의 영향을 받지 않아야 하고, 다른 난수에 영향을 주어서도 안 됩니다.")
def test_other_random_numbers_stay_apart(student):
    """Other random numbers must not change the order, nor must making a loader change them."""
    nn = torch_of(student).nn
    first = shuffled(student, seed=9)
    drawn = nn.Linear(4, 3).weight.detach().clone()
    order = numbers(first)
    second = shuffled(student, seed=9)
    drawn_again = nn.Linear(4, 3).weight.detach().clone()
    assert order == numbers(second)
    assert sorted(order) == list(range(COUNT))
    assert not torch.equal(drawn, drawn_again)
