import torch


def l1_norm(prediction: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """The L1 norm (L1 노름) of the error as deep learning uses it: the mean absolute difference.

    Args:
        prediction: float tensor of any shape.
        target: float tensor of the same shape and dtype.

    Returns:
        A 0-d tensor of that dtype: the mean of |prediction - target| over all elements (not their sum).
        It stays connected to `prediction`. The arguments are left unchanged.

    >>> l1_norm(torch.tensor([[1.0, 2.0], [3.0, 4.0]]), torch.tensor([[2.0, 0.0], [3.0, 5.0]])).item()
    1.0
    """
    ### BEGIN SOLUTION
    return (prediction - target).abs().mean()
    ### END SOLUTION
