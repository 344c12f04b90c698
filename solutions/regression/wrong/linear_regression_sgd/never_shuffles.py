HINT = {
    "en": "What is stochastic about your descent? The batches are the same for every generator and in every epoch.",
    "ko": "어떤 점이 확률적인가요? 생성기가 달라져도, 에폭이 바뀌어도 배치가 늘 같습니다.",
}

import torch


def linear_regression_sgd(X, y, learning_rate, num_epochs, batch_size, generator):
    w = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device)
    b = torch.zeros((), dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(num_epochs):
        for xb, yb in zip(X.split(batch_size), y.split(batch_size)):
            error = xb @ w + b - yb
            losses.append((error**2).mean().item())
            w = w - learning_rate * 2 / len(yb) * xb.T @ error
            b = b - learning_rate * 2 * error.mean()
    return w, b, losses
