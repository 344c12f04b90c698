import numpy as np
import torch


def he_uniform(shape, generator=None):
    kernel = int(np.prod(shape[2:]))
    n_in = shape[1] * kernel
    gain = np.sqrt(2.0)
    std = gain / np.sqrt(n_in)
    limit = float(np.sqrt(3.0) * std)  # a uniform distribution on [-limit, limit] has this standard deviation
    return torch.rand(*shape, generator=generator).sub_(0.5).mul_(2 * limit)
