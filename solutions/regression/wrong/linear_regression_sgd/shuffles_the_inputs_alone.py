HINT = {
    "en": "After shuffling, does the first row of X still belong to the first number of y?",
    "ko": "섞은 뒤에도 X의 첫 행이 y의 첫 값과 짝이 맞나요?",
}

import torch


def linear_regression_sgd(X, y, learning_rate, num_epochs, batch_size, generator):
    w = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device)
    b = torch.zeros((), dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(num_epochs):
        shuffled = X[torch.randperm(len(X), generator=generator).to(X.device)]
        for xb, yb in zip(shuffled.split(batch_size), y.split(batch_size)):
            error = xb @ w + b - yb
            losses.append((error**2).mean().item())
            w = w - learning_rate * 2 / len(yb) * xb.T @ error
            b = b - learning_rate * 2 * error.mean()
    return w, b, losses
