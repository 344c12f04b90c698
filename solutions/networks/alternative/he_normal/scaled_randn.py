import torch


def he_normal(shape, generator=None):
    weight = torch.zeros(shape)
    inputs = weight[0].numel()
    return torch.randn(shape, generator=generator) * (2 / inputs) ** 0.5
