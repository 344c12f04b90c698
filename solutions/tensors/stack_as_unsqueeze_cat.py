from collections.abc import Sequence

import torch


def stack_as_unsqueeze_cat(tensors: Sequence[torch.Tensor], dim: int) -> torch.Tensor:
    """Stack tensors along a new dimension, as `torch.stack` does, without calling it.

    Args:
        tensors: list or tuple of n >= 1 tensors of the same shape (d_0, ..., d_{r-1}) and dtype; r may be 0.
        dim: where the new dimension of size n goes in the result, -(r + 1) <= dim <= r; a negative
            number counts from the end of the result.

    Returns:
        Tensor with r + 1 dimensions and the same dtype. The tensors are left unchanged.

    >>> stack_as_unsqueeze_cat([torch.tensor([1, 2]), torch.tensor([3, 4])], dim=1).tolist()
    [[1, 3], [2, 4]]
    """
    ### BEGIN SOLUTION
    return torch.cat([t.unsqueeze(dim) for t in tensors], dim=dim)
    ### END SOLUTION
