import torch


def tanh_derivative(x):
    t = torch.tanh(x)
    return (1 - t) * (1 + t)
