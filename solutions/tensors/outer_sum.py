import torch


def outer_sum(row: torch.Tensor, column: torch.Tensor) -> torch.Tensor:
    """Every element of `column` plus every element of `row`, by broadcasting (브로드캐스팅).

    Args:
        row: tensor of shape (W,), of floats or whole numbers.
        column: tensor of shape (H,), same dtype as row.

    Returns:
        Tensor of shape (H, W) and the same dtype whose element (i, j) is column[i] + row[j].
        row and column are left unchanged.

    >>> outer_sum(torch.tensor([1, 2, 3]), torch.tensor([10, 20])).tolist()
    [[11, 12, 13], [21, 22, 23]]
    """
    ### BEGIN SOLUTION
    return column.unsqueeze(1) + row  # (H, 1) + (W,) -> (H, W)
    ### END SOLUTION
