"""Hidden tests of save_and_load."""

import pytest
import torch

pytestmark = pytest.mark.exercise("save_and_load")


def network(student, make):
    """A network with running statistics that have seen some data."""
    nn = student.torch.nn
    model = nn.Sequential(nn.Linear(3, 5), nn.BatchNorm1d(5), nn.ReLU(), nn.Linear(5, 2))
    model(make.tensor(7, 3, mean=2.0))
    return model


def assert_same(state, model):
    """A state dict holds what the model holds, under the same names."""
    expected = dict(model.state_dict())
    assert isinstance(state, dict), "a state dict is a dict"
    assert set(state) == set(expected), f"the names are {sorted(map(str, state))}"
    for name, values in expected.items():
        assert isinstance(state[name], torch.Tensor), f"{name} is no tensor"
        assert state[name].dtype == values.dtype, name
        assert torch.equal(state[name], values), name


@pytest.mark.points(1.5)
@pytest.mark.message(ko="파일에는 매개변수와 버퍼가 모두 담긴 상태 사전이 들어 있어야 합니다.")
def test_the_file_holds_the_state_dict(student, make):
    """The file must hold the state dict: every parameter and every buffer, in the format of `torch.save`."""
    model, file = network(student, make), student.provided.binary_file()
    student.save_and_load(model, file)
    assert_same(student.provided.stored_state(file), model)


@pytest.mark.points(1.5)
@pytest.mark.message(ko="반환한 상태 사전을 같은 구조의 다른 모델에 넣으면 같은 모델이 되어야 합니다.")
def test_what_is_returned_restores_the_model(student, make):
    """With the returned state dict, another model of the same build must become the same model."""
    model, other = network(student, make), network(student, make)
    state = student.save_and_load(model, student.provided.binary_file())
    assert_same(state, model)
    other.load_state_dict(state)
    x = make.tensor(4, 3)
    model.eval()
    other.eval()
    assert torch.allclose(other(x), model(x))


@pytest.mark.points(1)
@pytest.mark.message(ko="반환한 텐서는 파일에서 읽은 것이어야 하며, 모델과 메모리를 함께 쓰면 안 됩니다.")
def test_what_is_returned_comes_from_the_file(student, make):
    """The returned tensors must come from the file: they may share no memory with the model."""
    model, file = network(student, make), student.provided.binary_file()
    assert student.provided.shared_names(student.save_and_load, model, file) == []
    assert_same(student.provided.stored_state(file), model)
