import torch


def projection_matrix(A: torch.Tensor) -> torch.Tensor:
    """The matrix P = A (A^T A)^-1 A^T that projects onto the column space of A (정사영 행렬).

    Args:
        A: float tensor of shape (m, n), m >= n >= 1, with linearly independent columns.

    Returns:
        Tensor of shape (m, m) and the dtype of A, symmetric and with P P = P. A is left unchanged.

    >>> projection_matrix(torch.tensor([[2.0], [2.0]])).tolist()
    [[0.5, 0.5], [0.5, 0.5]]
    """
    ### BEGIN SOLUTION
    return A @ torch.linalg.inv(A.T @ A) @ A.T
    ### END SOLUTION
