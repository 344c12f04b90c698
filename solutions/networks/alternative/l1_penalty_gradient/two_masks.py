import torch


def l1_penalty_gradient(weight, strength):
    gradient = torch.zeros_like(weight)
    gradient[weight > 0] = strength
    gradient[weight < 0] = -strength
    return gradient
