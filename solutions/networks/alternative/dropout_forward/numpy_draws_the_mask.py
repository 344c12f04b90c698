import numpy as np
import torch


def dropout_forward(x, p, mode, mask=None):
    if mode == "test":
        return x
    if mask is None:
        draw = np.random.random(tuple(x.shape))
        mask = torch.from_numpy(np.asarray(draw >= p)).to(x.device)
    return x / (1 - p) * mask
