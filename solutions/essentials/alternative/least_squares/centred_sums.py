import torch


def least_squares(x, y):
    x_mean = torch.mean(x)
    y_mean = torch.mean(y)
    dx = x - x_mean
    dy = y - y_mean
    m = torch.sum(dx * dy) / torch.sum(dx**2)
    b = torch.mean(y - m * x)
    return m, b
