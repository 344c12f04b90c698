"""Hidden tests of one_hot."""

import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given

pytestmark = pytest.mark.exercise("one_hot")


def as_numbers(one_hot):
    """Its values whatever their dtype: whole numbers and floats are both right."""
    return lambda labels, num_classes: one_hot(labels, num_classes).to(torch.float64)


def decoded(one_hot):
    """Where each one-hot vector has its one."""
    return lambda labels, num_classes: one_hot(labels, num_classes).to(torch.float64).argmax(dim=-1)


@pytest.mark.points(1.5)
@pytest.mark.message(ko="레이블 위치만 1이고 나머지는 0이어야 합니다. 레이블은 0부터 시작합니다.")
def test_marks_the_position_of_the_label(student, reference):
    """Each vector must be 1 at the position of its label and 0 elsewhere; labels start at 0."""
    labels = torch.tensor([3, 0, 2, 5, 0, 1, 4, 2])
    agree(as_numbers(student.one_hot), as_numbers(reference.one_hot), labels, 6)


@pytest.mark.points(1)
@pytest.mark.message(ko="나오지 않은 클래스가 있어도 벡터의 길이는 num_classes여야 합니다.")
@pytest.mark.parametrize(("count", "num_classes"), [(4, 9), (11, 7)], ids=["few labels", "many labels"])
def test_is_as_long_as_there_are_classes(student, reference, make, count, num_classes):
    """A vector must have num_classes elements, even where some classes do not occur."""
    labels = make.integers(0, num_classes - 2, count)
    agree(as_numbers(student.one_hot), as_numbers(reference.one_hot), labels, num_classes)


@pytest.mark.points(1)
@pytest.mark.message(ko="레이블의 크기가 어떻든 클래스 차원이 맨 뒤에 붙어야 합니다.")
@given(shape=st.lists(st.integers(1, 4), max_size=3), examples=12)
def test_labels_of_any_shape(student, reference, make, shape):
    """For labels of any shape the classes must become a new last dimension."""
    agree(as_numbers(student.one_hot), as_numbers(reference.one_hot), make.integers(0, 5, *shape), 5)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="argmax를 취하면 원래 레이블로 돌아와야 합니다.")
def test_argmax_gives_the_labels_back(student, reference, make):
    """Taking the argmax must give the labels back."""
    agree(decoded(student.one_hot), decoded(reference.one_hot), make.integers(0, 8, 3, 20), 8)
