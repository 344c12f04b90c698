import torch


def least_squares_cov(x, y):
    correlation = torch.corrcoef(torch.vstack([x, y]))[0, 1]
    m = correlation * y.std() / x.std()
    b = (y - m * x).mean()
    return [m, b]
