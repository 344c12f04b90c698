HINT = {
    "en": "`randint` can draw a sample twice and leave another one out. An epoch uses every sample once.",
    "ko": "`randint`는 어떤 표본을 두 번 뽑고 다른 표본을 빠뜨릴 수 있습니다. 한 에폭에는 모든 표본이 한 번씩 쓰입니다.",
}

import torch


def linear_regression_sgd(X, y, learning_rate, num_epochs, batch_size, generator):
    w = torch.zeros(X.shape[1], dtype=X.dtype, device=X.device)
    b = torch.zeros((), dtype=X.dtype, device=X.device)
    losses = []
    for _ in range(num_epochs):
        order = torch.randint(len(X), (len(X),), generator=generator).to(X.device)
        for batch in order.split(batch_size):
            error = X[batch] @ w + b - y[batch]
            losses.append((error**2).mean().item())
            w = w - learning_rate * 2 / len(batch) * X[batch].T @ error
            b = b - learning_rate * 2 * error.mean()
    return w, b, losses
