import torch


def linear_regression_gd(X, y, learning_rate, num_steps):
    A = torch.cat([X, torch.ones_like(X[:, :1])], dim=1)
    beta = torch.zeros(A.shape[1], dtype=A.dtype, device=A.device)
    history = []
    for _ in range(num_steps):
        residual = y - A @ beta
        history.append(residual.square().mean())
        beta = beta + 2 * learning_rate * (A * residual[:, None]).mean(dim=0)
    return beta[:-1], beta[-1], history
