import torch


def tanh_derivative(x):
    s = 1 / (1 + torch.exp(-2 * x))
    return 4 * s * (1 - s)
