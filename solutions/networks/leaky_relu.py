import torch


def leaky_relu(x: torch.Tensor, negative_slope: float = 0.01) -> torch.Tensor:
    """ReLU with a small slope a on the negative side (누수 렐루): x where x > 0, a x elsewhere.

    Args:
        x: float tensor of any shape.
        negative_slope: the slope a, 0 <= a < 1.

    Returns:
        A float tensor of the shape and dtype of x; gradients reach x. x itself is left unchanged.

    >>> leaky_relu(torch.tensor([-2.0, 0.5, 3.0]), negative_slope=0.25).tolist()
    [-0.5, 0.5, 3.0]
    """
    ### BEGIN SOLUTION
    return torch.where(x > 0, x, negative_slope * x)
    ### END SOLUTION
