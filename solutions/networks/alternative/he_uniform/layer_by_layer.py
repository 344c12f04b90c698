import math

import torch


def he_uniform(shape, generator=None):
    area = 1
    for side in shape[2:]:
        area *= side
    limit = math.sqrt(6.0) / math.sqrt(area * shape[1])
    rows = [torch.empty(shape[1:]).uniform_(generator=generator) for _ in range(shape[0])]
    return torch.lerp(torch.tensor(-limit), torch.tensor(limit), torch.stack(rows))
