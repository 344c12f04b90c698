import torch


def linear_regression_gd(X, y, learning_rate, num_steps):
    n, d = X.size()
    weights = [0.0] * d
    bias = 0.0
    errors = []
    for _ in range(num_steps):
        prediction = bias
        for j in range(d):
            prediction = prediction + weights[j] * X[:, j]
        difference = prediction - y
        errors.append(float(torch.sum(difference**2) / n))
        gradient = [2 * torch.mean(difference * X[:, j]) for j in range(d)]
        weights = [weights[j] - learning_rate * gradient[j] for j in range(d)]
        bias = bias - learning_rate * 2 * torch.mean(difference)
    stacked = torch.stack([torch.as_tensor(v, dtype=X.dtype, device=X.device) for v in weights])
    return stacked, torch.as_tensor(bias, dtype=X.dtype, device=X.device), errors
