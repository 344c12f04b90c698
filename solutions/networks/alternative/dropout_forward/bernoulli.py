import torch


def dropout_forward(x, p, mode, mask=None):
    if mode != "train":
        return x.clone()
    keep = 1.0 - p
    if mask is None:
        mask = torch.bernoulli(torch.full_like(x, keep)).bool()
    return torch.where(mask, x / keep, torch.zeros_like(x))
