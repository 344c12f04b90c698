HINT = {
    "en": "Your steps are half as long. The loss of this text is the mean of the squares without 1/2; differentiate it once more.",
    "ko": "걸음이 절반입니다. 본문의 손실은 1/2이 붙지 않은 제곱의 평균입니다. 다시 미분해 보세요.",
}

import torch


def linear_regression_gd(X, y, learning_rate, num_steps):
    w = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device)
    b = torch.zeros((), dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(num_steps):
        error = X @ w + b - y
        losses.append((error**2).mean().item())
        w = w - learning_rate / len(y) * X.T @ error
        b = b - learning_rate * error.mean()
    return w, b, losses
