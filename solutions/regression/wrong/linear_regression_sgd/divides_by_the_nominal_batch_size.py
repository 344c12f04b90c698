HINT = {
    "en": "The last batch may be shorter. By how many samples do you divide its gradient?",
    "ko": "마지막 배치는 더 짧을 수 있습니다. 그 기울기를 표본 몇 개로 나누었나요?",
}

import torch


def linear_regression_sgd(X, y, learning_rate, num_epochs, batch_size, generator):
    w = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device)
    b = torch.zeros((), dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(num_epochs):
        order = torch.randperm(len(X), generator=generator).to(X.device)
        for batch in order.split(batch_size):
            error = X[batch] @ w + b - y[batch]
            losses.append(((error**2).sum() / batch_size).item())
            w = w - learning_rate * 2 / batch_size * X[batch].T @ error
            b = b - learning_rate * 2 / batch_size * error.sum()
    return w, b, losses
