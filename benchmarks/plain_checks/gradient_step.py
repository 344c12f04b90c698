"""Checks of gradient_step as they stand in an nbgrader tests cell."""

# ruff: noqa: ANN001, ANN002, ANN201 - written as in a notebook

import copy

import torch


def with_gradient(draw, *shape, scale=1.0):
    """A leaf and its gradient."""
    w = (torch.randn(shape, generator=draw) * scale).requires_grad_()
    w.grad = torch.randn(shape, generator=draw) * scale
    return w


def as_list(tensors):
    """One tensor or several, as several."""
    return [tensors] if isinstance(tensors, torch.Tensor) else tensors


def check_one(gradient_step, reference, tensors, learning_rate, hand_over=lambda tensors: tensors, *, cleared=True):
    """Values in place, and gradients where they are the point."""
    actual, expected = copy.deepcopy(tensors), copy.deepcopy(tensors)
    gradient_step(hand_over(actual), learning_rate)
    reference(hand_over(expected), learning_rate)
    for mine, right in zip(as_list(actual), as_list(expected), strict=True):
        torch.testing.assert_close(mine, right, rtol=1e-5, atol=1e-6)
        assert not cleared or mine.grad is None or not mine.grad.any(), "the gradient must be cleared"


def check_two_rounds(gradient_step, reference, w, learning_rate):
    """Twice backward and step, as a training loop does."""
    actual, expected = copy.deepcopy(w), copy.deepcopy(w)
    for step, tensor in ((gradient_step, actual), (reference, expected)):
        for _ in range(2):
            (tensor * tensor).sum().backward()
            step([tensor], learning_rate)
    torch.testing.assert_close(actual, expected, rtol=1e-5, atol=1e-6)


def check(gradient_step, reference):
    """Every case of the hidden tests."""
    draw = torch.Generator().manual_seed(2)
    for learning_rate, scale in [(0.25, 1.0), (0.03125, 10.0)]:
        tensors = [with_gradient(draw, 3, 4, scale=scale), with_gradient(draw, 5, scale=scale)]
        check_one(gradient_step, reference, tensors, learning_rate, cleared=False)
    check_two_rounds(gradient_step, reference, torch.randn(4, 3, generator=draw).requires_grad_(), 0.125)
    check_one(gradient_step, reference, with_gradient(draw, 6, 2), 0.5, cleared=False)
    tensors = [with_gradient(draw, 2, 3), with_gradient(draw, 7)]
    check_one(gradient_step, reference, tensors, 0.25, hand_over=iter)
    tensors = [with_gradient(draw, 3), torch.randn(2, 2, generator=draw).requires_grad_(), with_gradient(draw, 4)]
    check_one(gradient_step, reference, tensors, 0.25, cleared=False)
