import torch


def least_squares(x, y):
    ones = torch.ones(len(x), dtype=x.dtype, device=x.device)
    X = torch.stack((ones, x), dim=1)
    b, m = torch.inverse(X.T @ X) @ X.T @ y
    return m, b
