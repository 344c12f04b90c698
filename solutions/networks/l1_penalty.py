import torch


def l1_penalty(weight: torch.Tensor, strength: float) -> torch.Tensor:
    """The L1 penalty (L1 규제항) that is added to a loss: strength times the sum of all absolute values.

    Args:
        weight: float tensor of any shape.
        strength: the factor lambda, a positive number.

    Returns:
        A 0-d tensor of the dtype of weight, connected to weight, so that backward() reaches it.

    >>> float(l1_penalty(torch.tensor([[1.0, -2.0], [0.0, 3.0]]), strength=0.5))
    3.0
    """
    ### BEGIN SOLUTION
    return strength * weight.abs().sum()
    ### END SOLUTION
