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


def trained(student):
    """A trained network that forgets XOR while its parameters are zero, and knows it again with them."""
    net = student.solve_xor()
    learnt = [(parameter, parameter.detach().clone()) for parameter in net.parameters()]
    assert learnt, "a network has parameters"
    with torch.no_grad():
        for parameter, _ in learnt:
            parameter.zero_()
        assert (errors(answers_of(net)) >= 0.25).any(), "what it knows does not lie in its parameters"
        for parameter, values in learnt:
            parameter.copy_(values)
    return net


@pytest.mark.points(2)
@pytest.mark.message(ko="학습한 매개변수로 구한 네 점의 확률은 옳은 쪽으로 0.75를 넘거나 0.25보다 작아야 합니다.")
def test_is_sure_of_all_four_points(student):
    """By its trained parameters each point must get a probability above 0.75 or below 0.25, on the right side."""
    said = answers_of(trained(student))
    assert (errors(said) < 0.25).all(), f"the probabilities are {said.tolist()}"


@pytest.mark.points(2)
@pytest.mark.message(ko="답은 점에 따라 정해져야 하며, 행의 순서나 개수에 따라 달라지면 안 됩니다.")
def test_each_point_stands_for_itself(student):
    """The answer must belong to the point: another order, more rows or a single row must not change it."""
    net = trained(student)
    together = answers_of(net)
    assert (errors(together) < 0.25).all(), f"the probabilities are {together.tolist()}"
    for order in [(2, 0, 3, 1), (3, 3, 1, 0, 2, 1, 2), (1,)]:
        assert torch.allclose(answers_of(net, order), together[list(order)], atol=1e-4), f"rows {order}"


@pytest.mark.points(2)
@pytest.mark.message(ko="운에 기대지 않고, 새로 학습할 때마다 XOR를 배워야 합니다.")
def test_learns_every_time(student):
    """It must not be a matter of luck: every new training must learn XOR."""
    for attempt in range(2):
        said = answers_of(trained(student))
        assert (errors(said) < 0.25).all(), f"training {attempt + 1}: {said.tolist()}"
