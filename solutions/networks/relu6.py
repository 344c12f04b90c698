import torch


def relu6(x: torch.Tensor) -> torch.Tensor:
    """ReLU that is cut off at 6: min(max(0, x), 6) for every element.

    Args:
        x: float tensor of any shape.

    Returns:
        A float tensor of the shape and dtype of x; gradients reach x. x itself is left unchanged.

    >>> relu6(torch.tensor([-2.0, 0.5, 8.0])).tolist()
    [0.0, 0.5, 6.0]
    """
    ### BEGIN SOLUTION
    return torch.clamp(x, min=0, max=6)
    ### END SOLUTION
