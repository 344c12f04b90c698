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


def shuffled(side, seed):
    """A loader of the numbers 0 to 22, whose labels are the same numbers plus 100."""
    x = torch.arange(float(COUNT)).reshape(COUNT, 1)
    return side.make_loader(x, torch.arange(COUNT) + 100, 5, shuffle=True, seed=seed)


def epoch(loader):
    """The samples of one epoch and their labels, in their order."""
    samples, labels = [], []
    for x, y in loader:
        samples += x.flatten().long().tolist()
        labels += (y.flatten() - 100).tolist()
    return samples, labels


def facts_of_one_epoch(side):
    def look():
        loader = shuffled(side, seed=3)
        samples, labels = epoch(loader)
        return {
            "each once": sorted(samples) == list(range(COUNT)),
            "another order": samples != sorted(samples),
            "their own labels": samples == labels,
            "minibatches": len(loader),
        }

    return look


def facts_of_two_epochs(side):
    def look():
        loader = shuffled(side, seed=4)
        first, second = epoch(loader)[0], epoch(loader)[0]
        return {
            "shuffled": first != sorted(first),
            "a new order": first != second,
            "the same samples": sorted(first) == sorted(second),
        }

    return look


def facts_of_seeds(side):
    def look():
        loaders = [shuffled(side, seed) for seed in (7, 7, 8)]
        one, same, other = ([epoch(loader)[0] for _ in range(2)] for loader in loaders)
        return {"same seed, same orders": one == same, "another seed, another order": one[0] != other[0]}

    return look


def facts_of_other_numbers(side):
    """A layer is made in between: its weights are random numbers that have nothing to do with the loader."""

    def look():
        nn = torch_of(side).nn
        first = shuffled(side, seed=9)
        drawn = nn.Linear(4, 3).weight.detach().clone()
        order = epoch(first)[0]
        second = shuffled(side, seed=9)
        drawn_again = nn.Linear(4, 3).weight.detach().clone()
        return {
            "the order is the same": epoch(second)[0] == order,
            "the other numbers go on": not torch.equal(drawn, drawn_again),
            "shuffled": order != sorted(order),
            "samples": len(order),
        }

    return look


@pytest.mark.points(1)
@pytest.mark.message(ko="섞지 않으면 늘 원래 순서대로 나오고, 남은 표본은 마지막의 작은 미니배치가 되어야 합니다.")
@pytest.mark.parametrize("batch_size", [4, 11, 16], ids=["short last batch", "one batch", "larger than the data"])
def test_without_shuffling(student, reference, make, batch_size):
    """Without shuffling every epoch must keep the order, and what is left must be a short last minibatch."""
    agree(two_epochs(student), two_epochs(reference), make.tensor(11, 3), make.integers(0, 5, 11), batch_size)


@pytest.mark.points(1)
@pytest.mark.message(ko="섞으면 다른 순서로 나오되, 모든 표본이 자기 레이블과 함께 한 번씩 나와야 합니다.")
def test_shuffling_keeps_pairs_together(student, reference):
    """With shuffling the order must be another one, and every sample must come once, with its own label."""
    agree(facts_of_one_epoch(student), facts_of_one_epoch(reference))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="에포크마다 순서가 새로 정해져야 합니다.")
def test_every_epoch_has_a_new_order(student, reference):
    """Every epoch must have a new order."""
    agree(facts_of_two_epochs(student), facts_of_two_epochs(reference))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="같은 시드는 같은 순서를, 다른 시드는 다른 순서를 주어야 합니다.")
def test_the_seed_decides_the_order(student, reference):
    """The same seed must give the same orders in every epoch, another seed others."""
    agree(facts_of_seeds(student), facts_of_seeds(reference))


@pytest.mark.points(1)
@pytest.mark.message(ko="순서는 다른 난수의 영향을 받지 않아야 하고, 다른 난수에 영향을 주어서도 안 됩니다.")
def test_other_random_numbers_stay_apart(student, reference):
    """Other random numbers must not change the order, nor must making a loader change them."""
    agree(facts_of_other_numbers(student), facts_of_other_numbers(reference))
