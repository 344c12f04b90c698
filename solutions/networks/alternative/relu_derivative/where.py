import torch


def relu_derivative(x):
    return torch.where(x < 0, torch.zeros_like(x), torch.ones_like(x))
