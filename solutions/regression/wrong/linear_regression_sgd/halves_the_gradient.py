HINT = {
    "en": "With a batch that holds all samples this should be gradient descent on the mean squared error. Compare the first step.",
    "ko": "배치에 모든 표본이 들어가면 평균제곱오차에 대한 경사하강법과 같아야 합니다. 첫 단계를 비교해 보세요.",
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
            losses.append((error**2).mean().item())
            w = w - learning_rate / len(batch) * X[batch].T @ error
            b = b - learning_rate * error.mean()
    return w, b, losses
