import torch


def linear_regression_gd(
    X: torch.Tensor, y: torch.Tensor, learning_rate: float, num_steps: int
) -> tuple[torch.Tensor, torch.Tensor, list[float]]:
    """Linear regression (선형회귀) by gradient descent on all samples at once.

    The model is X w + b, the loss its mean squared error, L = sum((X w + b - y)^2) / N.

    Args:
        X: float tensor of shape (N, D): one row per sample.
        y: float tensor of shape (N,), same dtype as X.
        learning_rate: the size of the steps, greater than 0.
        num_steps: how many steps to take, at least 0.

    Returns:
        (w, b, losses): w of shape (D,) and b, a 0-d tensor, both of the dtype of X and zero at the start; and a
        list of num_steps numbers, the loss before each step. The arguments are left unchanged.

    >>> X, y = torch.tensor([[1.0], [-1.0]]), torch.tensor([4.0, 2.0])
    >>> w, b, losses = linear_regression_gd(X, y, learning_rate=0.25, num_steps=2)
    >>> w.tolist(), b.item(), losses
    ([0.75], 2.25, [10.0, 2.5])
    """
    ### BEGIN SOLUTION
    N, D = X.shape
    w = torch.zeros(D, dtype=X.dtype, device=X.device)
    b = torch.zeros((), dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(num_steps):
        error = X @ w + b - y
        losses.append((error**2).mean().item())
        w = w - learning_rate * 2 / N * X.T @ error
        b = b - learning_rate * 2 / N * error.sum()
    return w, b, losses
    ### END SOLUTION
