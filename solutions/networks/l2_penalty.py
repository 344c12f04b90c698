import torch


def l2_penalty(weight: torch.Tensor, strength: float) -> torch.Tensor:
    """The L2 penalty (L2 규제항) that is added to a loss: strength times the sum of all squares, without a factor 1/2.

    Args:
        weight: float tensor of any shape.
        strength: the factor lambda, a positive number.

    Returns:
        A 0-d tensor of the dtype of weight, connected to weight, so that backward() reaches it.

    >>> float(l2_penalty(torch.tensor([[1.0, -2.0], [0.0, 3.0]]), strength=0.5))
    7.0
    """
    ### BEGIN SOLUTION
    return strength * (weight**2).sum()
    ### END SOLUTION
