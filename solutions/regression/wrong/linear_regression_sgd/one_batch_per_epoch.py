HINT = {
    "en": "You take one batch and start the next epoch. What about the other samples?",
    "ko": "배치 하나만 쓰고 다음 에폭으로 넘어갑니다. 나머지 표본은 어떻게 되나요?",
}

import torch


def linear_regression_sgd(X, y, learning_rate, num_epochs, batch_size, generator):
    w = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device)
    b = torch.zeros((), dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(num_epochs):
        batch = torch.randperm(len(X), generator=generator)[:batch_size].to(X.device)
        error = X[batch] @ w + b - y[batch]
        losses.append((error**2).mean().item())
        w = w - learning_rate * 2 / len(batch) * X[batch].T @ error
        b = b - learning_rate * 2 * error.mean()
    return w, b, losses
