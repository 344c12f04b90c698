import torch


def lower_right(t, k):
    corner = torch.empty(k, k, dtype=t.dtype, device=t.device)
    H, W = t.shape
    for i in range(k):
        for j in range(k):
            corner[i, j] = t[H - k + i, W - k + j]
    return corner
