import torch


def tanh_derivative(x):
    return torch.cosh(x).reciprocal().square()
