"""Hidden tests of mlp_backward."""

import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given

pytestmark = pytest.mark.exercise("mlp_backward")


def network(make, samples=7, inputs=4, hidden=6, outputs=3, **how):
    """grad_out, x, W1, b1, W2, b2 in which no two sizes are alike."""
    return (
        make.tensor(samples, outputs, **how),
        make.tensor(samples, inputs, **how),
        make.tensor(inputs, hidden, **how),
        make.tensor(hidden, **how),
        make.tensor(hidden, outputs, **how),
        make.tensor(outputs, **how),
    )


def first_layer(backward):
    return lambda *data: backward(*data)[:2]


def second_layer(backward):
    return lambda *data: backward(*data)[2:]


def in_two_parts(backward):
    """The sum of the gradients of the first two samples and of the others."""

    def ask(grad_out, x, *parameters):
        parts = zip(backward(grad_out[:2], x[:2], *parameters), backward(grad_out[2:], x[2:], *parameters), strict=True)
        return tuple(some + others for some, others in parts)

    return ask


@pytest.mark.points(1.5)
@pytest.mark.message(ko="dW2와 db2는 두 번째 층의 기울기를 표본에 대해 합한 값이어야 합니다.")
def test_second_layer(student, reference, make):
    """dW2 and db2 must be the gradients of the second layer, summed over the samples."""
    agree(second_layer(student.mlp_backward), second_layer(reference.mlp_backward), *network(make))


@pytest.mark.points(2)
@pytest.mark.message(ko="dW1과 db1은 ReLU를 거꾸로 지나온 기울기여야 합니다.")
@pytest.mark.parametrize("scale", [1.0, 4.0])
def test_first_layer(student, reference, make, scale):
    """dW1 and db1 must be the gradients that come back through ReLU, summed over the samples."""
    agree(first_layer(student.mlp_backward), first_layer(reference.mlp_backward), *network(make, scale=scale))


@pytest.mark.points(1)
@pytest.mark.message(ko="배치의 기울기는 배치를 둘로 나누어 구한 기울기의 합과 같아야 합니다.")
def test_parts_of_a_batch_add_up(student, reference, make):
    """The gradients of two parts of a batch must add up to those of the whole batch."""
    data = network(make, samples=9, inputs=5, dtype=torch.float64)
    agree(in_two_parts(student.mlp_backward), reference.mlp_backward, *data)


@pytest.mark.points(0.5)
@pytest.mark.message(ko="크기가 어떻든 모든 기울기가 해당 파라미터의 크기여야 합니다.")
@given(
    sizes=st.fixed_dictionaries({name: st.integers(1, 5) for name in ("samples", "inputs", "hidden", "outputs")}),
    examples=12,
)
def test_any_sizes(student, reference, make, sizes):
    """For any numbers of samples and units, every gradient must have the shape of its parameter."""
    agree(student.mlp_backward, reference.mlp_backward, *network(make, **sizes, dtype=torch.float64))
