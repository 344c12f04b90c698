import torch


def hard_swish(x: torch.Tensor) -> torch.Tensor:
    """Hard swish (하드 스위시): x ReLU6(x + 3) / 6 for every element.

    Args:
        x: float tensor of any shape.

    Returns:
        A float tensor of the shape and dtype of x; gradients reach x. x itself is left unchanged.

    >>> hard_swish(torch.tensor([-1.5, 1.5, 4.0])).tolist()
    [-0.375, 1.125, 4.0]
    """
    ### BEGIN SOLUTION
    gate = torch.clamp(x + 3, min=0, max=6) / 6
    return x * gate
    ### END SOLUTION
