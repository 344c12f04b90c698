import torch


def l2_penalty_gradient(weight, strength):
    gradient = torch.empty_like(weight)
    gradient.copy_(weight).mul_(strength).mul_(2.0)
    return gradient
