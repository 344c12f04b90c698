"""Hidden tests of freeze."""

import pytest
import torch

pytestmark = pytest.mark.exercise("freeze")

LAYERS = [["0.0.weight", "0.0.bias"], ["0.1.weight", "0.1.bias"], ["2.weight", "2.bias"], ["3.0.weight", "3.0.bias"]]
"""Of the network below, in its order."""


def network(student):
    """Blocks, a single layer in between, and activations at the ends of both."""
    nn = student.torch.nn
    first = nn.Sequential(nn.Linear(3, 6), nn.LayerNorm(6), nn.ReLU())
    last = nn.Sequential(nn.Linear(5, 2), nn.Tanh())
    return nn.Sequential(first, nn.Tanh(), nn.Linear(6, 5), last)


def names(layers):
    return [name for layer in layers for name in layer]


@pytest.mark.points(1.5)
@pytest.mark.message(ko="매개변수가 있는 층만 세어, 마지막 층들만 학습할 수 있어야 합니다.")
@pytest.mark.parametrize("except_last", [1, 2, 3])
def test_only_the_last_layers_stay_trainable(student, except_last):
    """Counting layers with parameters only, the last ones must stay trainable and no others."""
    model = network(student)
    student.freeze(model, except_last)
    assert student.provided.trainable_names(model) == names(LAYERS[-except_last:])


@pytest.mark.points(1)
@pytest.mark.message(
    ko="0이면 모두 얼고, 값을 주지 않으면 마지막 층만 남고, 층의 수보다 크면 하나도 얼지 않아야 합니다."
)
def test_none_one_and_all(student):
    """0 must freeze every layer, no number all but the last one, and a number larger than the network nothing."""
    for arguments, expected in [((0,), []), ((), LAYERS[-1:]), ((4,), LAYERS), ((9,), LAYERS)]:
        model = network(student)
        student.freeze(model, *arguments)
        assert student.provided.trainable_names(model) == names(expected), f"except_last: {arguments}"


@pytest.mark.points(0.5)
@pytest.mark.message(ko="전에 얼렸던 층도 마지막 층에 들면 다시 학습할 수 있어야 합니다.")
def test_thaws_what_was_frozen_before(student):
    """Layers that were frozen before must become trainable again if they are among the last ones."""
    model = network(student)
    student.freeze(model, 1)
    student.freeze(model, 3)
    assert student.provided.trainable_names(model) == names(LAYERS[1:])


@pytest.mark.points(1)
@pytest.mark.message(ko="한 단계 학습하면 마지막 층만 바뀌고, 얼린 층은 그대로여야 합니다.")
def test_training_moves_only_what_is_not_frozen(student, make):
    """A step of training must change the last layers and leave the frozen ones as they were."""
    model = network(student)
    student.freeze(model, 2)
    before = student.provided.parameter_values(model)
    student.provided.train_once(model, make.tensor(8, 3))
    after = student.provided.parameter_values(model)
    moved = [name for name in before if not torch.equal(before[name], after[name])]
    assert moved == names(LAYERS[2:])
