import torch


def matmul(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Matrix product (행렬곱), with einsum.

    Args:
        a: float tensor of shape (n, m).
        b: float tensor of shape (m, p), same dtype as a.

    Returns:
        Tensor of shape (n, p) and the same dtype whose element (i, k) is the sum of a[i, j] b[j, k] over j.
        a and b are left unchanged.

    >>> matmul(torch.tensor([[1.0, 2.0]]), torch.tensor([[3.0], [4.0]])).tolist()
    [[11.0]]
    """
    ### BEGIN SOLUTION
    return torch.einsum("ij,jk->ik", a, b)
    ### END SOLUTION
