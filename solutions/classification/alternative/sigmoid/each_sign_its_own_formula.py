import torch


def sigmoid(x):
    # In each branch the elements of the other sign are replaced by 0, so that no exp overflows.
    right = torch.where(x >= 0, x, torch.zeros_like(x))
    left = torch.where(x < 0, x, torch.zeros_like(x))
    e = torch.exp(left)
    return torch.where(x >= 0, 1 / (1 + torch.exp(-right)), e / (1 + e))
