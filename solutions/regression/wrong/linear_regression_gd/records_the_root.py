HINT = {
    "en": "w and b are right. The losses are RMSE; the loss of this text has no root.",
    "ko": "w와 b는 맞습니다. 기록한 손실은 RMSE인데, 본문의 손실에는 제곱근이 없습니다.",
}

import torch


def linear_regression_gd(X, y, learning_rate, num_steps):
    w = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device)
    b = torch.zeros((), dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(num_steps):
        error = X @ w + b - y
        losses.append((error**2).mean().sqrt().item())
        w = w - learning_rate * 2 / len(y) * X.T @ error
        b = b - learning_rate * 2 * error.mean()
    return w, b, losses
