HINT = {
    "en": "The weights move, the intercept stays zero. Does b take part in the loss?",
    "ko": "가중치는 움직이지만 절편은 0에 머뭅니다. b도 손실에 들어 있지 않나요?",
}

import torch


def linear_regression_gd(X, y, learning_rate, num_steps):
    w = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device)
    b = torch.zeros((), dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(num_steps):
        error = X @ w + b - y
        losses.append((error**2).mean().item())
        w = w - learning_rate * 2 / len(y) * X.T @ error
    return w, b, losses
