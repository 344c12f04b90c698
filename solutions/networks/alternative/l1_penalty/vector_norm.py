import torch


def l1_penalty(weight, strength):
    return torch.linalg.vector_norm(weight, ord=1).mul(strength)
