import torch


def lower_right(t: torch.Tensor, k: int) -> torch.Tensor:
    """The k x k corner at the lower right of a matrix.

    Args:
        t: tensor of shape (H, W), of any dtype.
        k: 0 <= k <= min(H, W).

    Returns:
        Tensor of shape (k, k) and the dtype of t: the last k rows of the last k columns, in their order.
        A view of t or a copy. t is left unchanged.

    >>> lower_right(torch.tensor([[1, 2, 3], [4, 5, 6]]), 2).tolist()
    [[2, 3], [5, 6]]
    """
    ### BEGIN SOLUTION
    height, width = t.shape
    return t[height - k :, width - k :]
    ### END SOLUTION
