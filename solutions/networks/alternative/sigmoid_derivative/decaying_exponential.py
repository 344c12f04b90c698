import torch


def sigmoid_derivative(x):
    e = torch.exp(-torch.abs(x))
    return e / (1 + e) ** 2
