import numpy as np
import torch


def xavier_normal(shape, generator=None):
    kernel = int(np.prod(shape[2:]))
    n_in, n_out = shape[1] * kernel, shape[0] * kernel
    return torch.normal(0.0, float(np.sqrt(2.0 / (n_in + n_out))), size=tuple(shape), generator=generator)
