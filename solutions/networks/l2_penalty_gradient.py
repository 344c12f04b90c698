import torch


def l2_penalty_gradient(weight: torch.Tensor, strength: float) -> torch.Tensor:
    """The gradient of the L2 penalty (L2 규제항의 기울기) with respect to every weight.

    Args:
        weight: float tensor of any shape.
        strength: the factor lambda, a positive number. The penalty has no factor 1/2.

    Returns:
        A tensor of the shape and dtype of weight. weight itself is left unchanged.

    >>> l2_penalty_gradient(torch.tensor([3.0, -0.5, 0.0]), strength=0.25).tolist()
    [1.5, -0.25, 0.0]
    """
    ### BEGIN SOLUTION
    return 2 * strength * weight
    ### END SOLUTION
