"""Hidden tests of freeze."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("freeze")


def network(side):
    """Blocks, a single layer in between, and activations at the ends of both; built where the function runs."""
    nn = getattr(side, "torch", torch).nn
    first = nn.Sequential(nn.Linear(3, 6), nn.LayerNorm(6), nn.ReLU())
    last = nn.Sequential(nn.Linear(5, 2), nn.Tanh())
    return nn.Sequential(first, nn.Tanh(), nn.Linear(6, 5), last)


def trainable(side, *calls):
    """Names of the parameters that are trainable after some calls, one after the other, on one network."""
    model = network(side)
    for arguments in calls:
        side.freeze(model, *arguments)
    return [name for name, parameter in model.named_parameters() if parameter.requires_grad]


def each(side, *calls):
    """The same after single calls, each on a network of its own."""
    return lambda: [trainable(side, arguments) for arguments in calls]


def moved(side, x, except_last):
    """Names of the parameters that one step of gradient descent changes."""

    def ask():
        model = network(side)
        side.freeze(model, except_last)
        named = dict(model.named_parameters())
        before = {name: parameter.detach().clone() for name, parameter in named.items()}
        model(x).square().mean().backward()
        with torch.no_grad():
            for parameter in named.values():
                if parameter.grad is not None:
                    parameter -= 0.5 * parameter.grad  # noqa: PLW2901 - in place, which is meant
        after = dict(model.named_parameters())
        return [name for name, values in before.items() if not torch.equal(values, after[name])]

    return ask


@pytest.mark.points(1.5)
@pytest.mark.message(ko="매개변수가 있는 층만 세어, 마지막 층들만 학습할 수 있어야 합니다.")
def test_only_the_last_layers_stay_trainable(student, reference):
    """Counting layers with parameters only, the last ones must stay trainable and no others."""
    agree(each(student, [1], [2], [3]), each(reference, [1], [2], [3]))


@pytest.mark.points(1)
@pytest.mark.message(ko="0이면 모두 얼고, 값이 없으면 마지막 층만 남고, 층의 수보다 크면 하나도 얼지 않아야 합니다.")
def test_none_one_and_all(student, reference):
    """0 must freeze every layer, no number all but the last one, and a number larger than the network nothing."""
    agree(each(student, [0], [], [4], [9]), each(reference, [0], [], [4], [9]))


@pytest.mark.points(1)
@pytest.mark.message(ko="전에 얼렸던 층도 마지막 층에 들면 다시 학습할 수 있어야 합니다.")
def test_thaws_what_was_frozen_before(student, reference):
    """Layers that were frozen before must become trainable again if they are among the last ones."""
    agree(lambda: trainable(student, [1], [3]), lambda: trainable(reference, [1], [3]))


@pytest.mark.points(0.5)
@pytest.mark.message(ko="한 단계 학습하면 마지막 층만 바뀌고, 얼린 층은 그대로여야 합니다.")
def test_training_moves_only_what_is_not_frozen(student, reference, make):
    """A step of training must change the last layers and leave the frozen ones as they were."""
    x = make.tensor(8, 3)
    agree(moved(student, x, 2), moved(reference, x, 2))
