HINT = {
    "en": "Count your losses. The text asks for one per batch.",
    "ko": "기록한 손실의 개수를 세어 보세요. 본문에서는 배치마다 하나씩 기록하라고 했습니다.",
}

import torch


def linear_regression_sgd(X, y, learning_rate, num_epochs, batch_size, generator):
    w = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device)
    b = torch.zeros((), dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(num_epochs):
        order = torch.randperm(len(X), generator=generator).to(X.device)
        total = 0.0
        for batch in order.split(batch_size):
            error = X[batch] @ w + b - y[batch]
            total += (error**2).sum().item()
            w = w - learning_rate * 2 / len(batch) * X[batch].T @ error
            b = b - learning_rate * 2 * error.mean()
        losses.append(total / len(X))
    return w, b, losses
