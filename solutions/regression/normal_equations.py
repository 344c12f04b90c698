import torch


def normal_equations(X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Linear regression (선형회귀) with several inputs, by the normal equations (정규방정식).

    Args:
        X: float tensor of shape (N, D), N >= D: one row per sample. Its columns are linearly independent.
            A model with an intercept has a column of ones here; none is added.
        y: float tensor of shape (N,), same dtype as X.

    Returns:
        beta, a tensor of shape (D,) and of that dtype: the coefficients that make the sum of the squares of
        y - X beta as small as possible. X and y are left unchanged.

    >>> X = torch.tensor([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]])
    >>> [round(number, 4) for number in normal_equations(X, torch.tensor([1.0, 3.0, 5.0])).tolist()]
    [1.0, 2.0]
    """
    ### BEGIN SOLUTION
    return torch.linalg.solve(X.T @ X, X.T @ y)
    ### END SOLUTION
