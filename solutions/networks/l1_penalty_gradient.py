import torch


def l1_penalty_gradient(weight: torch.Tensor, strength: float) -> torch.Tensor:
    """The gradient of the L1 penalty (L1 규제항의 기울기) with respect to every weight.

    Args:
        weight: float tensor of any shape.
        strength: the factor lambda, a positive number.

    Returns:
        A tensor of the shape and dtype of weight: strength times the sign of each weight, and 0 where the weight is 0.
        weight itself is left unchanged.

    >>> l1_penalty_gradient(torch.tensor([3.0, -0.5, 0.0]), strength=0.25).tolist()
    [0.25, -0.25, 0.0]
    """
    ### BEGIN SOLUTION
    return strength * torch.sign(weight)
    ### END SOLUTION
