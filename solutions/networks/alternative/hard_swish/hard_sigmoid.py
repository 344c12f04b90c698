import torch


def hard_sigmoid(x):
    return torch.clamp(x / 6 + 0.5, 0, 1)


def hard_swish(x):
    return x * hard_sigmoid(x)
