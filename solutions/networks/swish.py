import torch


def swish(x: torch.Tensor) -> torch.Tensor:
    """Swish (스위시), also called SiLU: x sigmoid(x) for every element.

    Args:
        x: float tensor of any shape.

    Returns:
        A float tensor of the shape and dtype of x; gradients reach x. Large values of either sign must not
        give NaN. x itself is left unchanged.

    >>> [round(v, 4) for v in swish(torch.tensor([-1.0, 0.0, 1.0])).tolist()]
    [-0.2689, 0.0, 0.7311]
    """
    ### BEGIN SOLUTION
    return x * torch.sigmoid(x)
    ### END SOLUTION
