import torch


def standardize(x: torch.Tensor) -> torch.Tensor:
    """Bring every feature to mean 0 and standard deviation 1 (표준화).

    Args:
        x: float tensor of shape (N, D), N >= 1: N samples in the rows, D features in the columns.

    Returns:
        Tensor of shape (N, D) and the dtype of x: (x - mean) / std, with the mean and the standard deviation of
        each column. The variance is the mean of the squared deviations (divided by N, not by N - 1).
        A column whose values are all equal has become 0. x is left unchanged.

    >>> standardize(torch.tensor([[1.0, 7.0], [3.0, 7.0]])).tolist()
    [[-1.0, 0.0], [1.0, 0.0]]
    """
    ### BEGIN SOLUTION
    mean = x.mean(dim=0)
    std = x.std(dim=0, correction=0)
    std[std == 0] = 1  # a constant column: 0 / 1 instead of 0 / 0
    return (x - mean) / std
    ### END SOLUTION
