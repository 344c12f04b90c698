import torch


def swish(x):
    return x * (torch.tanh(x / 2) + 1) / 2
