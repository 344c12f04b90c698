import torch


def transpose(a: torch.Tensor) -> torch.Tensor:
    """Transpose (전치행렬) of a matrix, with einsum.

    Args:
        a: tensor of shape (n, m), of any dtype.

    Returns:
        Tensor of shape (m, n) and the dtype of a whose element (j, i) is a[i, j]. A view of a or a copy.
        a is left unchanged.

    >>> transpose(torch.tensor([[1, 2, 3], [4, 5, 6]])).tolist()
    [[1, 4], [2, 5], [3, 6]]
    """
    ### BEGIN SOLUTION
    return torch.einsum("ij->ji", a)
    ### END SOLUTION
