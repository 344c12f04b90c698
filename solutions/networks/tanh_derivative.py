import torch


def tanh_derivative(x: torch.Tensor) -> torch.Tensor:
    """The derivative of tanh (쌍곡탄젠트의 미분) at x, for every element.

    Args:
        x: float tensor of any shape: what goes into tanh, not what comes out.

    Returns:
        A float tensor of the shape and dtype of x. Large values of either sign must not give NaN.
        x itself is left unchanged.

    >>> tanh_derivative(torch.tensor([0.0])).tolist()
    [1.0]
    """
    ### BEGIN SOLUTION
    t = torch.tanh(x)
    return 1 - t**2
    ### END SOLUTION
