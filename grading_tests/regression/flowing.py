"""What several tests ask of a loss: that its gradient reaches the prediction."""

import torch


def gradient(error):
    """The gradient that arrives at the prediction; zeros where the result is not connected to it."""

    def ask(prediction, target):
        result = error(prediction, target)
        if not isinstance(result, torch.Tensor) or not result.requires_grad:
            return torch.zeros_like(prediction)
        return torch.autograd.grad(result, prediction)[0]

    return ask
