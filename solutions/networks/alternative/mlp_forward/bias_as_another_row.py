import torch


def affine(x, W, b):
    ones = torch.ones(len(x), 1, dtype=x.dtype, device=x.device)
    return torch.cat([x, ones], dim=1).mm(torch.cat([W, b[None]], dim=0))


def mlp_forward(x, W1, b1, W2, b2):
    u1 = affine(x, W1, b1)
    v1 = u1.clamp(min=0)
    return u1, v1, affine(v1, W2, b2)
