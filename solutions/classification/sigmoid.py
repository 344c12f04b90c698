import torch


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    """The sigmoid function (시그모이드) 1 / (1 + exp(-x)) of every element.

    Args:
        x: float tensor of any shape.

    Returns:
        A new float tensor of the same shape and dtype with values from 0 to 1. The argument is left unchanged.
        Large elements of either sign overflow neither here nor in the gradient.

    >>> sigmoid(torch.tensor([0.0, 1000.0, -1000.0])).tolist()
    [0.5, 1.0, 0.0]
    """
    ### BEGIN SOLUTION
    log_of_denominator = torch.logaddexp(torch.zeros_like(x), -x)  # log(1 + exp(-x)) without overflow
    return torch.exp(-log_of_denominator)
    ### END SOLUTION
