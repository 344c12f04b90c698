import torch


def sigmoid_derivative(x: torch.Tensor) -> torch.Tensor:
    """The derivative of the sigmoid (시그모이드의 미분) at x, for every element.

    Args:
        x: float tensor of any shape: what goes into the sigmoid, not what comes out.

    Returns:
        A float tensor of the shape and dtype of x. Large values of either sign must not give NaN.
        x itself is left unchanged.

    >>> sigmoid_derivative(torch.tensor([0.0])).tolist()
    [0.25]
    """
    ### BEGIN SOLUTION
    s = torch.sigmoid(x)
    return s * (1 - s)
    ### END SOLUTION
