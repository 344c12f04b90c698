import torch


def trace(a: torch.Tensor) -> torch.Tensor:
    """Trace (대각합) of a square matrix, with einsum.

    Args:
        a: tensor of shape (n, n), of floats or whole numbers.

    Returns:
        0-d tensor, the sum of the elements a[i, i]. a is left unchanged.

    >>> int(trace(torch.tensor([[1, 2], [3, 4]])))
    5
    """
    ### BEGIN SOLUTION
    return torch.einsum("ii->", a)
    ### END SOLUTION
