import numpy as np
import torch


def xavier_uniform(shape, generator=None):
    kernel = int(np.prod(shape[2:]))
    n_in = shape[1] * kernel
    n_out = shape[0] * kernel
    std = np.sqrt(2.0 / (n_in + n_out))
    limit = float(np.sqrt(3.0) * std)  # a uniform distribution on [-limit, limit] has this standard deviation
    return torch.rand(*shape, generator=generator).sub_(0.5).mul_(2 * limit)
