"""Hidden tests of cross_entropy."""

import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given

pytestmark = pytest.mark.exercise("cross_entropy")


def with_shifted_rows(cross_entropy):
    """The loss after another number was added to all scores of each sample."""
    return lambda logits, targets, shifts: cross_entropy(logits + shifts, targets)


def without_the_shifts(cross_entropy):
    return lambda logits, targets, _shifts: cross_entropy(logits, targets)


def gradient(cross_entropy):
    return lambda logits, targets: torch.autograd.grad(cross_entropy(logits, targets), logits)[0]


@pytest.mark.points(1.5)
@pytest.mark.message(ko="손실은 정답 클래스의 −log softmax를 표본에 대해 평균한 값이어야 합니다.")
@given(sizes=st.tuples(st.integers(1, 7), st.integers(2, 6)), examples=10)
def test_mean_over_the_samples(student, reference, make, sizes):
    """The loss must be the mean over the samples of -log softmax at the right class."""
    samples, classes = sizes
    logits, targets = make.tensor(samples, classes, scale=2.0), make.integers(0, classes, samples)
    agree(student.cross_entropy, reference.cross_entropy, logits, targets)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="어떤 클래스가 배치에 한 번도 나오지 않아도 손실이 맞아야 합니다.")
def test_classes_that_do_not_occur(student, reference, make):
    """The loss must be right when some classes do not occur among the targets."""
    agree(student.cross_entropy, reference.cross_entropy, make.tensor(5, 8), make.integers(1, 4, 5))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="한 표본의 모든 점수에 같은 수를 더해도 손실은 그대로이고 오버플로가 나지 않아야 합니다.")
def test_only_differences_within_a_sample_matter(student, reference, make):
    """Adding one number to all scores of a sample must change nothing, and must not overflow."""
    logits, targets = make.tensor(6, 3, dtype=torch.float64), make.integers(0, 3, 6)
    shifts = torch.tensor([1024.0, -1024.0, 0.0, 512.0, -2048.0, 64.0], dtype=torch.float64).reshape(6, 1)
    agree(
        with_shifted_rows(student.cross_entropy), without_the_shifts(reference.cross_entropy), logits, targets, shifts
    )


@pytest.mark.points(1)
@pytest.mark.message(ko="정답 클래스의 점수가 훨씬 낮아도 손실은 무한대가 아니라 점수 차이만큼이어야 합니다.")
def test_scores_that_are_far_apart(student, reference, make):
    """Where the right class is far behind, the loss must be as large as the distance, not infinite."""
    logits, targets = make.tensor(9, 4, scale=8.0), make.integers(0, 4, 9)
    logits[torch.arange(9), targets] -= 256.0
    agree(student.cross_entropy, reference.cross_entropy, logits, targets)


@pytest.mark.points(1.5)
@pytest.mark.message(ko="로짓에 대한 기울기는 (softmax − 원-핫) / N이어야 합니다.")
def test_gradient(student, reference, make):
    """The gradient with respect to the logits must be (softmax - one-hot) / N."""
    logits = make.tensor(7, 5, requires_grad=True)
    agree(gradient(student.cross_entropy), gradient(reference.cross_entropy), logits, make.integers(0, 5, 7))
