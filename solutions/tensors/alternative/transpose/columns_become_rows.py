import torch


def transpose(a):
    return torch.stack([a[:, j] for j in range(a.shape[1])])
