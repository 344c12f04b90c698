import torch


def l1_penalty_gradient(weight, strength):
    leaf = weight.detach().clone().requires_grad_()
    with torch.enable_grad():
        (strength * leaf.abs().sum()).backward()
    return leaf.grad
