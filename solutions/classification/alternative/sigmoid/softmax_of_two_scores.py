import torch


def sigmoid(x):
    scores = torch.stack([x, torch.zeros_like(x)], dim=-1)
    return torch.softmax(scores, dim=-1)[..., 0]
