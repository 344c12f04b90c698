import torch


def least_squares(x, y):
    covariance = torch.cov(torch.stack([x, y]))
    m = covariance[0, 1] / covariance[0, 0]
    return [m, y.mean() - m * x.mean()]
