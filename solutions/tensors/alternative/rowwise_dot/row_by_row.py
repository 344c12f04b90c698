import torch


def rowwise_dot(a, b):
    return torch.stack([torch.dot(u, v) for u, v in zip(a, b)])
