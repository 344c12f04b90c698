"""Hidden tests of PairDataset."""

from itertools import islice

import pytest
from classification_live import torch_of

from autograder.testing import agree

pytestmark = pytest.mark.exercise("PairDataset")


def length_and_pairs(side):
    def look(x, y):
        dataset = side.PairDataset(x, y)
        return len(dataset), [dataset[i] for i in (0, len(x) - 1, 1)]

    return look


def walked_through(side):
    """The pairs that a `for` loop meets; it gives up where there are too many."""

    def walk(x, y):
        return list(islice(side.PairDataset(x, y), len(x) + 2))

    return walk


def in_batches(side):
    """What a loader makes of the dataset."""

    def load(x, y, batch_size):
        return list(torch_of(side).utils.data.DataLoader(side.PairDataset(x, y), batch_size=batch_size))

    return load


def first_of_two(side):
    """The first of two datasets, asked when both are there."""

    def ask(x, y):
        first, second = side.PairDataset(x, y), side.PairDataset(x[1:4] + 1, y[1:4])
        return len(first), first[0], len(second), second[0]

    return ask


@pytest.mark.points(1)
@pytest.mark.message(ko="길이는 표본의 개수이고, 인덱스마다 (x, y) 한 쌍을 자료형 그대로 주어야 합니다.")
@pytest.mark.parametrize("shape", [(7, 3), (5, 2, 4)], ids=["features", "images"])
def test_length_and_pairs(student, reference, make, shape):
    """The length must be the number of samples, and each index must give its pair (x, y) with the dtypes kept."""
    x, y = make.tensor(*shape), make.integers(0, 9, shape[0])
    agree(length_and_pairs(student), length_and_pairs(reference), x, y)


@pytest.mark.points(1)
@pytest.mark.message(ko="DataLoader에 넣으면 x와 y의 미니배치가 나와야 합니다.")
def test_works_in_a_loader(student, reference, make):
    """In a DataLoader the dataset must give minibatches of x and y."""
    agree(in_batches(student), in_batches(reference), make.tensor(11, 5), make.integers(0, 3, 11), 4)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="`for` 문으로 순회하면 모든 쌍을 한 번씩 만나고 끝나야 합니다.")
def test_a_loop_meets_every_pair_once(student, reference, make):
    """A `for` loop must meet every pair once and then end."""
    agree(walked_through(student), walked_through(reference), make.tensor(6, 2), make.tensor(6, 1))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="데이터셋을 여러 개 만들어도 각자 자기 데이터를 가지고 있어야 합니다.")
def test_datasets_keep_their_own_data(student, reference, make):
    """When there are two datasets, each must keep its own data."""
    agree(first_of_two(student), first_of_two(reference), make.tensor(6, 3), make.integers(0, 2, 6))


@pytest.mark.points(1)
@pytest.mark.message(ko="x와 y의 길이가 다르면 ValueError를 일으키고, 같으면 데이터셋을 만들어야 합니다.")
def test_refuses_different_lengths(student, reference, make):
    """If x and y are not equally long ValueError must be raised; if they are, there must be a dataset."""
    x, y = make.tensor(5, 3), make.integers(0, 2, 6)
    for labels in (y[:4], y[:5], y):
        agree(length_and_pairs(student), length_and_pairs(reference), x, labels)
