import torch


def linear_regression_sgd(X, y, learning_rate, num_epochs, batch_size, generator):
    n = X.size(0)
    A = torch.cat((X, torch.ones_like(X[:, :1])), dim=1)
    beta = torch.zeros_like(A[0])
    losses = []
    for _ in range(num_epochs):
        keys = torch.rand(n, generator=generator)
        order = torch.argsort(keys).to(X.device)
        A_shuffled, y_shuffled = A[order], y[order]
        for start in range(0, n, batch_size):
            xb = A_shuffled[start : start + batch_size]
            yb = y_shuffled[start : start + batch_size]
            difference = yb - xb @ beta
            losses.append(torch.mean(difference**2))
            beta = beta + 2 * learning_rate * xb.T @ difference / len(yb)
    return beta[:-1], beta[-1], losses
