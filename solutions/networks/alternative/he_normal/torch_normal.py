import numpy as np
import torch


def he_normal(shape, generator=None):
    kernel = int(np.prod(shape[2:]))
    n_in = shape[1] * kernel
    return torch.normal(0.0, float(np.sqrt(2.0 / n_in)), size=tuple(shape), generator=generator)
