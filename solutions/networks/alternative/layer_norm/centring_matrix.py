import torch


def layer_norm(x, gamma, beta, eps):
    D = x.shape[-1]
    centring = torch.eye(D, dtype=x.dtype, device=x.device) - 1 / D
    centred = x @ centring
    length = torch.linalg.vector_norm(centred, dim=-1, keepdim=True)
    return gamma * centred / torch.sqrt(length**2 / D + eps) + beta
