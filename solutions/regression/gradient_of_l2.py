import torch


def gradient_of_l2(X: torch.Tensor, y: torch.Tensor, beta: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The gradients (기울기) of the L2 norm of the residual and of its square, with respect to beta.

    Args:
        X: float tensor of shape (N, D).
        y: float tensor of shape (N,), same dtype as X.
        beta: float tensor of shape (D,), same dtype as X.

    Returns:
        (of_norm, of_square), two tensors of shape (D,): the gradients of ||y - X beta||_2 and of ||y - X beta||_2^2.
        The norm is the plain Euclidean one, without 1/N. Where the residual is exactly zero the norm has no
        gradient, and of_norm is zeros. The arguments are left unchanged.

    >>> X, y = torch.tensor([[1.0, 0.0], [0.0, 2.0]]), torch.tensor([3.0, 4.0])
    >>> of_norm, of_square = gradient_of_l2(X, y, torch.zeros(2))  # the residual is (3, 4), its norm 5
    >>> of_square.tolist(), [round(number, 4) for number in of_norm.tolist()]
    ([-6.0, -16.0], [-0.6, -1.6])
    """
    ### BEGIN SOLUTION
    residual = y - X @ beta
    norm = torch.sqrt((residual**2).sum())
    of_square = -2 * X.T @ residual
    of_norm = -X.T @ residual / norm if norm > 0 else torch.zeros_like(beta)
    return of_norm, of_square
    ### END SOLUTION
