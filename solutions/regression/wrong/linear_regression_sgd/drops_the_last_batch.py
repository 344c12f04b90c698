HINT = {
    "en": "10 samples in batches of 4: how many batches do you make, and which samples are never seen?",
    "ko": "표본 10개를 4개씩 묶으면 배치가 몇 개 나오나요? 한 번도 쓰이지 않는 표본이 있나요?",
}

import torch


def linear_regression_sgd(X, y, learning_rate, num_epochs, batch_size, generator):
    w = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device)
    b = torch.zeros((), dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(num_epochs):
        order = torch.randperm(len(X), generator=generator).to(X.device)
        for k in range(len(X) // batch_size):
            batch = order[k * batch_size : (k + 1) * batch_size]
            error = X[batch] @ w + b - y[batch]
            losses.append((error**2).mean().item())
            w = w - learning_rate * 2 / len(batch) * X[batch].T @ error
            b = b - learning_rate * 2 * error.mean()
    return w, b, losses
