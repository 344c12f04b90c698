import torch


def project(b: torch.Tensor, A: torch.Tensor) -> torch.Tensor:
    """Project a vector onto the column space of a matrix (정사영).

    Args:
        b: float tensor of shape (m,).
        A: float tensor of shape (m, n), m >= n >= 1, with linearly independent columns; same dtype as b.

    Returns:
        Tensor of shape (m,) and the same dtype: the vector of the form A x that is closest to b.
        b and A are left unchanged.

    >>> b, A = torch.tensor([4.0, 0.0]), torch.tensor([[1.0], [1.0]])
    >>> project(b, A).tolist()
    [2.0, 2.0]
    """
    ### BEGIN SOLUTION
    x = torch.linalg.solve(A.T @ A, A.T @ b)  # normal equations
    return A @ x
    ### END SOLUTION
