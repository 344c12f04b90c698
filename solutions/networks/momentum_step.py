import torch


def momentum_step(
    weight: torch.Tensor, grad: torch.Tensor, velocity: torch.Tensor, learning_rate: float, momentum: float = 0.9
) -> tuple[torch.Tensor, torch.Tensor]:
    """One step of gradient descent with momentum (모멘텀), as torch.optim.SGD takes it.

    Args:
        weight: float tensor of any shape.
        grad: the gradient of the loss with respect to weight, same shape.
        velocity: what earlier steps have built up, same shape; zeros before the first step.
        learning_rate: the step size, a positive number.
        momentum: how much of the old velocity stays, at least 0 and less than 1.

    Returns:
        (weight, velocity) after the step: two new tensors. The arguments are left unchanged.

    >>> weight, grad, velocity = torch.tensor([1.0]), torch.tensor([2.0]), torch.tensor([4.0])
    >>> weight, velocity = momentum_step(weight, grad, velocity, learning_rate=0.25, momentum=0.5)
    >>> weight.tolist(), velocity.tolist()
    ([0.0], [4.0])
    """
    ### BEGIN SOLUTION
    velocity = momentum * velocity + grad
    return weight - learning_rate * velocity, velocity
    ### END SOLUTION
