HINT = {
    "en": "The mean of a product is not the product of the means. Where does your bracket close?",
    "ko": "곱의 평균은 평균의 곱이 아닙니다. 괄호를 어디에서 닫았나요?",
}

import torch


def linear_regression_gd(X, y, learning_rate, num_steps):
    w = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device)
    b = torch.zeros((), dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(num_steps):
        error = X @ w + b - y
        losses.append((error**2).mean().item())
        w = w - learning_rate * 2 * error.mean() * X.mean(dim=0)
        b = b - learning_rate * 2 * error.mean()
    return w, b, losses
