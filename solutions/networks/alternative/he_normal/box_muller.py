import math

import torch


def he_normal(shape, generator=None):
    area = math.prod(shape[2:])
    variance = 2 / (area * shape[1])
    radius = torch.sqrt(-2 * variance * torch.log1p(-torch.rand(shape, generator=generator)))
    return radius * torch.cos(2 * math.pi * torch.rand(shape, generator=generator))
