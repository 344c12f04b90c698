import torch


def l2_penalty(weight, strength):
    return strength * torch.linalg.vector_norm(weight).square()
