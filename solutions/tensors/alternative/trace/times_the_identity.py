import torch


def trace(a):
    return (a * torch.eye(a.shape[0], dtype=a.dtype, device=a.device)).sum()
