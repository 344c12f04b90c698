import torch


def batchnorm_forward(
    x: torch.Tensor,
    gamma: torch.Tensor,
    beta: torch.Tensor,
    state: dict[str, torch.Tensor],
    momentum: float,
    eps: float,
    training: bool,
) -> torch.Tensor:
    """Batch normalisation (배치 정규화) of every feature, as `torch.nn.BatchNorm1d` does it.

    Args:
        x: float tensor of shape (N, D): N samples, N >= 2 in training.
        gamma: scale of each feature, shape (D,).
        beta: shift of each feature, shape (D,).
        state: a dict with "running_mean" and "running_var", float tensors of shape (D,). In training both are
            updated: afterwards the dict holds the new values. Otherwise it is left unchanged.
        momentum: weight of the new value in the running statistics, between 0 and 1.
        eps: added to the variance under the root, positive.
        training: True normalises with the statistics of the batch, False with the running ones.

    Returns:
        A float tensor of shape (N, D). Gradients reach x, also by way of the statistics of the batch, gamma and beta.

    >>> state = {"running_mean": torch.tensor([0.0]), "running_var": torch.tensor([1.0])}
    >>> gamma, beta = torch.tensor([2.0]), torch.tensor([1.0])
    >>> batchnorm_forward(torch.tensor([[1.0], [3.0]]), gamma, beta, state, 0.5, eps=3.0, training=True).tolist()
    [[0.0], [2.0]]
    >>> state["running_mean"].tolist(), state["running_var"].tolist()
    ([1.0], [1.5])
    """
    ### BEGIN SOLUTION
    if training:
        N = len(x)
        mean = x.mean(dim=0)
        var = ((x - mean) ** 2).mean(dim=0)
        with torch.no_grad():
            state["running_mean"] = (1 - momentum) * state["running_mean"] + momentum * mean
            state["running_var"] = (1 - momentum) * state["running_var"] + momentum * var * N / (N - 1)
    else:
        mean, var = state["running_mean"], state["running_var"]
    x_hat = (x - mean) / torch.sqrt(var + eps)
    return gamma * x_hat + beta
    ### END SOLUTION
