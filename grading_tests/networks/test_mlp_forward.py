"""Hidden tests of mlp_forward."""

import pytest
import torch
from hypothesis import strategies as st

from autograder.testing import agree, given

pytestmark = pytest.mark.exercise("mlp_forward")


def network(make, samples=7, inputs=4, hidden=6, outputs=3, **how):
    """x, W1, b1, W2, b2 in which no two sizes are alike."""
    return (
        make.tensor(samples, inputs, **how),
        make.tensor(inputs, hidden, **how),
        make.tensor(hidden, **how),
        make.tensor(hidden, outputs, **how),
        make.tensor(outputs, **how),
    )


def hidden_layer(forward):
    return lambda *data: forward(*data)[:2]


def gradients(forward):
    """The gradients of x and of all parameters; None where none arrives."""

    def ask(*data):
        output = forward(*data)[2]
        return torch.autograd.grad(output.square().sum(), data, allow_unused=True) if output.requires_grad else None

    return ask


@pytest.mark.points(1)
@pytest.mark.message(ko="u1은 ReLU를 지나기 전, v1은 지난 뒤의 값이어야 합니다.")
def test_hidden_layer(student, reference, make):
    """u1 must be what goes into ReLU and v1 what comes out."""
    agree(hidden_layer(student.mlp_forward), hidden_layer(reference.mlp_forward), *network(make))


@pytest.mark.points(1)
@pytest.mark.message(ko="크기가 어떻든 u1, v1, u2가 모두 맞아야 합니다.")
@given(
    sizes=st.fixed_dictionaries({name: st.integers(1, 5) for name in ("samples", "inputs", "hidden", "outputs")}),
    examples=12,
)
def test_any_sizes(student, reference, make, sizes):
    """For any numbers of samples and units, all of u1, v1 and u2 must be right."""
    agree(student.mlp_forward, reference.mlp_forward, *network(make, **sizes, dtype=torch.float64))


@pytest.mark.points(1)
@pytest.mark.message(ko="출력에서 입력과 모든 파라미터까지 기울기가 전달되어야 합니다.")
def test_gradients_reach_everything(student, reference, make):
    """The gradient of the output must reach the input and every parameter."""
    data = network(make, dtype=torch.float64, requires_grad=True)
    agree(gradients(student.mlp_forward), gradients(reference.mlp_forward), *data)
