import torch


def l2_penalty(weight, strength):
    total = torch.zeros((), dtype=weight.dtype, device=weight.device)
    for row in torch.atleast_1d(weight):
        total = total + strength * torch.sum(row * row)
    return total
