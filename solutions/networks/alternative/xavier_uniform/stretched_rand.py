import torch


def xavier_uniform(shape, generator=None):
    weight = torch.zeros(shape)
    inputs = weight[0].numel()
    outputs = weight[:, 0].numel()
    a = (6 / (inputs + outputs)) ** 0.5
    return 2 * a * torch.rand(shape, generator=generator) - a
