"""Hidden tests of save_and_load."""

import runpy
import types
from pathlib import Path

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("save_and_load")

PROVIDED = Path(__file__).parents[2] / "assignments" / "networks" / "provided.py"


def helpers(side):
    """What `provided.py` defines, running where the function runs."""
    return getattr(side, "provided", None) or types.SimpleNamespace(**runpy.run_path(str(PROVIDED)))


def network(side, x):
    """A network whose running statistics have seen some data, built where the function runs."""
    nn = getattr(side, "torch", torch).nn
    model = nn.Sequential(nn.Linear(3, 5), nn.BatchNorm1d(5), nn.ReLU(), nn.Linear(5, 2))
    model(x)
    return model


def same(state, model):
    """For every name in a state dict, whether it holds what the model holds."""
    assert isinstance(state, dict), "a state dict is a dict"
    expected = dict(model.state_dict())
    return {name: name in expected and torch.equal(values, expected[name]) for name, values in state.items()}


def stored(side, x):
    """What lies in the file, compared with the model."""

    def ask():
        model, file = network(side, x), helpers(side).binary_file()
        side.save_and_load(model, file)
        return same(helpers(side).stored_state(file), model)

    return ask


def returned(side, x):
    """What is returned, compared with the model, and whether another model becomes the same with it."""

    def ask():
        model, other = network(side, x), network(side, x)
        state = side.save_and_load(model, helpers(side).binary_file())
        found = same(state, model)
        other.load_state_dict(state)
        return found, torch.equal(other.eval()(x), model.eval()(x))

    return ask


def connected(side, x):
    """Which of the returned tensors still lie in the memory of the model, and whether the file is right."""

    def ask():
        model, file = network(side, x), helpers(side).binary_file()
        shared = helpers(side).shared_names(side.save_and_load, model, file)
        return shared, same(helpers(side).stored_state(file), model)

    return ask


@pytest.mark.points(1.5)
@pytest.mark.message(ko="파일에는 매개변수와 버퍼가 모두 담긴 상태 사전이 들어 있어야 합니다.")
def test_the_file_holds_the_state_dict(student, reference, make):
    """The file must hold the state dict: every parameter and every buffer, in the format of `torch.save`."""
    x = make.tensor(7, 3, mean=2.0)
    agree(stored(student, x), stored(reference, x))


@pytest.mark.points(1.5)
@pytest.mark.message(ko="반환한 상태 사전을 같은 구조의 다른 모델에 넣으면 같은 모델이 되어야 합니다.")
def test_what_is_returned_restores_the_model(student, reference, make):
    """With the returned state dict, another model of the same build must become the same model."""
    x = make.tensor(6, 3, mean=-1.0)
    agree(returned(student, x), returned(reference, x))


@pytest.mark.points(1)
@pytest.mark.message(ko="반환한 텐서는 파일에서 읽은 것이어야 하며, 모델과 메모리를 함께 쓰면 안 됩니다.")
def test_what_is_returned_comes_from_the_file(student, reference, make):
    """The returned tensors must come from the file: they may share no memory with the model."""
    x = make.tensor(8, 3)
    agree(connected(student, x), connected(reference, x))
