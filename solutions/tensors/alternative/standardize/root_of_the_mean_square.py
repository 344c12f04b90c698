import torch


def standardize(x):
    centred = x - x.mean(dim=0, keepdim=True)
    sigma = centred.square().mean(dim=0, keepdim=True).sqrt()
    return torch.where(sigma > 0, centred / sigma, torch.zeros_like(x))
