import torch


def leaky_relu(x, negative_slope=0.01):
    factor = torch.ones_like(x)
    factor[x < 0] = negative_slope
    return x * factor
