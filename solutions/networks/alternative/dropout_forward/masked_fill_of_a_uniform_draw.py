import torch


def dropout_forward(x, p, mode, mask=None):
    out = x
    if mode == "train":
        if mask is None:
            mask = torch.empty_like(x).uniform_() > p
        out = (x / (1 - p)).masked_fill(~mask, 0.0)
    return out
