import torch


def batched_matmul(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Matrix products over the last two dimensions, one for each pair of matrices.

    Args:
        a: float tensor of shape (..., n, m).
        b: float tensor of shape (..., m, p), same dtype as a. The leading dimensions "..." of a and b
            broadcast; there may be none, one or several.

    Returns:
        Tensor of shape (..., n, p) and the same dtype. Gradients reach a and b, which are left unchanged.

    >>> a = torch.tensor([[[1.0, 2.0]], [[3.0, 4.0]]])
    >>> b = torch.tensor([[[5.0], [6.0]], [[7.0], [8.0]]])
    >>> batched_matmul(a, b).tolist()
    [[[17.0]], [[53.0]]]
    """
    ### BEGIN SOLUTION
    return torch.einsum("...ij,...jk->...ik", a, b)
    ### END SOLUTION
