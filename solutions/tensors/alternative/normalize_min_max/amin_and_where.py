import torch


def normalize_min_max(x):
    low, high = torch.aminmax(x, dim=0, keepdim=True)
    constant = low == high
    return torch.where(constant, torch.zeros_like(x), (x - low) / (high - low))
