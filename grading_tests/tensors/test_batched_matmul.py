"""Hidden tests of batched_matmul."""

import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given

pytestmark = pytest.mark.exercise("batched_matmul")


def gradients(batched_matmul):
    """The gradients of both factors; None where none arrives."""

    def ask(a, b):
        product = batched_matmul(a, b)
        return torch.autograd.grad(product.square().sum(), (a, b), allow_unused=True)

    return ask


def half_by_half(batched_matmul):
    """The batch in two parts, joined again."""

    def ask(a, b):
        return torch.cat([batched_matmul(a[:2], b[:2]), batched_matmul(a[2:], b[2:])])

    return ask


@pytest.mark.points(1.5)
@pytest.mark.message(ko="a와 b에서 번호가 같은 행렬끼리 곱해야 합니다.")
@pytest.mark.parametrize(("n", "m", "p"), [(3, 4, 5), (6, 3, 2)], ids=["long sums", "short sums"])
def test_multiplies_pair_by_pair(student, reference, make, n, m, p):
    """Each matrix of a must be multiplied by the matrix of b with the same number."""
    agree(student.batched_matmul, reference.batched_matmul, make.tensor(7, n, m), make.tensor(7, m, p))


@pytest.mark.points(1)
@pytest.mark.message(ko="앞쪽 차원이 몇 개든 동작해야 하고, 서로 다르면 브로드캐스팅되어야 합니다.")
@given(
    leading=st.sampled_from([((), ()), ((2, 3), (2, 3)), ((4,), ()), ((2, 1), (3,)), ((), (5,)), ((1,), (4,))]),
    sizes=st.tuples(st.integers(1, 5), st.integers(1, 4), st.integers(1, 5)),
    examples=12,
)
def test_leading_dimensions_broadcast(student, reference, make, leading, sizes):
    """Any number of leading dimensions must do, and they must broadcast."""
    n, m, p = sizes
    a, b = make.tensor(*leading[0], n, m), make.tensor(*leading[1], m, p)
    agree(student.batched_matmul, reference.batched_matmul, a, b)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="배치를 나누어 계산해도 결과는 같아야 합니다.")
def test_splitting_the_batch_changes_nothing(student, reference, make):
    """Computed in two parts, a batch must give the same."""
    a, b = make.tensor(5, 2, 6, dtype=torch.float64), make.tensor(5, 6, 3, dtype=torch.float64)
    agree(half_by_half(student.batched_matmul), reference.batched_matmul, a, b)


@pytest.mark.points(1)
@pytest.mark.message(ko="결과에서 a와 b까지 기울기가 전달되어야 합니다.")
def test_gradients_reach_both_factors(student, reference, make):
    """The gradient of the result must reach both factors."""
    a = make.tensor(3, 2, 4, dtype=torch.float64, requires_grad=True)
    b = make.tensor(3, 4, 5, dtype=torch.float64, requires_grad=True)
    agree(gradients(student.batched_matmul), gradients(reference.batched_matmul), a, b)
