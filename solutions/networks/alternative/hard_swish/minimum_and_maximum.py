import torch


def hard_swish(x):
    zero = torch.zeros_like(x)
    return x * torch.minimum(torch.maximum(x + 3, zero), zero + 6) / 6
