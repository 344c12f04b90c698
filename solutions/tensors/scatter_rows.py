import torch


def scatter_rows(values: torch.Tensor, index: torch.Tensor, width: int) -> torch.Tensor:
    """Put the values of each row at given positions of a wider row of zeros.

    Args:
        values: tensor of shape (N, K), of floats or whole numbers.
        index: int64 tensor of shape (N, K) with positions from 0 to width - 1, all different within a row.
        width: length of a row of the result, width >= K.

    Returns:
        Tensor of shape (N, width) and the dtype of values: row n holds values[n, k] at position
        index[n, k], and zeros elsewhere. values and index are left unchanged.

    >>> scatter_rows(torch.tensor([[5, 6], [7, 8]]), torch.tensor([[3, 0], [1, 2]]), 4).tolist()
    [[6, 0, 0, 5], [0, 7, 8, 0]]
    """
    ### BEGIN SOLUTION
    rows = torch.zeros(len(values), width, dtype=values.dtype, device=values.device)
    return rows.scatter(1, index, values)
    ### END SOLUTION
