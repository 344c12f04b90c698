import torch


def swish(x):
    return x * torch.softmax(torch.stack([x, torch.zeros_like(x)]), dim=0)[0]
