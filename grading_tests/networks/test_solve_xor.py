"""Hidden tests of solve_xor."""

import pytest
import torch

pytestmark = pytest.mark.exercise("solve_xor")

POINTS = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
ANSWERS = [[0.0], [1.0], [1.0], [0.0]]


def answers_of(net, order=(0, 1, 2, 3)):
    """What a network says about the points in that order."""
    with torch.no_grad():
        said = net(torch.tensor([POINTS[i] for i in order]))
    assert isinstance(said, torch.Tensor), "the network gives a tensor"
    assert said.shape == (len(order), 1), f"the network gives the shape {tuple(said.shape)}"
    return said


def errors(said, order=(0, 1, 2, 3)):
    """How far each answer is from the right one."""
    return (said - torch.tensor([ANSWERS[i] for i in order])).abs()


@pytest.mark.points(3)
@pytest.mark.message(ko="행의 순서와 상관없이, 각 점의 확률은 옳은 쪽으로 0.75를 넘거나 0.25보다 작아야 합니다.")
def test_is_sure_of_every_point(student):
    """Each point must get a probability above 0.75 or below 0.25, on the right side, wherever it stands."""
    net = student.solve_xor()
    together = answers_of(net)
    assert (errors(together) < 0.25).all()
    for order in [(2, 0, 3, 1), (3, 3, 1, 0, 2, 1, 2), (1,)]:
        assert torch.allclose(answers_of(net, order), together[list(order)], atol=1e-4), f"rows {order}"


@pytest.mark.points(2)
@pytest.mark.message(ko="운에 기대지 않고, 새로 학습할 때마다 XOR를 배워야 합니다.")
def test_learns_every_time(student):
    """It must not be a matter of luck: every new training must learn XOR."""
    for attempt in range(2):
        assert (errors(answers_of(student.solve_xor())) < 0.25).all(), f"training {attempt + 1}"


@pytest.mark.points(1)
@pytest.mark.message(ko="배운 것은 네트워크의 매개변수에 들어 있어야 합니다. 모두 0으로 만들면 XOR도 잊어야 합니다.")
def test_what_it_knows_lies_in_its_parameters(student):
    """What the network has learnt must lie in its parameters: when all of them are zero, it must know nothing."""
    net = student.solve_xor()
    assert (errors(answers_of(net)) < 0.25).all()
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.zero_()
    assert (errors(answers_of(net)) >= 0.25).any()
