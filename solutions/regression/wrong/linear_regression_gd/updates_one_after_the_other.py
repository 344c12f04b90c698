HINT = {
    "en": "Both gradients belong to the same point. Is w still the old one when you compute the gradient of b?",
    "ko": "두 기울기는 같은 위치에서 구해야 합니다. b의 기울기를 구할 때 w는 아직 바뀌기 전인가요?",
}

import torch


def linear_regression_gd(X, y, learning_rate, num_steps):
    w = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device)
    b = torch.zeros((), dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(num_steps):
        losses.append(((X @ w + b - y) ** 2).mean().item())
        w = w - learning_rate * 2 / len(y) * X.T @ (X @ w + b - y)
        b = b - learning_rate * 2 * (X @ w + b - y).mean()
    return w, b, losses
