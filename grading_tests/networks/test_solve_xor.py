"""Hidden tests of solve_xor."""

import pytest
import torch

from autograder.testing import agree

pytestmark = pytest.mark.exercise("solve_xor")

POINTS = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
ANSWERS = [[0.0], [1.0], [1.0], [0.0]]
# What is right is written down: training the reference as well would cost every run seconds and tell nothing new.


def answers_of(net, order=(0, 1, 2, 3)):
    """What a network says about the points in that order."""
    with torch.no_grad():
        said = net(torch.tensor([POINTS[i] for i in order]))
    assert isinstance(said, torch.Tensor), "the network gives a tensor"
    assert said.shape == (len(order), 1), f"the network gives the shape {tuple(said.shape)}"
    return said


def is_sure(said):
    """Whether each answer is on the right side, and far enough."""
    return bool(((said - torch.tensor(ANSWERS)).abs() < 0.25).all())


def forgets(net):
    """Whether a network that knows XOR no longer does so when its parameters are zero; they are given back to it."""
    learnt = [(parameter, parameter.detach().clone()) for parameter in net.parameters()]
    with torch.no_grad():
        for parameter, _ in learnt:
            parameter.zero_()
        forgotten = not is_sure(answers_of(net))
        for parameter, values in learnt:
            parameter.copy_(values)
    return forgotten


def verdict(net):
    """What a training has led to, in words that tell one mistake from another."""
    said = answers_of(net)
    if is_sure(said):
        return "right" if forgets(net) else "right without its parameters"
    if said.min() < 0 or said.max() > 1:
        return "no probabilities"
    if said.max() - said.min() < 1e-4:
        return f"always {said.mean():.1f}"
    zero_zero, zero_one, one_zero, one_one = torch.logit(said.flatten().double()).tolist()
    if abs(zero_zero - zero_one - one_zero + one_one) < 1e-3:
        return f"linear, with {len(list(net.parameters()))} parameters"
    return "not sure"


def keeps_its_answers(net):
    """Whether every point keeps its answer in another order, with more rows, and in a single row."""
    together = answers_of(net)
    orders = [(2, 0, 3, 1), (3, 3, 1, 0, 2, 1, 2), (1,)]
    return all(torch.allclose(answers_of(net, order), together[list(order)], atol=1e-4) for order in orders)


def after(solve_xor, *questions, times=1):
    """What several trainings come to when these questions are asked about each network."""
    return lambda: [[question(net) for question in questions] for net in (solve_xor() for _ in range(times))]


@pytest.mark.points(2)
@pytest.mark.message(ko="학습한 매개변수로 구한 네 점의 확률은 옳은 쪽으로 0.75를 넘거나 0.25보다 작아야 합니다.")
def test_is_sure_of_all_four_points(student):
    """By its trained parameters each point must get a probability above 0.75 or below 0.25, on the right side."""
    agree(after(student.solve_xor, verdict), lambda: [["right"]])


@pytest.mark.points(2)
@pytest.mark.message(ko="답은 점에 따라 정해져야 하며, 행의 순서나 개수에 따라 달라지면 안 됩니다.")
def test_each_point_stands_for_itself(student):
    """The answer must belong to the point: another order, more rows or a single row must not change it."""
    agree(after(student.solve_xor, verdict, keeps_its_answers), lambda: [["right", True]])


@pytest.mark.points(2)
@pytest.mark.message(ko="운에 기대지 않고, 새로 학습할 때마다 XOR를 배워야 합니다.")
def test_learns_every_time(student):
    """It must not be a matter of luck: every new training must learn XOR."""
    agree(after(student.solve_xor, verdict, times=2), lambda: [["right"], ["right"]])
