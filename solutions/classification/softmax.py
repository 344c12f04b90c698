import torch


def softmax(z: torch.Tensor, dim: int) -> torch.Tensor:
    """Softmax (소프트맥스) along one dimension.

    Args:
        z: float tensor of any shape with at least one dimension: the scores.
        dim: the dimension over which the result adds up to 1; may be negative, counted from the last.

    Returns:
        A new float tensor of the same shape: exp(z) divided by the sum of exp(z) along `dim`. Only differences of
        scores matter, so large scores must not overflow. The argument is left unchanged.

    >>> softmax(torch.tensor([[0.0, 0.0], [1000.0, -1000.0]]), dim=1).tolist()
    [[0.5, 0.5], [1.0, 0.0]]
    """
    ### BEGIN SOLUTION
    shifted = z - z.max(dim=dim, keepdim=True).values  # the largest exponential is exp(0)
    exponentials = torch.exp(shifted)
    return exponentials / exponentials.sum(dim=dim, keepdim=True)
    ### END SOLUTION
