import torch


def relu_derivative(x):
    slope = torch.zeros_like(x)
    slope[x > 0] = 1
    return slope
