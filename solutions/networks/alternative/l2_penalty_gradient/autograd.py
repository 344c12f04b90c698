import torch


def l2_penalty_gradient(weight, strength):
    with torch.enable_grad():
        w = weight.detach().requires_grad_()
        penalty = strength * (w * w).sum()
    return torch.autograd.grad(penalty, w)[0]
