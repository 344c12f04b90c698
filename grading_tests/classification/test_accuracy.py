"""Hidden tests of accuracy."""

import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given

pytestmark = pytest.mark.exercise("accuracy")

# The numbers of samples are powers of two: then every share is exact in float32 and in float64.


@pytest.mark.points(1)
@pytest.mark.message(ko="점수가 가장 큰 클래스를 예측으로 보고, 맞힌 표본의 비율을 구해야 합니다.")
@given(sizes=st.tuples(st.sampled_from([1, 4, 16, 32]), st.integers(2, 6)), examples=10)
def test_several_classes(student, reference, make, sizes):
    """With a score for each class, the largest must be taken, and the share of right predictions returned."""
    samples, classes = sizes
    agree(
        student.accuracy,
        reference.accuracy,
        make.tensor(samples, classes, scale=3.0),
        make.integers(0, classes, samples),
    )


@pytest.mark.points(1)
@pytest.mark.message(ko="클래스 1의 확률은 0.5를 경계로 하며, 크기가 (N,)이든 (N, 1)이든 표본끼리 비교해야 합니다.")
@pytest.mark.parametrize("outputs_shape", [(16,), (16, 1)], ids=["outputs (N,)", "outputs (N, 1)"])
@pytest.mark.parametrize("targets_shape", [(16,), (16, 1)], ids=["targets (N,)", "targets (N, 1)"])
def test_probabilities_of_one_class(student, reference, make, outputs_shape, targets_shape):
    """Probabilities of class 1 must be cut at 0.5 and compared sample by sample, whether (N,) or (N, 1)."""
    p = torch.sigmoid(make.tensor(16))
    y = (p > 0.5).float()
    y[:2] = 1 - y[:2]  # two of them are wrong; compared all with all, about half would be
    agree(student.accuracy, reference.accuracy, p.reshape(outputs_shape), y.reshape(targets_shape))


@pytest.mark.points(1)
@pytest.mark.message(ko="모두 맞히면 1, 모두 틀리면 0이어야 합니다.")
def test_all_right_and_all_wrong(student, make):
    """If all predictions are right the result must be 1, if all are wrong 0."""
    targets = make.integers(0, 3, 8)
    outputs = make.tensor(8, 3) - 4.0
    outputs[torch.arange(8), targets] += 16.0
    assert float(student.accuracy(outputs, targets)) == 1.0
    assert float(student.accuracy(outputs, (targets + 1) % 3)) == 0.0
