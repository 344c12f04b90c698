HINT = {
    "en": "A column of shape (N, 1) minus y of shape (N,) is a table of shape (N, N). Print the shape of your error.",
    "ko": "크기가 (N, 1)인 열에서 (N,)인 y를 빼면 (N, N)인 행렬이 됩니다. 오차의 크기를 출력해 보세요.",
}

import torch


def linear_regression_gd(X, y, learning_rate, num_steps):
    w = torch.zeros(X.shape[1], 1, dtype=X.dtype, device=X.device)
    b = torch.zeros((), dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(num_steps):
        error = X @ w + b - y
        losses.append((error**2).mean().item())
        w = w - learning_rate * 2 / len(y) * (X.T @ error).mean(dim=1, keepdim=True)
        b = b - learning_rate * 2 * error.mean()
    return w.flatten(), b, losses
