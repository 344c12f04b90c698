import torch


def relu_derivative(x):
    return torch.sign(x).clamp(min=0)
