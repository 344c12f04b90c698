HINT = {
    "en": "Run it twice with generators of the same seed: do you get the same numbers?",
    "ko": "같은 시드의 생성기로 두 번 실행해 보세요. 결과가 같은가요?",
}

import torch


def linear_regression_sgd(X, y, learning_rate, num_epochs, batch_size, generator):
    w = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device)
    b = torch.zeros((), dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(num_epochs):
        order = torch.randperm(len(X)).to(X.device)
        for batch in order.split(batch_size):
            error = X[batch] @ w + b - y[batch]
            losses.append((error**2).mean().item())
            w = w - learning_rate * 2 / len(batch) * X[batch].T @ error
            b = b - learning_rate * 2 * error.mean()
    return w, b, losses
