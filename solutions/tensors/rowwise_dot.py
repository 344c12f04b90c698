import torch


def rowwise_dot(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Inner product (내적) of each row of a with the same row of b, with einsum.

    Args:
        a: float tensor of shape (n, m).
        b: float tensor of shape (n, m), same dtype as a.

    Returns:
        Tensor of shape (n,) and the same dtype whose element i is the sum of a[i, j] b[i, j] over j.
        a and b are left unchanged.

    >>> rowwise_dot(torch.tensor([[1.0, 2.0], [3.0, 4.0]]), torch.tensor([[5.0, 6.0], [7.0, 8.0]])).tolist()
    [17.0, 53.0]
    """
    ### BEGIN SOLUTION
    return torch.einsum("ij,ij->i", a, b)
    ### END SOLUTION
