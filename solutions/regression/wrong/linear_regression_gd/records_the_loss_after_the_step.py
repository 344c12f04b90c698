HINT = {
    "en": "The numbers are those of the next step. The text asks for the loss before each step, that of the zeros first.",
    "ko": "다음 단계의 값입니다. 본문에서는 갱신하기 전의 손실을 구하라고 했으므로 0에서의 손실이 처음에 와야 합니다.",
}

import torch


def linear_regression_gd(X, y, learning_rate, num_steps):
    w = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device)
    b = torch.zeros((), dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(num_steps):
        error = X @ w + b - y
        w = w - learning_rate * 2 / len(y) * X.T @ error
        b = b - learning_rate * 2 * error.mean()
        losses.append(((X @ w + b - y) ** 2).mean().item())
    return w, b, losses
