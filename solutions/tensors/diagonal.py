import torch


def diagonal(a: torch.Tensor) -> torch.Tensor:
    """Diagonal (대각원소) of a square matrix, with einsum.

    Args:
        a: tensor of shape (n, n), of any dtype but boolean.

    Returns:
        Tensor of shape (n,) and the dtype of a with the elements a[i, i]. A view of a or a copy.
        a is left unchanged.

    >>> diagonal(torch.tensor([[1, 2], [3, 4]])).tolist()
    [1, 4]
    """
    ### BEGIN SOLUTION
    return torch.einsum("ii->i", a)
    ### END SOLUTION
