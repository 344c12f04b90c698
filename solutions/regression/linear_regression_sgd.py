import torch


def linear_regression_sgd(
    X: torch.Tensor,
    y: torch.Tensor,
    learning_rate: float,
    num_epochs: int,
    batch_size: int,
    generator: torch.Generator,
) -> tuple[torch.Tensor, torch.Tensor, list[float]]:
    """Linear regression (선형회귀) by mini-batch stochastic gradient descent (확률적 경사하강법).

    The model is X w + b, the loss of a batch its mean squared error over the samples in the batch.

    Args:
        X: float tensor of shape (N, D): one row per sample.
        y: float tensor of shape (N,), same dtype as X.
        learning_rate: the size of the steps, greater than 0.
        num_epochs: how often to go through the data, at least 1.
        batch_size: number of samples in a batch, at least 1. The last batch of an epoch holds what is left.
        generator: a generator on the CPU; the only source of chance, such as `torch.randperm(N, generator=generator)`.

    Returns:
        (w, b, losses): w of shape (D,) and b, a 0-d tensor, both of the dtype of X and zero at the start; and a list
        with one number per batch, the loss of the batch before its step. Every epoch shuffles anew and uses every
        sample once. X and y are left unchanged.

    >>> X, y = torch.tensor([[1.0], [-1.0]]), torch.tensor([4.0, 2.0])
    >>> generator = torch.Generator().manual_seed(1)
    >>> w, b, losses = linear_regression_sgd(X, y, 0.25, num_epochs=1, batch_size=2, generator=generator)
    >>> w.tolist(), b.item(), losses
    ([0.5], 1.5, [10.0])
    """
    ### BEGIN SOLUTION
    N, D = X.shape
    w = torch.zeros(D, dtype=X.dtype, device=X.device)
    b = torch.zeros((), dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(num_epochs):
        order = torch.randperm(N, generator=generator).to(X.device)
        for batch in order.split(batch_size):
            error = X[batch] @ w + b - y[batch]
            losses.append((error**2).mean().item())
            w = w - learning_rate * 2 / len(batch) * X[batch].T @ error
            b = b - learning_rate * 2 / len(batch) * error.sum()
    return w, b, losses
    ### END SOLUTION
