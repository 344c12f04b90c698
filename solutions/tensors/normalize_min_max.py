import torch


def normalize_min_max(x: torch.Tensor) -> torch.Tensor:
    """Scale every feature to the range from 0 to 1 (최소-최대 정규화).

    Args:
        x: float tensor of shape (N, D), N >= 1: N samples in the rows, D features in the columns.

    Returns:
        Tensor of shape (N, D) and the dtype of x. In each column the smallest value has become 0 and the
        largest 1; a column whose values are all equal has become 0. x is left unchanged.

    >>> normalize_min_max(torch.tensor([[1.0, 10.0], [3.0, 10.0], [2.0, 10.0]])).tolist()
    [[0.0, 0.0], [1.0, 0.0], [0.5, 0.0]]
    """
    ### BEGIN SOLUTION
    low = x.min(dim=0).values
    high = x.max(dim=0).values
    span = high - low
    span[span == 0] = 1  # a constant column: 0 / 1 instead of 0 / 0
    return (x - low) / span
    ### END SOLUTION
