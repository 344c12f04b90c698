import torch


def xavier_normal(shape, generator=None):
    weight = torch.zeros(shape)
    inputs = weight[0].numel()
    outputs = weight[:, 0].numel()
    return torch.randn(shape, generator=generator) * (2 / (inputs + outputs)) ** 0.5
