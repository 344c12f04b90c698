"""Hidden tests of attention."""

import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given

pytestmark = pytest.mark.exercise("attention")


def triple(make, *leading, queries=5, keys=7, d_k=4, d_v=3, **how):
    """Query, key and value in which no two sizes are alike."""
    query = make.tensor(*leading, queries, d_k, **how)
    key = make.tensor(*leading, keys, d_k, **how)
    return query, key, make.tensor(*leading, keys, d_v, **how)


def with_keys_in_order(attention, order):
    """The same attention, asked with keys and values in another order; the weights are sorted back."""

    def ask(query, key, value):
        output, weights = attention(query, key[order], value[order])
        return output, weights[:, order.argsort()]

    return ask


def gradients(attention):
    """The gradients of query, key and value; None where none arrives."""

    def ask(query, key, value):
        output, _ = attention(query, key, value)
        return torch.autograd.grad(output.square().sum(), (query, key, value), allow_unused=True)

    return ask


@pytest.mark.points(2)
@pytest.mark.message(ko="가중치는 점수를 sqrt(d_k)로 나누어 키에 대해 소프트맥스를 취한 값, 출력은 값의 가중합입니다.")
@pytest.mark.parametrize(("leading", "scale"), [((), 1.0), ((2, 3), 3.0)], ids=["one sequence", "batch and heads"])
def test_output_and_weights(student, reference, make, leading, scale):
    """Weights are a softmax over the keys of scores divided by sqrt(d_k); the output is the weighted sum of values."""
    agree(student.attention, reference.attention, *triple(make, *leading, scale=scale))


@pytest.mark.points(2)
@pytest.mark.message(ko="마스크가 True인 키만 가중치를 받고, 그 가중치의 합은 1이어야 합니다.")
def test_attends_only_where_the_mask_is_true(student, reference, make):
    """Only keys whose mask is True may get weight, and their weights must add up to 1."""
    mask = make.mask(2, 5, 7)
    mask[..., 0] = True
    mask[..., 3] = False
    agree(student.attention, reference.attention, *triple(make, 2), mask)


@pytest.mark.points(1)
@pytest.mark.message(ko="모든 키가 가려진 쿼리는 NaN이 아니라 0을 주어야 하고, 다른 쿼리는 그대로여야 합니다.")
def test_fully_masked_row_gives_zeros(student, reference, make):
    """A query that may attend to no key must give zeros instead of NaN, and leave the other queries alone."""
    mask = make.mask(5, 7)
    mask[:, 2] = True
    mask[3] = False
    agree(student.attention, reference.attention, *triple(make), mask)


@pytest.mark.points(1)
@pytest.mark.message(ko="앞쪽 차원이 몇 개든 동작해야 하고, 작은 마스크는 브로드캐스팅되어야 합니다.")
@given(
    leading=st.lists(st.integers(1, 3), max_size=3),
    sizes=st.fixed_dictionaries(
        {"queries": st.integers(1, 5), "keys": st.integers(2, 6), "d_k": st.integers(2, 5), "d_v": st.integers(1, 4)}
    ),
    examples=12,
)
def test_any_shape_and_a_mask_that_broadcasts(student, reference, make, leading, sizes):
    """Any number of leading dimensions must do, and a smaller mask must broadcast."""
    mask = make.mask(sizes["keys"])
    mask[0] = True
    agree(student.attention, reference.attention, *triple(make, *leading, **sizes), mask=mask)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="키와 값의 순서를 함께 바꾸면 가중치의 순서만 바뀌고 출력은 그대로여야 합니다.")
def test_the_order_of_the_keys_does_not_matter(student, reference, make):
    """Keys and values in another order must give the same output, and the weights in that order."""
    order = torch.tensor([3, 0, 6, 2, 5, 1, 4])
    agree(with_keys_in_order(student.attention, order), reference.attention, *triple(make))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="점수가 모두 같은 만큼 커져도 소프트맥스는 그대로이고 오버플로가 나지 않아야 합니다.")
def test_large_scores_do_not_overflow(student, reference, make):
    """Scores that are all large must not overflow: a softmax depends on their differences only."""
    query, key, value = triple(make, dtype=torch.float64, mean=3.0)
    agree(student.attention, reference.attention, query, key + 256.0, value)


@pytest.mark.points(1)
@pytest.mark.message(ko="출력에서 쿼리, 키, 값까지 기울기가 전달되어야 합니다.")
def test_gradients_reach_query_key_and_value(student, reference, make):
    """The gradient of the output must reach query, key and value."""
    inputs = triple(make, queries=2, keys=4, d_v=2, d_k=3, dtype=torch.float64, requires_grad=True)
    agree(gradients(student.attention), gradients(reference.attention), *inputs)
