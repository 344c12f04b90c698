import torch


def relu(x: torch.Tensor) -> torch.Tensor:
    """The rectified linear unit (ReLU, 렐루), max(0, x) for every element.

    Args:
        x: float tensor of any shape.

    Returns:
        A float tensor of the shape and dtype of x; gradients reach x. x itself is left unchanged.

    >>> relu(torch.tensor([-2.0, 0.5, 3.0])).tolist()
    [0.0, 0.5, 3.0]
    """
    ### BEGIN SOLUTION
    return torch.clamp(x, min=0)
    ### END SOLUTION
