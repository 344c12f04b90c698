HINT = {
    "en": "Where is the order drawn: before the loop over the epochs or inside it?",
    "ko": "순서를 어디에서 뽑나요? 에폭을 도는 반복문의 앞인가요, 안인가요?",
}

import torch


def linear_regression_sgd(X, y, learning_rate, num_epochs, batch_size, generator):
    w = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device)
    b = torch.zeros((), dtype=X.dtype, device=X.device)
    losses = []
    order = torch.randperm(len(X), generator=generator).to(X.device)
    for _ in range(num_epochs):
        for batch in order.split(batch_size):
            error = X[batch] @ w + b - y[batch]
            losses.append((error**2).mean().item())
            w = w - learning_rate * 2 / len(batch) * X[batch].T @ error
            b = b - learning_rate * 2 * error.mean()
    return w, b, losses
