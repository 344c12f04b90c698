HINT = {
    "en": "Look at the losses: they grow. Which sign does the step need?",
    "ko": "손실을 보면 점점 커집니다. 갱신할 때 부호가 무엇이어야 하나요?",
}

import torch


def linear_regression_gd(X, y, learning_rate, num_steps):
    w = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device)
    b = torch.zeros((), dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(num_steps):
        error = y - X @ w - b
        losses.append((error**2).mean().item())
        w = w - learning_rate * 2 / len(y) * X.T @ error
        b = b - learning_rate * 2 * error.mean()
    return w, b, losses
