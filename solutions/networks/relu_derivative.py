import torch


def relu_derivative(x: torch.Tensor) -> torch.Tensor:
    """The derivative of ReLU (렐루의 미분) at x, for every element: 1 where x > 0, 0 where x < 0.

    Args:
        x: float tensor of any shape: what goes into ReLU.

    Returns:
        A float tensor of the shape and dtype of x, made of zeros and ones. At x = 0 itself, where ReLU has a
        corner, either value is accepted. x itself is left unchanged.

    >>> relu_derivative(torch.tensor([-2.0, 0.5, 3.0])).tolist()
    [0.0, 1.0, 1.0]
    """
    ### BEGIN SOLUTION
    return (x > 0).to(x.dtype)
    ### END SOLUTION
