import torch


def swish(x):
    return x / (1 + torch.exp(-x))
