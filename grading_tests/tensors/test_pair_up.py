"""Hidden tests of pair_up."""

import pytest

from autograder.testing import agree

pytestmark = pytest.mark.exercise("pair_up")


@pytest.mark.points(1)
@pytest.mark.message(ko="i번째 입력과 i번째 레이블로 된 튜플의 리스트를 순서대로 반환해야 합니다.")
@pytest.mark.parametrize("labels", ["mnopqr", ("cat", "dog", "owl", "fox", "bee", "ant")], ids=["text", "tuple"])
def test_pairs_by_position(student, reference, make, labels):
    """The result must be the list of tuples of the i-th input and the i-th label, in order."""
    inputs = make.integers(10, 1000, 6).tolist()
    agree(student.pair_up, reference.pair_up, inputs, labels)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="같은 값이 여러 번 나와도 모두 남고, 항목은 텐서여도 됩니다.")
def test_keeps_repeated_items(student, reference, make):
    """Items that occur twice must stay, and items may be tensors."""
    image = make.tensor(2, 3)
    images = [image, make.tensor(2, 3), image, make.tensor(2, 3)]
    agree(student.pair_up, reference.pair_up, images, [1, 0, 1, 1])


@pytest.mark.points(0.5)
@pytest.mark.message(ko="길이가 다르면 짧은 쪽에서 끝나야 합니다.")
@pytest.mark.parametrize(("more", "fewer"), [(5, 3), (2, 0)], ids=["longer", "empty"])
def test_ends_with_the_shorter_one(student, reference, make, more, fewer):
    """The list must end with the shorter of the two."""
    long, short = make.integers(0, 9, more).tolist(), make.integers(0, 9, fewer).tolist()
    agree(student.pair_up, reference.pair_up, long, short)
    agree(student.pair_up, reference.pair_up, short, long)
